package org.marronnier.domain.condition;

import java.util.Comparator;
import java.util.List;

/** What one property of an event must be; all its comparisons must hold. */
public record PropertyTest(String property, List<Comparison> comparisons) {

    public PropertyTest {
        comparisons = Comparison.inOrder(comparisons);
        if (property.isBlank() || comparisons.isEmpty()) {
            throw new IllegalArgumentException(
                    "A property test must name a property and at least one comparison.");
        }
    }

    /**
     * The tests of one event, in one order: they must all hold, so that their order means nothing.
     *
     * @throws IllegalArgumentException when a property stands twice
     */
    public static List<PropertyTest> inOrder(List<PropertyTest> tests) {
        if (tests.stream().map(PropertyTest::property).distinct().count() < tests.size()) {
            throw new IllegalArgumentException(
                    "A property stands twice in one test. Keep one, with every comparison.");
        }
        return tests.stream().sorted(Comparator.comparing(PropertyTest::property)).toList();
    }
}
