package org.marronnier.web.decision;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.web.condition.Names;
import org.marronnier.web.condition.RuleSentences;
import org.marronnier.web.decision.ReasonSentences.Telling;
import org.marronnier.web.shell.CurrentPlan;
import org.springframework.stereotype.Component;

/** Tells decisions by the names that their plan gives, with links where pages show that plan. */
@Component
public final class Tellings {

    private final Plans plans;
    private final CurrentPlan shown;
    private final RuleSentences rules;

    Tellings(Plans plans, CurrentPlan shown, RuleSentences rules) {
        this.plans = plans;
        this.shown = shown;
        this.rules = rules;
    }

    /** About a contact of a plan that is at hand. */
    public Telling of(
            PlanDocument plan, String contact, @Nullable String knownZone, Locale locale) {
        return new Telling(
                Names.of(plan),
                key -> quiet(plan, key, locale),
                links(plan),
                contact,
                zone(knownZone, plan.plan().zone()),
                locale);
    }

    /** About one contact, by the key of any plan; each plan is read once. */
    public Function<String, Telling> about(
            String contact, @Nullable String knownZone, Locale locale) {
        var known = new ConcurrentHashMap<String, Telling>();
        return plan ->
                known.computeIfAbsent(
                        plan,
                        key ->
                                plans.load(key)
                                        .map(found -> of(found, contact, knownZone, locale))
                                        .orElseGet(
                                                () ->
                                                        new Telling(
                                                                Names.NONE,
                                                                UnaryOperator.identity(),
                                                                Links.NONE,
                                                                contact,
                                                                zone(knownZone, ZoneOffset.UTC),
                                                                locale)));
    }

    private Links links(PlanDocument plan) {
        return shown.key().filter(plan.plan().key()::equals).isPresent()
                ? Links.of(plan)
                : Links.NONE;
    }

    /** When a quiet period is; its key where the plan has none of it any more. */
    private String quiet(PlanDocument plan, String key, Locale locale) {
        return plan.quiet().stream()
                .filter(period -> period.key().equals(key))
                .findFirst()
                .map(period -> rules.when(period, locale))
                .orElse(key);
    }

    private static ZoneId zone(@Nullable String known, ZoneId otherwise) {
        return known == null ? otherwise : ZoneId.of(known);
    }
}
