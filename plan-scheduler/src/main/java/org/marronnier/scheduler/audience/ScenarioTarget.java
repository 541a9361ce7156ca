package org.marronnier.scheduler.audience;

import java.util.ArrayList;
import java.util.Optional;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.document.PlanDocument;

/** Whom a scenario means: its own target, within the segment of its programme. */
public final class ScenarioTarget {

    private ScenarioTarget() {}

    /** Empty where the plan has no such scenario. */
    public static Optional<Condition> of(PlanDocument plan, String programme, String scenario) {
        return plan.programmes().stream()
                .filter(one -> one.brief().key().equals(programme))
                .flatMap(
                        one ->
                                one.scenarios().stream()
                                        .filter(each -> each.brief().key().equals(scenario))
                                        .map(each -> target(one, each)))
                .findFirst();
    }

    private static Condition target(
            PlanDocument.Programme programme, PlanDocument.Scenario scenario) {
        var parts = new ArrayList<Condition>();
        if (programme.brief().segment() instanceof String segment) {
            parts.add(new Condition.InSegment(segment));
        }
        if (scenario.brief().target() instanceof Condition target) {
            parts.add(target);
        }
        return parts.size() == 1 ? parts.getFirst() : new Condition.All(parts);
    }
}
