package org.marronnier.engine.decision;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;

/**
 * What becomes of a candidate. That of a reservation is not to be kept: it is decided when it is
 * due.
 *
 * @param channel by which it leaves; null where it does not
 * @param at the decision instant
 * @param until when it leaves, or is decided again, where that is later
 * @param reasons every gate that failed, the one that names the outcome first; for a message that
 *     is deferred, why it does not leave at once
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

    /** Whether the candidate was not due yet, and only held its place among the others. */
    public boolean isReservation() {
        return candidate.due().isAfter(at);
    }

    /** The reason that names the outcome; none for a message that leaves. */
    public Optional<Reason> mainReason() {
        return reasons.stream().findFirst();
    }
}
