package org.marronnier.scheduler.demonstration;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.engine.decision.PastMessage;
import org.marronnier.scheduler.demonstration.Crowd.Person;

/** What invented contacts make of a message: some open it, some click, a few complain. */
final class Reactions {

    private static final double OPENED = 0.34;
    private static final double CLICKED = 0.16;

    private final RandomGenerator random;
    private final Instant now;

    Reactions(long seed, Instant now) {
        random = new SplittableRandom(seed);
        this.now = now;
    }

    /**
     * The address that has died is found dead by the first message after; a contact about to
     * complain does so.
     */
    Remembered to(
            PastMessage message,
            Person person,
            @Nullable String campaign,
            LocalDateTime occurrence,
            String template,
            Remembered.@Nullable Place place) {
        var at = message.at();
        var email = message.channel() == Channel.EMAIL;
        var dead = email && isBefore(person.health().bounced(), at);
        var angry = email && !dead && isBefore(person.health().complained(), at);
        var opened =
                email && !dead && (angry || random.nextDouble() < OPENED) ? later(at, 3_000) : null;
        var clicked =
                opened != null && !angry && random.nextDouble() < CLICKED
                        ? later(opened, 20)
                        : null;
        return new Remembered(
                person.card().externalId(),
                message,
                campaign,
                occurrence,
                template,
                place,
                opened,
                clicked,
                dead ? later(at, 1) : null,
                angry ? later(at, 3_000) : null);
    }

    private static boolean isBefore(@Nullable Instant instant, Instant at) {
        return instant != null && instant.isBefore(at);
    }

    private Instant later(Instant at, int minutes) {
        var later = at.plusSeconds(20 + random.nextInt(minutes * 60));
        return later.isAfter(now) ? now : later;
    }
}
