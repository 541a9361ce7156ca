package org.marronnier.domain.condition;

import java.util.List;

/** One comparison of a value with what the plan says, such as {@code gte: 2}. */
public record Comparison(Operator operator, List<Operand> operands) {

    /** What is compared. PRESENT and MISSING take no operand, IN and NOT_IN any number, the others one. */
    public enum Operator {
        EQ,
        NE,
        IN,
        NOT_IN,
        LT,
        LTE,
        GT,
        GTE,
        CONTAINS,
        STARTS_WITH,
        PRESENT,
        MISSING
    }

    public Comparison {
        operands = List.copyOf(operands);
        var fits = switch (operator) {
            case PRESENT, MISSING -> operands.isEmpty();
            case IN, NOT_IN -> !operands.isEmpty();
            case EQ, NE, LT, LTE, GT, GTE, CONTAINS, STARTS_WITH -> operands.size() == 1;
        };
        if (!fits) {
            throw new IllegalArgumentException("The comparison %s cannot take %d values."
                    .formatted(operator, operands.size()));
        }
    }

    public static Comparison of(Operator operator, Operand operand) {
        return new Comparison(operator, List.of(operand));
    }
}
