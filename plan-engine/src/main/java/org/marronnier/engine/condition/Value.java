package org.marronnier.engine.condition;

import java.math.BigDecimal;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.TextReading;
import org.marronnier.domain.fact.FactKind;

/** A recorded value, read once as everything that it can be compared as. */
final class Value extends Subject {

    private static final Value NESTED = new Value("", null, false, NO_DAY);
    private static final Value TRUE = new Value("true", null, false, NO_DAY);
    private static final Value FALSE = new Value("false", null, false, NO_DAY);

    private final String text;
    private final @Nullable Decimal number;
    private final boolean isNumber;
    private final long day;

    private Value(String text, @Nullable Decimal number, boolean isNumber, long day) {
        this.text = text;
        this.number = number;
        this.isNumber = isNumber;
        this.day = day;
    }

    /**
     * @param zone in which an instant falls on a day
     */
    static Value of(FactKind kind, String written, ZoneId zone) {
        return switch (kind) {
            case NESTED -> NESTED;
            case TRUTH -> Boolean.parseBoolean(written) ? TRUE : FALSE;
            case NUMBER -> {
                var number = new BigDecimal(written);
                yield new Value(plain(number), Decimal.of(number), true, NO_DAY);
            }
            case TEXT ->
                    new Value(
                            TextReading.folded(written),
                            TextReading.number(written).map(Decimal::of).orElse(null),
                            false,
                            TextReading.date(written, zone).map(Days::packed).orElse(NO_DAY));
        };
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** The number it can be read as. */
    @Nullable Decimal number() {
        return number;
    }

    @Override
    boolean isNested() {
        return this == NESTED;
    }

    @Override
    String text() {
        return text;
    }

    @Override
    boolean isNumber() {
        return isNumber;
    }

    @Override
    boolean readsAsNumber() {
        return number != null;
    }

    @Override
    int compareTo(Decimal other) {
        var mine = number;
        if (mine == null) {
            throw new IllegalStateException("The value reads as no number.");
        }
        if (mine.sign != other.sign) {
            return Integer.compare(mine.sign, other.sign);
        }
        var lowest = Math.min(mine.lowest, other.lowest);
        for (var at = Math.max(mine.end(), other.end()) - 1; at >= lowest; at--) {
            var order = Integer.compare(mine.group(at), other.group(at));
            if (order != 0) {
                return mine.sign * order;
            }
        }
        return 0;
    }

    @Override
    long day() {
        return day;
    }
}
