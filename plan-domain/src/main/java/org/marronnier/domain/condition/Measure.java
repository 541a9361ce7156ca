package org.marronnier.domain.condition;

import java.util.List;
import org.marronnier.domain.time.Span;

/** What is measured over the events that a test names. */
public sealed interface Measure {

    /** How many there are; the bounds are decimals. */
    record Count(List<Comparison> bounds) implements Measure {
        public Count {
            bounds = List.copyOf(bounds);
        }
    }

    /** The sum of a numeric property; events without it, or with one that is no number, add nothing. */
    record Sum(String of, List<Comparison> bounds) implements Measure {
        public Sum {
            bounds = List.copyOf(bounds);
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
}
