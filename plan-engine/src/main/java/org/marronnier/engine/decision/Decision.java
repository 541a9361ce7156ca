package org.marronnier.engine.decision;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;

/**
 * What becomes of a candidate.
 *
 * @param channel by which it leaves; null where it does not
 * @param at the decision instant
 * @param until when it leaves, where that is later
 * @param reasons every gate that failed, in their order; the first names the outcome
 */
public record Decision(
        Candidate candidate,
        Outcome outcome,
        @Nullable Channel channel,
        Instant at,
        @Nullable Instant until,
        List<Reason> reasons) {

    public Decision {
        reasons = List.copyOf(reasons);
    }

    /** The reason that names the outcome; none for a message that leaves. */
    public Optional<Reason> mainReason() {
        return reasons.stream().findFirst();
    }
}
