package org.marronnier.scheduler.outbox;

import java.time.Duration;
import java.time.Instant;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.MessageType;
import org.marronnier.engine.decision.QuietHours;
import org.marronnier.scheduler.campaign.PlanShelf;
import org.marronnier.store.outbox.Outbox;
import org.springframework.stereotype.Component;

/**
 * When a message may be handed over that a pause, a failing channel or the length of its run held
 * up: the time that it was placed at was open, that at which its turn comes may be quiet.
 */
@Component
class KeepingQuiet {

    /** One that leaves within it leaves at the instant it was placed at. */
    private static final Duration PUNCTUAL = Duration.ofMinutes(1);

    private final PlanShelf plans;

    KeepingQuiet(PlanShelf plans) {
        this.plans = plans;
    }

    /**
     * The first instant from now on that is not quiet for the contact, by the plan of today; any
     * after the message's expiry where there is none before.
     */
    Instant open(Outbox.Claimed entry, Instant now) {
        var plan = plans.plan(entry.plan());
        if (plan.isEmpty() || Duration.between(entry.at(), now).compareTo(PUNCTUAL) < 0) {
            return now;
        }
        var periods = plan.get().quietInForce();
        var channel = Channel.valueOf(entry.channel());
        var type = MessageType.valueOf(entry.type());
        var zone = entry.zone() == null ? plan.get().plan().zone() : entry.zone();
        return QuietHours.forbidding(periods, channel, type, now, zone).isEmpty()
                ? now
                : QuietHours.open(periods, channel, type, now, entry.expiresAt(), zone);
    }
}
