package org.marronnier.domain.condition;

import java.util.List;

/** What one property of an event must be; all its comparisons must hold. */
public record PropertyTest(String property, List<Comparison> comparisons) {

    public PropertyTest {
        comparisons = List.copyOf(comparisons);
        if (property.isBlank() || comparisons.isEmpty()) {
            throw new IllegalArgumentException("A property test must name a property and at least one comparison.");
        }
    }
}
