package org.marronnier.domain.condition;

import java.util.Comparator;
import java.util.List;
import org.marronnier.domain.time.Span;

/** What is measured over the events that a test names. */
public sealed interface Measure {

    /** How many there are; the bounds are decimals. */
    record Count(List<Comparison> bounds) implements Measure {
        public Count {
            bounds = Comparison.inOrder(bounds);
        }
    }

    /**
     * The sum of a numeric property; events without it, or with one that is no number, add nothing.
     */
    record Sum(String of, List<Comparison> bounds) implements Measure {
        public Sum {
            bounds = Comparison.inOrder(bounds);
        }
    }

    /** How long ago the last one was; false where there never was one. */
    record Last(Age age, Span span) implements Measure {
        /** On which side of the span the last event lies. */
        public enum Age {
            OLDER_THAN,
            NEWER_THAN
        }
    }

    /**
     * The measures of one test, in one order (count, sum, last): they must all hold, so that their
     * order means nothing.
     *
     * @throws IllegalArgumentException when one stands twice
     */
    static List<Measure> inOrder(List<Measure> measures) {
        if (measures.stream().map(Measure::place).distinct().count() < measures.size()) {
            throw new IllegalArgumentException(
                    "A measure stands twice in one test. Keep one, with every bound.");
        }
        return measures.stream().sorted(Comparator.comparing(Measure::place)).toList();
    }

    private static int place(Measure measure) {
        return switch (measure) {
            case Count _ -> 0;
            case Sum _ -> 1;
            case Last _ -> 2;
        };
    }
}
