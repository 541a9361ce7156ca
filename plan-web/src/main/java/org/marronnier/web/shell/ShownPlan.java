package org.marronnier.web.shell;

import java.util.Optional;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.springframework.stereotype.Component;

/** The plan that the pages of this session show, whole. */
@Component
public final class ShownPlan {

    private final CurrentPlan current;
    private final Plans plans;

    ShownPlan(CurrentPlan current, Plans plans) {
        this.current = current;
        this.plans = plans;
    }

    /** The plan as it stands; empty where there is none yet. */
    public Optional<PlanDocument> document() {
        return current.key().flatMap(plans::load);
    }

    /**
     * The plan as it stands.
     *
     * @throws NoPlan where there is none yet; the page then says how to make one
     */
    public PlanDocument required() {
        return document().orElseThrow(NoPlan::new);
    }
}
