package org.marronnier.domain.scenario;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.PropertyTest;
import org.marronnier.domain.time.Span;

/** What makes a contact enter a scenario (section 10 of the decision rules). */
public sealed interface Trigger {

    /** Each event of a type that meets {@code where}, after a delay. */
    record OnEvent(String event, List<PropertyTest> where, Span delay) implements Trigger {
        public OnEvent {
            where = PropertyTest.inOrder(where);
        }
    }

    /**
     * Something started and not completed in time; {@code correlate} names the property that both
     * must share.
     */
    record Abandonment(String started, String completed, Span after, @Nullable String correlate)
            implements Trigger {}

    /**
     * A date of the contact, each year or once, some days before (negative) or after it, at a local
     * time.
     */
    record OnDate(String field, Span offset, LocalTime at, boolean once) implements Trigger {}

    /** Silence: the last of these events is exactly this old. */
    record Inactivity(List<String> events, Span after) implements Trigger {
        public Inactivity {
            events = List.copyOf(events);
            if (events.isEmpty()) {
                throw new IllegalArgumentException(
                        "An inactivity trigger must name at least one event.");
            }
        }
    }

    /**
     * Time to buy a product again: {@code factor} times the contact's median interval between
     * purchases of it, or the product's default where there are fewer than two intervals.
     *
     * @param product the property of the event that names the product
     * @param defaults the default interval by product
     * @param otherwise the default interval of a product that has none of its own
     */
    record Replenishment(
            String event,
            String product,
            BigDecimal factor,
            Map<String, Span> defaults,
            @Nullable Span otherwise)
            implements Trigger {
        public Replenishment {
            defaults = Map.copyOf(defaults);
            if (factor.signum() <= 0) {
                throw new IllegalArgumentException(
                        "The replenishment factor (%s) must be above 0.".formatted(factor));
            }
            factor = factor.stripTrailingZeros();
        }
    }

    /** The contact starts to match a segment. */
    record EntersSegment(String segment) implements Trigger {}

    /** The contact starts to be at a stage. */
    record EntersStage(String stage) implements Trigger {}

    /** The forecast of the contact's area meets every condition; at most once a cooldown. */
    record Weather(List<Forecast> when, Span cooldown) implements Trigger {
        /** A measure of the forecast, such as {@code minTemperature} in °C, and what it must be. */
        public record Forecast(String measure, List<Comparison> comparisons) {
            public Forecast {
                comparisons = Comparison.inOrder(comparisons);
            }
        }

        public Weather {
            if (when.stream().map(Forecast::measure).distinct().count() < when.size()) {
                throw new IllegalArgumentException(
                        "A measure of the forecast stands twice. Keep one, with every bound.");
            }
            when = when.stream().sorted(Comparator.comparing(Forecast::measure)).toList();
        }
    }

    /** The API asks. */
    record OnCall() implements Trigger {}
}
