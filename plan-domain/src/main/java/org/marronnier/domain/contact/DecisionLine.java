package org.marronnier.domain.contact;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;

/**
 * A decision about a contact, as its page lists it.
 *
 * @param outcome SEND, DEFER, SUPPRESS or CONTROL
 * @param until when it is decided again, for a deferral
 * @param reasons every gate that failed, the first naming the outcome; each with {@code gate} and
 *     facts of its own
 * @param messageStatus what became of the message, where one was made
 */
public record DecisionLine(
        long run,
        String plan,
        String campaign,
        Instant firedFor,
        Instant at,
        String outcome,
        @Nullable Channel channel,
        @Nullable Instant until,
        List<Object> reasons,
        @Nullable String messageStatus) {
    public DecisionLine {
        reasons = List.copyOf(reasons);
    }
}
