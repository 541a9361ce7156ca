package org.marronnier.scheduler.demonstration;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.engine.decision.PastMessage;
import org.marronnier.engine.scenario.StepPath;

/**
 * A message of the invented past, and what became of it.
 *
 * @param campaign null for a scenario
 * @param occurrence when it was due, by the local time of the plan's zone
 * @param place the step of a scenario that asked for it; null for a campaign
 */
record Remembered(
        String externalId,
        PastMessage message,
        @Nullable String campaign,
        LocalDateTime occurrence,
        String template,
        @Nullable Place place,
        @Nullable Instant opened,
        @Nullable Instant clicked,
        @Nullable Instant bounced,
        @Nullable Instant complained) {

    /** A step on the way of a contact. */
    record Place(PastWalk walk, StepPath step) {}

    /** When the message came to a status; empty where it did not. */
    Optional<Instant> at(MessageStatus status) {
        return Optional.ofNullable(
                switch (status) {
                    case SENT -> message.at();
                    case DELIVERED -> bounced == null ? message.at() : null;
                    case OPENED -> opened;
                    case CLICKED -> clicked;
                    case BOUNCED -> bounced;
                    case COMPLAINED -> complained;
                    case FAILED, UNSUBSCRIBED -> null;
                });
    }
}
