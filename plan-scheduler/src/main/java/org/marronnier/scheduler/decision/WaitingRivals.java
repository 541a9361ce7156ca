package org.marronnier.scheduler.decision;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What else waits for a place among contacts, beside the runs of campaigns. */
public interface WaitingRivals {

    /**
     * What waits for some contacts at an instant.
     *
     * @param asked what is asked already
     * @param contacts those of whole households, which the caller holds
     */
    List<Asked> of(PlanRules plan, List<Asked> asked, Collection<Long> contacts, Instant at);
}
