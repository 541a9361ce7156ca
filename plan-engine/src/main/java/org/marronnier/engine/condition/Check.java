package org.marronnier.engine.condition;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.CodePoints;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Comparison.Operator;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.condition.TextReading;

/**
 * One comparison with what the plan wrote, which decides how values are compared: a number with the
 * decimals they read as, an ISO date with the local dates they read as, anything else with their
 * text, without regard to case.
 */
sealed interface Check
        permits Check.IsPresent,
                Check.Never,
                Check.ByNumber,
                Check.ByDay,
                Check.ByText,
                Check.HoldsText,
                OneOf {

    boolean holds(@Nullable Subject subject);

    static Check[] of(List<Comparison> comparisons) {
        return comparisons.stream().map(Check::of).toArray(Check[]::new);
    }

    /** Whether all comparisons hold. */
    static boolean all(Check[] checks, @Nullable Subject subject) {
        for (var check : checks) {
            if (!check.holds(subject)) {
                return false;
            }
        }
        return true;
    }

    private static Check of(Comparison comparison) {
        var operands = comparison.operands();
        return switch (comparison.operator()) {
            case PRESENT -> new IsPresent(true);
            case MISSING -> new IsPresent(false);
            case EQ, IN -> OneOf.of(operands, true);
            case NE, NOT_IN -> OneOf.of(operands, false);
            case LT, LTE, GT, GTE -> ordered(comparison.operator(), operands.getFirst());
            case CONTAINS -> new HoldsText(folded(operands.getFirst()), false);
            case STARTS_WITH -> new HoldsText(folded(operands.getFirst()), true);
        };
    }

    private static Check ordered(Operator sign, Operand operand) {
        return switch (operand) {
            case Operand.Decimal(var value) -> new ByNumber(sign, Decimal.of(value));
            case Operand.Truth _ -> new Never();
            case Operand.Text(var value) -> {
                var day = TextReading.date(value);
                if (day.isPresent()) {
                    yield new ByDay(sign, Days.packed(day.get()));
                }
                var number = TextReading.number(value).map(Decimal::of).orElse(null);
                yield new ByText(sign, TextReading.folded(value), number);
            }
        };
    }

    private static String folded(Operand operand) {
        return TextReading.folded(
                switch (operand) {
                    case Operand.Text(var value) -> value;
                    case Operand.Decimal(var value) -> value.toPlainString();
                    case Operand.Truth(var value) -> Boolean.toString(value);
                });
    }

    private static boolean fits(Operator sign, int order) {
        return switch (sign) {
            case LT -> order < 0;
            case LTE -> order <= 0;
            case GT -> order > 0;
            case GTE -> order >= 0;
            case EQ, NE, IN, NOT_IN, CONTAINS, STARTS_WITH, PRESENT, MISSING ->
                    throw new IllegalArgumentException(sign + " is no order.");
        };
    }

    /** There is a value, or none. */
    record IsPresent(boolean present) implements Check {
        @Override
        public boolean holds(@Nullable Subject subject) {
            return present == (subject != null);
        }
    }

    /** No value is before or after a truth value. */
    record Never() implements Check {
        @Override
        public boolean holds(@Nullable Subject subject) {
            return false;
        }
    }

    /** Before or after a number. */
    record ByNumber(Operator sign, Decimal bound) implements Check {
        @Override
        public boolean holds(@Nullable Subject subject) {
            return subject != null
                    && subject.readsAsNumber()
                    && fits(sign, subject.compareTo(bound));
        }
    }

    /** Before or after a day. */
    record ByDay(Operator sign, long bound) implements Check {
        @Override
        public boolean holds(@Nullable Subject subject) {
            return subject != null
                    && subject.day() != Subject.NO_DAY
                    && fits(sign, Long.compare(subject.day(), bound));
        }
    }

    /**
     * Before or after a text.
     *
     * @param number what the text reads as; numbers compare with that
     */
    record ByText(Operator sign, String bound, @Nullable Decimal number) implements Check {
        @Override
        public boolean holds(@Nullable Subject subject) {
            if (subject == null || subject.isNested()) {
                return false;
            }
            if (number != null && subject.isNumber()) {
                return fits(sign, subject.compareTo(number));
            }
            return fits(sign, CodePoints.compare(subject.text(), bound));
        }
    }

    /** The text stands in the value, or at its start. */
    record HoldsText(String part, boolean atStart) implements Check {
        @Override
        public boolean holds(@Nullable Subject subject) {
            if (subject == null || subject.isNested()) {
                return false;
            }
            var text = subject.text();
            if (text instanceof String whole) {
                return atStart ? whole.startsWith(part) : whole.contains(part);
            }
            var at = ((StringBuilder) text).indexOf(part);
            return atStart ? at == 0 : at >= 0;
        }
    }
}
