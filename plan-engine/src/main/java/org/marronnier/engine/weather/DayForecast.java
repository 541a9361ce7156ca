package org.marronnier.engine.weather;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.Map;
import org.marronnier.domain.condition.PropertyTest;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.engine.condition.PropertyFilter;

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
        return PropertyFilter.of(
                        trigger.when().stream()
                                .map(one -> new PropertyTest(one.measure(), one.comparisons()))
                                .toList())
                .holds(measures, ZoneOffset.UTC);
    }
}
