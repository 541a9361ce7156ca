package org.marronnier.web.shell;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** The plan that the pages of this session show. */
@Component
public final class CurrentPlan {

    private static final String CHOSEN = CurrentPlan.class.getName();

    private final ObjectProvider<KnownPlans> plans;

    CurrentPlan(ObjectProvider<KnownPlans> plans) {
        this.plans = plans;
    }

    /** The key of the plan to show; empty where there is no plan yet. */
    public Optional<String> key() {
        return Optional.ofNullable(choice().current()).map(PlanName::key);
    }

    /** Shows another plan from now on; one that does not exist changes nothing. */
    public void choose(String key) {
        RequestContextHolder.currentRequestAttributes()
                .setAttribute(CHOSEN, key, RequestAttributes.SCOPE_SESSION);
    }

    PlanChoice choice() {
        KnownPlans known = plans.getIfAvailable();
        List<PlanName> all = known == null ? List.of() : known.all();
        String chosen = chosen();
        PlanName current =
                all.stream()
                        .filter(plan -> plan.key().equals(chosen))
                        .findFirst()
                        .orElse(all.isEmpty() ? null : all.getFirst());
        return new PlanChoice(all, current);
    }

    private static @Nullable String chosen() {
        return (String)
                RequestContextHolder.currentRequestAttributes()
                        .getAttribute(CHOSEN, RequestAttributes.SCOPE_SESSION);
    }
}
