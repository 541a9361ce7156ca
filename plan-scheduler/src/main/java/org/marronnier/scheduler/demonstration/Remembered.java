package org.marronnier.scheduler.demonstration;

import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.marronnier.engine.decision.PastMessage;

/**
 * A message of the invented past, and what became of it.
 *
 * @param campaign null for a scenario
 * @param occurrence local time in the plan's zone; null for a scenario
 */
record Remembered(
        String externalId,
        PastMessage message,
        @Nullable String campaign,
        @Nullable LocalDateTime occurrence,
        String template,
        @Nullable Instant opened,
        @Nullable Instant clicked,
        @Nullable Instant bounced,
        @Nullable Instant complained) {}
