package org.marronnier.scheduler.scenario;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.scheduler.audience.ScenarioTarget;
import org.marronnier.scheduler.decision.PlanRules;
import org.marronnier.store.scenario.StoredScenarios.State;

/**
 * A scenario in service, with the plan that it is one of.
 *
 * @param state live or paused
 * @param edition by which contacts enter
 * @param brief what it is in that edition
 * @param segment whom its programme means; null for everybody
 * @param since what would have fired it before does not
 * @param resumedAt when a pause last ended
 * @param spreadSeconds over how long those who were due meanwhile go on after it
 * @param armedUpTo contacts up to this id have their appointments; null where all have
 * @param asks what an entry trigger asks of contacts; null of another trigger
 * @param asksNumber another number where it asks another thing
 * @param life another number each time it goes into service anew
 */
public record LiveScenario(
        long id,
        String plan,
        String programme,
        String key,
        State state,
        long edition,
        ScenarioBrief brief,
        @Nullable String segment,
        PlanRules rules,
        Instant since,
        @Nullable Instant resumedAt,
        int spreadSeconds,
        @Nullable Long armedUpTo,
        @Nullable Condition asks,
        int asksNumber,
        long life) {

    public boolean isLive() {
        return state == State.LIVE;
    }

    /** Whom it means: its own target, within the segment of its programme. */
    public Condition target() {
        return target(brief);
    }

    /** Whom an edition of it means. */
    public Condition target(ScenarioBrief edition) {
        return ScenarioTarget.of(segment, edition);
    }

    /** Whether contacts may enter on the local day of an instant, by the period of the plan. */
    public boolean mayEnter(Instant at) {
        LocalDate day = rules.localDay(at);
        var plan = rules.document().plan();
        return !day.isBefore(plan.from()) && !day.isAfter(plan.to());
    }
}
