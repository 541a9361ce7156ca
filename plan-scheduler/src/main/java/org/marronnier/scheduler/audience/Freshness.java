package org.marronnier.scheduler.audience;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long what was computed in the background holds. */
public final class Freshness {

    private static final Duration HOLDS = Duration.ofDays(1);

    private Freshness() {}

    /**
     * Whether it is computed again when somebody looks at it.
     *
     * @param known what was computed
     * @param at when it was; null where it never was
     * @param wanted what is to be shown
     */
    public static boolean isOver(String known, @Nullable Instant at, String wanted, Instant now) {
        return !known.equals(wanted) || (at != null && at.plus(HOLDS).isBefore(now));
    }
}
