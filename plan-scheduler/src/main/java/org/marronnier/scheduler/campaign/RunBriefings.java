package org.marronnier.scheduler.campaign;

import java.time.Instant;
import java.util.Optional;
import org.marronnier.domain.run.Run;
import org.marronnier.domain.run.RunReason;
import org.marronnier.store.run.Runs;
import org.springframework.stereotype.Component;

/** What the plan says today of runs that go on. */
@Component
class RunBriefings {

    private final PlanShelf plans;
    private final Runs runs;

    RunBriefings(PlanShelf plans, Runs runs) {
        this.plans = plans;
        this.runs = runs;
    }

    /**
     * The briefing of a run; where the plan does not let it go on, the run is paused or failed, and
     * says why.
     *
     * @throws IllegalArgumentException when a rule of the plan cannot be evaluated
     */
    Optional<Briefing> of(Run run, Instant now) {
        var briefing =
                plans.plan(run.plan()).flatMap(document -> Briefing.of(document, run.campaign()));
        if (briefing.isEmpty()) {
            runs.fail(run.id(), RunReason.PLAN_UNUSABLE, null, null, now);
        } else if (!briefing.get().status().mayRun()) {
            runs.pause(run.id(), RunReason.CAMPAIGN_NOT_LIVE, null, null);
            return Optional.empty();
        }
        return briefing;
    }

    /** Whether the campaign of a run may still run. */
    boolean isLive(Run run) {
        return plans.plan(run.plan()).stream()
                .flatMap(document -> document.campaigns().stream())
                .anyMatch(one -> one.brief().key().equals(run.campaign()) && one.status().mayRun());
    }
}
