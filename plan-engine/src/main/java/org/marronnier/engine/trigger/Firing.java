package org.marronnier.engine.trigger;

import java.time.Instant;
import java.util.Comparator;

/**
 * One firing of a trigger for a contact.
 *
 * @param firedBy its name, the same however often it is worked out: {@code event:<id>}, {@code
 *     date:<year>} or {@code date}
 */
public record Firing(String firedBy, Instant at) implements Comparable<Firing> {

    private static final Comparator<Firing> ORDER =
            Comparator.comparing(Firing::at).thenComparing(Firing::firedBy);

    /** In the order of time. */
    @Override
    public int compareTo(Firing other) {
        return ORDER.compare(this, other);
    }
}
