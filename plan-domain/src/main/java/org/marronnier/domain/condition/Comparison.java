package org.marronnier.domain.condition;

import java.util.Comparator;
import java.util.List;

/** One comparison of a value with what the plan says, such as {@code gte: 2}. */
public record Comparison(Operator operator, List<Operand> operands) {

    /**
     * What is compared. PRESENT and MISSING take no operand, IN and NOT_IN any number, the others
     * one.
     */
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
        var fits =
                switch (operator) {
                    case PRESENT, MISSING -> operands.isEmpty();
                    case IN, NOT_IN -> !operands.isEmpty();
                    case EQ, NE, LT, LTE, GT, GTE, CONTAINS, STARTS_WITH -> operands.size() == 1;
                };
        if (!fits) {
            throw new IllegalArgumentException(
                    "The comparison %s cannot take %d values."
                            .formatted(operator, operands.size()));
        }
    }

    /**
     * The comparisons of one value, in one order: they must all hold, so that their order means
     * nothing.
     *
     * @throws IllegalArgumentException when an operator stands twice
     */
    public static List<Comparison> inOrder(List<Comparison> comparisons) {
        for (var comparison : comparisons) {
            if (comparisons.stream().filter(other -> other.operator == comparison.operator).count()
                    > 1) {
                throw new IllegalArgumentException(
                        "The comparison %s stands twice. Keep one.".formatted(comparison.operator));
            }
        }
        return comparisons.stream().sorted(Comparator.comparing(Comparison::operator)).toList();
    }

    public static Comparison of(Operator operator, Operand operand) {
        return new Comparison(operator, List.of(operand));
    }
}
