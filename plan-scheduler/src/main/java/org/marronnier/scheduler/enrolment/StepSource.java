package org.marronnier.scheduler.enrolment;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.message.SourceName;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.domain.scenario.Step;
import org.marronnier.scheduler.decision.Source;
import org.marronnier.scheduler.scenario.LiveScenario;

/** What a step of a scenario asks for. */
public final class StepSource {

    private StepSource() {}

    /**
     * @param edition what the scenario was when the contact entered it
     * @param due when the step is due by its own clock
     */
    public static Source of(
            LiveScenario scenario, ScenarioBrief edition, Step.Send send, Instant due) {
        return of(
                edition,
                scenario.programme(),
                scenario.target(edition),
                scenario.rules().zone(),
                send,
                due);
    }

    /**
     * The same of a scenario that need not be in service.
     *
     * @param zone the plan's
     */
    public static Source of(
            ScenarioBrief scenario,
            String programme,
            Condition target,
            ZoneId zone,
            Step.Send send,
            Instant due) {
        return new Source(
                SourceName.ofScenario(scenario.key()),
                scenario.key(),
                programme,
                scenario.type(),
                scenario.purpose(),
                Set.copyOf(send.tags()),
                send.offer(),
                send.channels(),
                due,
                send.expiry().after(due, zone),
                scenario.priority(),
                send.value(),
                send.whenCapped(),
                scenario.control(),
                target);
    }
}
