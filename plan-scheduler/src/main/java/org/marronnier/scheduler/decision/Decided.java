package org.marronnier.scheduler.decision;

import java.time.ZoneId;
import org.marronnier.domain.channel.Channel;
import org.marronnier.engine.decision.Decision;
import org.marronnier.engine.decision.Outcome;

/**
 * What was decided of a source for a contact.
 *
 * @param zone whose clock the contact lives by
 */
public record Decided(Source source, long contact, ZoneId zone, Decision decision) {

    /** Whether a message leaves at once. */
    public boolean leaves() {
        return decision.outcome() == Outcome.SEND;
    }

    /** Whether a message leaves at once on a channel. */
    public boolean leavesBy(Channel channel) {
        return leaves() && decision.channel() == channel;
    }

    /** Another decision over the same. */
    public Decided with(Decision other) {
        return new Decided(source, contact, zone, other);
    }
}
