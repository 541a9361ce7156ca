package org.marronnier.domain.fact;

import java.time.Instant;
import java.util.Collection;

/** The facts of contacts, as they are recorded. */
public interface RecordedFacts {

    /**
     * Tells what is needed of some contacts: what happened up to an instant, as far back as windows
     * that end then, or later, reach. Meant for one contact or some thousands, not for all.
     */
    default void tell(
            Collection<Long> contacts, NeededFacts needed, Instant now, FactListener listener) {
        tell(contacts, needed, now, now, listener);
    }

    /**
     * The same, as far back as windows reach that end at an earlier instant, or later: so that what
     * is told can be tested at any instant in between.
     */
    void tell(
            Collection<Long> contacts,
            NeededFacts needed,
            Instant earliest,
            Instant now,
            FactListener listener);
}
