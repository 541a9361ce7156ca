package org.marronnier.store.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of reading the events that somebody sent. */
public sealed interface SentEvents {

    /** The most events that are taken at a time; 10 MB hold no more. */
    int MOST = 200_000;

    /** Those that can be taken, and those that cannot. */
    record Read(List<SentEvent> events, List<Refused> refused) implements SentEvents {}

    /** This is no JSON object, array of them, or line of them. */
    record Malformed() implements SentEvents {}

    /** These are more than {@link #MOST}. */
    record TooMany() implements SentEvents {}

    /** An event that is not taken: its place among those that were sent, and what was wrong. */
    record Refused(int index, @Nullable String field, RefusalReason reason) {

        /** The same at another place. */
        public Refused at(int otherIndex) {
            return new Refused(otherIndex, field, reason);
        }
    }
}
