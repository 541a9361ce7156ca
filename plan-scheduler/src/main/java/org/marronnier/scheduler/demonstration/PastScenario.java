package org.marronnier.scheduler.demonstration;

import java.util.List;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.engine.scenario.Course;
import org.marronnier.scheduler.audience.ScenarioTarget;

/**
 * A scenario that was in service in the invented past.
 *
 * @param programme the key of its programme
 * @param target whom it means, within the segment of its programme
 */
record PastScenario(String programme, ScenarioBrief brief, Condition target, Course course) {

    /** Those of a plan that are in service, in the order of the plan. */
    static List<PastScenario> of(PlanDocument plan) {
        return plan.programmes().stream()
                .filter(programme -> programme.status().mayRun())
                .flatMap(
                        programme ->
                                programme.scenarios().stream()
                                        .filter(scenario -> scenario.status() == Status.LIVE)
                                        .map(scenario -> of(plan, programme, scenario.brief())))
                .toList();
    }

    private static PastScenario of(
            PlanDocument plan, PlanDocument.Programme programme, ScenarioBrief brief) {
        var key = programme.brief().key();
        return new PastScenario(
                key,
                brief,
                ScenarioTarget.of(plan, key, brief.key()).orElse(Condition.EVERYBODY),
                Course.of(brief));
    }
}
