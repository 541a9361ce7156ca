package org.marronnier.engine.condition;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A decimal number of any size that is compared and added without allocation.
 *
 * <p>Its figures stand in groups of nine on both sides of the point, lowest group first: group
 * {@code i} counts {@code 10^(9 * (lowest + i))}. The first and the last group are never zero, so
 * that equal numbers are written alike.
 */
final class Decimal {

    static final int FIGURES = 9;
    static final int GROUP = 1_000_000_000;

    private static final BigInteger BIG_GROUP = BigInteger.valueOf(GROUP);

    final int sign;
    final int lowest;
    final int[] groups;

    private Decimal(int sign, int lowest, int[] groups) {
        this.sign = sign;
        this.lowest = lowest;
        this.groups = groups;
    }

    static Decimal of(BigDecimal value) {
        if (value.signum() == 0) {
            return new Decimal(0, 0, new int[0]);
        }
        var bare = value.stripTrailingZeros();
        var lowest = Math.floorDiv(-bare.scale(), FIGURES);
        var shift = -bare.scale() - lowest * FIGURES;
        var groups = new int[(bare.precision() + shift - 1) / FIGURES + 1];
        if (bare.precision() <= FIGURES) {
            var rest = Math.abs(bare.unscaledValue().longValue()) * (long) Math.pow(10, shift);
            for (var i = 0; i < groups.length; i++, rest /= GROUP) {
                groups[i] = (int) (rest % GROUP);
            }
        } else {
            var rest = bare.unscaledValue().abs().multiply(BigInteger.TEN.pow(shift));
            for (var i = 0; i < groups.length; i++) {
                var split = rest.divideAndRemainder(BIG_GROUP);
                groups[i] = split[1].intValue();
                rest = split[0];
            }
        }
        return new Decimal(bare.signum(), lowest, groups);
    }

    /** One past the position of the highest group. */
    int end() {
        return lowest + groups.length;
    }

    /** The group at a position, zero where none is written. */
    int group(int position) {
        return position < lowest || position >= end() ? 0 : groups[position - lowest];
    }
}
