package org.marronnier.domain.contact;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was decided about contacts, and what became of their messages. */
public interface Timelines {

    /** Which entries of a time line. */
    enum Kind {
        ALL,
        /** A message left, or is on its way. */
        SENT,
        /** It waits for later, or did. */
        DEFERRED,
        /** Nothing left. */
        SUPPRESSED
    }

    /**
     * The entries of a contact, newest first; of messages that were brought in without a decision,
     * too.
     *
     * @param after the cursor of an earlier answer; null for the first entries
     * @throws IllegalArgumentException when the cursor is none of ours
     */
    Chunk<TimelineEntry> of(long contact, Kind kind, @Nullable String after, int limit);

    /** How many entries a contact has of each kind. */
    Map<Kind, Long> counts(long contact);
}
