package org.marronnier.scheduler.campaign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.scheduler.decision.PlanRules;
import org.springframework.stereotype.Component;

/** Plans at hand for those who ask many times a second; never older than two seconds. */
@Component
public class PlanShelf {

    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Plans plans;
    private final Clock clock;
    private final Map<String, Kept> shelf = new ConcurrentHashMap<>();

    /**
     * The rules are made when they are first asked for, and last as long as the plan is the same.
     */
    private record Kept(
            Optional<PlanDocument> plan,
            Instant since,
            AtomicReference<@Nullable PlanRules> rules) {

        Kept(Optional<PlanDocument> plan, Instant since) {
            this(plan, since, new AtomicReference<>());
        }

        PlanRules rules(PlanDocument document) {
            var known = rules.get();
            if (known == null) {
                known = PlanRules.of(document);
                rules.set(known);
            }
            return known;
        }
    }

    public PlanShelf(Plans plans, Clock clock) {
        this.plans = plans;
        this.clock = clock;
    }

    public Optional<PlanDocument> plan(String key) {
        return kept(key).plan;
    }

    /**
     * @throws IllegalArgumentException when a rule of the plan cannot be evaluated; the message
     *     says which
     */
    public Optional<PlanRules> rules(String key) {
        var kept = kept(key);
        return kept.plan.map(kept::rules);
    }

    private Kept kept(String key) {
        var now = clock.instant();
        var kept = shelf.get(key);
        if (kept == null || Duration.between(kept.since, now).abs().compareTo(FRESH) > 0) {
            var plan = plans.load(key);
            kept =
                    kept != null && kept.plan.equals(plan)
                            ? new Kept(kept.plan, now, kept.rules)
                            : new Kept(plan, now);
            shelf.put(key, kept);
        }
        return kept;
    }
}
