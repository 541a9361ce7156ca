package org.marronnier.engine.impact;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.engine.decision.MessageKind;

/**
 * What was sent, or refused by the rule that is tried, to the contacts who share a household, in
 * the order of time.
 *
 * @param messages those at the same second in the order in which they were written
 */
public record PastHousehold(List<Message> messages) {

    public PastHousehold {
        messages = List.copyOf(messages);
    }

    /**
     * One message, with what it was when it was sent.
     *
     * @param id in the order in which messages were written; 0 for one that was not
     * @param wasSent false where the rule, and no other, refused it
     * @param ours whether the plan of the rule sent it: a rule counts the messages of other plans,
     *     and holds none of them back
     * @param second in UTC, at which it was placed
     * @param source such as {@code campaign:winter-sale}
     */
    public record Message(
            long id,
            boolean wasSent,
            Recipient to,
            boolean ours,
            long second,
            MessageKind kind,
            String source,
            @Nullable String offer) {}

    /**
     * A contact as a rule knows it.
     *
     * @param max the contact's own limit under the rule
     * @param silencing the seconds in UTC of the contact's events that silence, in the order of
     *     time
     */
    public record Recipient(long id, ZoneId zone, int max, long[] silencing) {}
}
