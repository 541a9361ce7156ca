package org.marronnier.web.calendar;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.Mistake;

/** What became of placing a campaign on the calendar. */
sealed interface Placing {

    /**
     * It stands there now.
     *
     * @param key of the campaign that was placed, moved or made
     * @param changes the numbers of what changed, first to last, to undo it; empty where nothing
     *     did
     * @param prepared whether it holds only once it is approved
     */
    record Placed(String key, String name, List<Long> changes, boolean prepared)
            implements Placing {
        public Placed {
            changes = List.copyOf(changes);
        }
    }

    /** Somebody moved or changed it since the calendar was drawn. */
    record Meanwhile(@Nullable String by, @Nullable Instant at) implements Placing {}

    /** The plan would not hold with it. */
    record Refused(List<Mistake> mistakes) implements Placing {
        public Refused {
            mistakes = List.copyOf(mistakes);
        }
    }

    /** It cannot be done; the key of the message that says why, and its facts. */
    record Stopped(String message, List<String> facts) implements Placing {
        public Stopped {
            facts = List.copyOf(facts);
        }
    }

    /** There is no such campaign (any more). */
    record Unknown() implements Placing {}

    static Placing stopped(String message, String... facts) {
        return new Stopped(message, List.of(facts));
    }
}
