package org.marronnier.scheduler.scenario;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.programme.ProgrammeBrief;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.scheduler.decision.PlanRules;
import org.marronnier.store.scenario.StoredScenarios;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The scenarios in service, at hand for those who ask many times a second; two seconds old at most.
 */
@Component
public class LiveScenarios {

    private static final Logger LOG = LoggerFactory.getLogger(LiveScenarios.class);
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final StoredScenarios stored;
    private final Plans plans;
    private final Clock clock;
    private final Map<Long, ScenarioBrief> editions = new ConcurrentHashMap<>();
    private volatile @Nullable Snapshot snapshot;

    private record Snapshot(Instant taken, Map<Long, LiveScenario> byId, Map<String, Plan> plans) {}

    /** The rules of a plan, as long as its document stays the same. */
    private record Plan(PlanDocument document, PlanRules rules) {}

    public LiveScenarios(StoredScenarios stored, Plans plans, Clock clock) {
        this.stored = stored;
        this.plans = plans;
        this.clock = clock;
    }

    /** All that are live or paused, by id. */
    public List<LiveScenario> all() {
        return List.copyOf(now().byId.values());
    }

    /** One that is live or paused. */
    public Optional<LiveScenario> find(long id) {
        return Optional.ofNullable(now().byId.get(id));
    }

    /**
     * What a scenario was in one of its editions; it never changes.
     *
     * @throws IllegalArgumentException when there is no such edition
     */
    public ScenarioBrief edition(long id) {
        var known = editions.get(id);
        if (known != null) {
            return known;
        }
        var found = stored.editions(List.of(id)).get(id);
        if (found == null) {
            throw new IllegalArgumentException("There is no edition %d.".formatted(id));
        }
        editions.put(id, found.brief());
        return found.brief();
    }

    /** What is known is read anew the next time somebody asks. */
    public void forget() {
        snapshot = null;
    }

    private Snapshot now() {
        var now = clock.instant();
        var kept = snapshot;
        if (kept == null || Duration.between(kept.taken, now).abs().compareTo(FRESH) > 0) {
            kept = take(kept, now);
            snapshot = kept;
        }
        return kept;
    }

    private Snapshot take(@Nullable Snapshot before, Instant now) {
        var rows = stored.inService();
        var missing =
                rows.stream()
                        .map(StoredScenarios.Row::edition)
                        .filter(edition -> !editions.containsKey(edition))
                        .collect(Collectors.toSet());
        if (!missing.isEmpty()) {
            stored.editions(missing).forEach((id, edition) -> editions.put(id, edition.brief()));
        }
        var byPlan = new HashMap<String, Plan>();
        for (var key : rows.stream().map(StoredScenarios.Row::plan).distinct().toList()) {
            plan(key, before == null ? null : before.plans.get(key))
                    .ifPresent(plan -> byPlan.put(key, plan));
        }
        var byId = new LinkedHashMap<Long, LiveScenario>();
        for (var row : rows) {
            var plan = byPlan.get(row.plan());
            var brief = editions.get(row.edition());
            if (plan != null && brief != null) {
                byId.put(row.id(), scenario(row, plan, brief));
            }
        }
        return new Snapshot(now, byId, byPlan);
    }

    /** A plan whose rules cannot be read goes by the last that could. */
    private Optional<Plan> plan(String key, @Nullable Plan before) {
        var document = plans.load(key).orElse(null);
        if (document == null) {
            return Optional.empty();
        }
        if (before != null && before.document.equals(document)) {
            return Optional.of(before);
        }
        try {
            return Optional.of(new Plan(document, PlanRules.of(document)));
        } catch (IllegalArgumentException e) {
            LOG.warn("The rules of plan {} cannot be evaluated: {}", key, e.getMessage());
            return Optional.ofNullable(before);
        }
    }

    private static LiveScenario scenario(StoredScenarios.Row row, Plan plan, ScenarioBrief brief) {
        var segment =
                plan.document.programmes().stream()
                        .map(PlanDocument.Programme::brief)
                        .filter(programme -> programme.key().equals(row.programme()))
                        .findFirst()
                        .map(ProgrammeBrief::segment)
                        .orElse(null);
        return new LiveScenario(
                row.id(),
                row.plan(),
                row.programme(),
                row.key(),
                row.state(),
                row.edition(),
                brief,
                segment,
                plan.rules,
                row.since(),
                row.resumedAt(),
                row.spreadSeconds(),
                row.armedUpTo(),
                row.asks(),
                row.asksNumber(),
                row.life());
    }
}
