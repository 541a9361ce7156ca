package org.marronnier.scheduler.audience;

import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.scenario.ScenarioBrief;

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
                                        .map(each -> of(one.brief().segment(), each.brief())))
                .findFirst();
    }

    /**
     * @param segment whom its programme means; null for everybody
     */
    public static Condition of(@Nullable String segment, ScenarioBrief scenario) {
        var parts = new ArrayList<Condition>();
        if (segment != null) {
            parts.add(new Condition.InSegment(segment));
        }
        if (scenario.target() instanceof Condition target) {
            parts.add(target);
        }
        return parts.size() == 1 ? parts.getFirst() : new Condition.All(parts);
    }
}
