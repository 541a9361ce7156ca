package org.marronnier.engine.condition;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.PropertyTest;
import org.marronnier.domain.condition.TextReading;
import org.marronnier.domain.fact.FactKind;

/**
 * Tests of an event's properties, which read values as conditions do (section 9 of the decision
 * rules). Values are those of a JSON document: texts, numbers, truth values, lists and maps.
 */
public final class PropertyFilter {

    private final List<Part> parts;

    private record Part(String property, Check[] checks) {}

    private PropertyFilter(List<Part> parts) {
        this.parts = parts;
    }

    /** All of the tests must hold; none holds always. */
    public static PropertyFilter of(List<PropertyTest> tests) {
        return new PropertyFilter(
                tests.stream()
                        .map(test -> new Part(test.property(), Check.of(test.comparisons())))
                        .toList());
    }

    /**
     * Whether an event with these properties is meant.
     *
     * @param zone in which an instant falls on a day
     */
    public boolean holds(Map<String, ?> properties, ZoneId zone) {
        for (var part : parts) {
            var value = properties.get(part.property());
            if (!Check.all(part.checks(), value == null ? null : value(value, zone))) {
                return false;
            }
        }
        return true;
    }

    /**
     * What makes two values of a property the same: their text without regard to case, or their
     * number, whichever way it is written. Empty where there is no value, or a list or an object.
     */
    public static Optional<String> sameness(@Nullable Object value) {
        return switch (value) {
            case null -> Optional.empty();
            case Map<?, ?> _, List<?> _ -> Optional.empty();
            case Number number -> Optional.of(Value.plain(decimal(number)));
            default -> Optional.of(TextReading.folded(value.toString()));
        };
    }

    private static Value value(Object value, ZoneId zone) {
        return switch (value) {
            case Map<?, ?> _, List<?> _ -> Value.of(FactKind.NESTED, "", zone);
            case Boolean truth -> Value.of(FactKind.TRUTH, truth.toString(), zone);
            case Number number -> Value.of(FactKind.NUMBER, decimal(number).toString(), zone);
            default -> Value.of(FactKind.TEXT, value.toString(), zone);
        };
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    }
}
