package org.marronnier.scheduler.campaign;

import java.time.Instant;
import java.util.List;
import org.marronnier.domain.audience.AudienceMember;
import org.marronnier.domain.run.Run;
import org.marronnier.scheduler.decision.Gathered;

/**
 * Some of a run's audience that follow each other, with what they are decided by.
 *
 * @param after the external id that comes before them
 * @param members never none
 * @param at the decision instant
 */
record Chunk(
        long run,
        Briefing briefing,
        String after,
        List<AudienceMember> members,
        Instant at,
        Gathered gathered) {

    /** The last external id. */
    String last() {
        return members.getLast().externalId();
    }

    /** Whether it is what a run that stands somewhere is to decide next, by the same plan. */
    boolean isNext(Run held, Briefing today, Instant decidedAt) {
        return held.id() == run
                && held.cursor().equals(after)
                && at.equals(decidedAt)
                && briefing.isOf(today);
    }
}
