package org.marronnier.store.packed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What decisions of a run share.
 *
 * @param line of the funnel
 */
public record Verdict(
        long run, Instant at, String outcome, String line, @Nullable String channel) {}
