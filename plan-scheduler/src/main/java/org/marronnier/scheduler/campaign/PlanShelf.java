package org.marronnier.scheduler.campaign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.springframework.stereotype.Component;

/** Plans at hand for those who ask many times a second; never older than two seconds. */
@Component
public class PlanShelf {

    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Plans plans;
    private final Clock clock;
    private final Map<String, Kept> shelf = new ConcurrentHashMap<>();

    private record Kept(Optional<PlanDocument> plan, Instant since) {}

    public PlanShelf(Plans plans, Clock clock) {
        this.plans = plans;
        this.clock = clock;
    }

    public Optional<PlanDocument> plan(String key) {
        var now = clock.instant();
        var kept = shelf.get(key);
        if (kept == null || Duration.between(kept.since, now).abs().compareTo(FRESH) > 0) {
            kept = new Kept(plans.load(key), now);
            shelf.put(key, kept);
        }
        return kept.plan;
    }
}
