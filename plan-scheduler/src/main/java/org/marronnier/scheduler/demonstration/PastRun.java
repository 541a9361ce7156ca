package org.marronnier.scheduler.demonstration;

import java.time.Instant;
import java.util.List;
import org.marronnier.engine.decision.Decision;

/**
 * An occurrence of a campaign in the invented past.
 *
 * @param campaign its key
 * @param decisions one for each contact that was targeted, in the order of their external ids
 */
record PastRun(String campaign, Instant at, List<Decision> decisions) {

    PastRun {
        decisions = List.copyOf(decisions);
    }
}
