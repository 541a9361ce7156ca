package org.marronnier.engine.weather;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.scenario.Trigger;

/**
 * What is forecast of one day at one place.
 *
 * @param measures by name: {@code minTemperature} and {@code maxTemperature} in °C, {@code
 *     precipitation} and {@code snow} in mm, {@code wind} in km/h
 */
public record DayForecast(Map<String, BigDecimal> measures) {

    public DayForecast {
        measures = Map.copyOf(measures);
    }

    /**
     * Whether every condition of a trigger holds. A measure that is not forecast meets nothing but
     * that it is missing.
     */
    public boolean meets(Trigger.Weather trigger) {
        return trigger.when().stream()
                .allMatch(one -> meets(measures.get(one.measure()), one.comparisons()));
    }

    private static boolean meets(@Nullable BigDecimal value, List<Comparison> comparisons) {
        return comparisons.stream().allMatch(comparison -> holds(value, comparison));
    }

    private static boolean holds(@Nullable BigDecimal value, Comparison comparison) {
        if (value == null) {
            return comparison.operator() == Comparison.Operator.MISSING;
        }
        var operands = comparison.operands();
        return switch (comparison.operator()) {
            case PRESENT -> true;
            case MISSING -> false;
            case EQ, IN -> operands.stream().anyMatch(operand -> order(value, operand, 0));
            case NE, NOT_IN -> operands.stream().noneMatch(operand -> order(value, operand, 0));
            case LT -> order(value, operands.getFirst(), -1);
            case LTE -> order(value, operands.getFirst(), -1, 0);
            case GT -> order(value, operands.getFirst(), 1);
            case GTE -> order(value, operands.getFirst(), 0, 1);
            case CONTAINS, STARTS_WITH -> false;
        };
    }

    /** Whether a value stands in one of some orders to a number; never to anything else. */
    private static boolean order(BigDecimal value, Operand operand, int... orders) {
        if (!(operand instanceof Operand.Decimal(var bound))) {
            return false;
        }
        var order = value.compareTo(bound);
        for (var wanted : orders) {
            if (order == wanted) {
                return true;
            }
        }
        return false;
    }
}
