package org.marronnier.domain.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One firing of a campaign.
 *
 * @param firedFor the instant of the occurrence
 * @param firedBy a user or an API key; null for the calendar
 * @param reason why it is paused or failed
 * @param detail what the channel or the plan said, without personal data
 * @param decidesAt the decision instant of its contacts
 * @param cursor every contact up to this external id is decided
 * @param gatheredAt when its audience was gathered
 * @param decidedAt when the last contact was decided
 */
public record Run(
        long id,
        String plan,
        String campaign,
        Instant firedFor,
        @Nullable String firedBy,
        RunState state,
        @Nullable RunReason reason,
        @Nullable String detail,
        Instant decidesAt,
        String cursor,
        Instant startedAt,
        Instant progressedAt,
        @Nullable Instant gatheredAt,
        @Nullable Instant decidedAt,
        @Nullable Instant endedAt) {}
