package org.marronnier.web.calendar;

import java.util.List;
import java.util.stream.Stream;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.plan.PlanFrame;
import org.marronnier.web.shell.CurrentPlan;
import org.marronnier.web.shell.ShownPlan;
import org.springframework.stereotype.Component;

/**
 * The plans that a calendar shows: the one of the session, or those of the brands that its filter
 * names, or all where it is lined up by brand.
 */
@Component
public final class ShownPlans {

    private final ShownPlan shown;
    private final CurrentPlan current;
    private final Plans plans;

    ShownPlans(ShownPlan shown, CurrentPlan current, Plans plans) {
        this.shown = shown;
        this.current = current;
        this.plans = plans;
    }

    /** Whole plans, the session's first; none where there is none yet. */
    public List<PlanDocument> of(CalendarFilter filter, Facet lanes) {
        var first = shown.document();
        var brands = filter.words(Facet.BRAND);
        if (first.isEmpty() || (brands.isEmpty() && lanes != Facet.BRAND)) {
            return first.stream().toList();
        }
        var known = first.get().plan().key();
        return Stream.concat(
                        first.stream(),
                        plans.list().stream()
                                .filter(plan -> !plan.key().equals(known))
                                .flatMap(plan -> plans.load(plan.key()).stream()))
                .filter(plan -> brands.isEmpty() || brands.contains(plan.plan().brand()))
                .toList();
    }

    /** Whether a plan is the one of the session. */
    public boolean isCurrent(PlanFrame plan) {
        return current.key().filter(plan.key()::equals).isPresent();
    }

    /** The brands of all plans, by name. */
    public List<String> brands() {
        return plans.list().stream().map(Plans.Summary::brand).distinct().sorted().toList();
    }
}
