package org.marronnier.store.packed;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the messages of a run on a channel share.
 *
 * @param occurrence local time in the plan's zone that they were asked for
 * @param at the instant they are placed at
 */
public record Outgoing(
        long run,
        String plan,
        String source,
        String occurrence,
        String channel,
        String type,
        @Nullable String purpose,
        @Nullable String programme,
        Set<String> tags,
        @Nullable String offer,
        @Nullable String template,
        Instant at,
        Instant expiresAt) {

    public Outgoing {
        tags = Set.copyOf(tags);
    }
}
