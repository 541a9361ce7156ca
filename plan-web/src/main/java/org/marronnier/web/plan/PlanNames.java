package org.marronnier.web.plan;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.marronnier.domain.document.Plans;
import org.marronnier.web.shell.KnownPlans;
import org.marronnier.web.shell.PlanName;
import org.springframework.stereotype.Component;

/** The plans to switch between: those of today first, then the latest. */
@Component
class PlanNames implements KnownPlans {

    private final Plans plans;
    private final Clock clock;

    PlanNames(Plans plans, Clock clock) {
        this.plans = plans;
        this.clock = clock;
    }

    @Override
    public List<PlanName> all() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return plans.list().stream()
                .sorted(
                        Comparator.comparing((Plans.Summary plan) -> !isOf(plan, today))
                                .thenComparing(Plans.Summary::from, Comparator.reverseOrder())
                                .thenComparing(Plans.Summary::key))
                .map(plan -> new PlanName(plan.key(), plan.name(), plan.brand()))
                .toList();
    }

    private static boolean isOf(Plans.Summary plan, LocalDate day) {
        return !day.isBefore(plan.from()) && !day.isAfter(plan.to());
    }
}
