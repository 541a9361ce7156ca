package org.marronnier.domain.condition;

import java.math.BigDecimal;

/**
 * A value that a plan compares with: text (without regard to case), a decimal, or a truth value.
 * Dates are written as text.
 */
public sealed interface Operand {

    record Text(String value) implements Operand {}

    record Decimal(BigDecimal value) implements Operand {
        public Decimal {
            value = value.stripTrailingZeros();
        }
    }

    record Truth(boolean value) implements Operand {}

    static Operand of(String value) {
        return new Text(value);
    }

    static Operand of(long value) {
        return new Decimal(BigDecimal.valueOf(value));
    }
}
