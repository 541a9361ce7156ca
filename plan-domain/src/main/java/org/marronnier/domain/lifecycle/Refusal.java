package org.marronnier.domain.lifecycle;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.telling.Telling;

/** Why an item cannot move on. */
public sealed interface Refusal {

    /** It stands elsewhere than where this can be asked of it. */
    record WrongStatus(Status is, Set<Status> expected) implements Refusal {
        public WrongStatus {
            expected = Set.copyOf(expected);
        }
    }

    /** It is not whole yet: what lies at the path of the plan document is missing or wrong. */
    record NotWhole(String path, Telling telling) implements Refusal {}

    /** Whoever sends something back says why. */
    record NoReason() implements Refusal {}

    /** The role of whoever asks does not go so far. */
    record NotYours() implements Refusal {}

    /** Somebody changed it since it was looked at. */
    record ChangedMeanwhile(@Nullable String by, Instant at) implements Refusal {}

    /** There is no such item (any more). */
    record Unknown(String key) implements Refusal {}
}
