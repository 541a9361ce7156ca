package org.marronnier.domain.contact;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;

/**
 * One message that a contact was to have: what was decided, and what became of it.
 *
 * @param run that decided; 0 where none did
 * @param source such as {@code campaign:winter-sale}
 * @param firedFor the instant that the run was fired for; null without one
 * @param at the decision instant; without a decision, when the message was placed
 * @param outcome SEND, DEFER, SUPPRESS or CONTROL; null for a message that was brought in without a
 *     decision
 * @param until when it is decided again, for a deferral
 * @param calledOff whether it is a deferral that will not be decided again: the run was stopped
 * @param reasons every gate that failed, the first naming the outcome; each with {@code gate} and
 *     facts of its own
 * @param message null where none was made
 * @param earlier what was decided before, newest first: deferrals
 */
public record TimelineEntry(
        long run,
        String plan,
        String source,
        @Nullable Instant firedFor,
        Instant at,
        @Nullable String outcome,
        @Nullable Channel channel,
        @Nullable Instant until,
        boolean calledOff,
        List<Object> reasons,
        @Nullable Message message,
        List<Earlier> earlier) {

    /**
     * A message of the contact.
     *
     * @param status QUEUED, SENT, UNCERTAIN, FAILED or CANCELLED
     * @param failure why it failed; null where it did not
     * @param occurrence local time in the plan's zone that it was asked for
     * @param inInbox whether the product's own inbox holds it
     */
    public record Message(
            long id,
            String type,
            String status,
            @Nullable String failure,
            @Nullable String occurrence,
            @Nullable Instant sentAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant openedAt,
            @Nullable Instant clickedAt,
            @Nullable Instant bouncedAt,
            @Nullable Instant complainedAt,
            @Nullable Instant unsubscribedAt,
            boolean inInbox) {}

    /** A decision that was taken again later. */
    public record Earlier(
            Instant at,
            String outcome,
            @Nullable Channel channel,
            @Nullable Instant until,
            List<Object> reasons) {
        public Earlier {
            reasons = List.copyOf(reasons);
        }
    }

    public TimelineEntry {
        reasons = List.copyOf(reasons);
        earlier = List.copyOf(earlier);
    }

    /** The same, decided again after others. */
    public TimelineEntry after(List<Earlier> before) {
        return before.isEmpty()
                ? this
                : new TimelineEntry(
                        run, plan, source, firedFor, at, outcome, channel, until, calledOff,
                        reasons, message, before);
    }
}
