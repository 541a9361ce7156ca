package org.marronnier.domain.audience;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.marronnier.domain.condition.Condition;

/** Quick looks at conditions that are not kept yet: who would be meant, in bounded time. */
public interface AudienceGlimpses {

    /**
     * Who matches now. Counts all contacts where that is done within {@code patience}; else
     * estimates from contacts drawn at random.
     *
     * @param members how many of them to name at most
     * @throws IllegalArgumentException when the condition names what the vocabulary lacks
     */
    Glimpse look(
            Condition condition,
            Vocabulary vocabulary,
            Instant now,
            Duration patience,
            int members);

    /**
     * @param size how many there are
     * @param members external ids of some of them
     */
    record Glimpse(Size size, List<String> members) {
        public Glimpse {
            members = List.copyOf(members);
        }
    }

    /** How many contacts match. */
    sealed interface Size {

        /** Exactly so many. */
        record Counted(long contacts) implements Size {}

        /**
         * About so many, as far as some tell.
         *
         * @param low with {@code high}, the 95% interval
         * @param looked how many contacts were drawn
         */
        record Estimated(long contacts, long low, long high, int looked) implements Size {}
    }
}
