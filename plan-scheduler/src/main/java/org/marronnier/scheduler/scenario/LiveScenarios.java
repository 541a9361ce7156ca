package org.marronnier.scheduler.scenario;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.fact.NeededFacts;
import org.marronnier.domain.programme.ProgrammeBrief;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.engine.condition.ConditionPredicates;
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

    /** What comes in as an event when something becomes of a message. */
    public static final Set<String> MESSAGE_EVENTS =
            Set.of(
                    "message.delivered",
                    "message.opened",
                    "message.clicked",
                    "message.bounced",
                    "message.complained",
                    "message.unsubscribed");

    private static final Logger LOG = LoggerFactory.getLogger(LiveScenarios.class);
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final StoredScenarios stored;
    private final Plans plans;
    private final Clock clock;
    private final Map<Long, ScenarioBrief> editions = new ConcurrentHashMap<>();
    private volatile @Nullable Snapshot snapshot;

    private record Snapshot(
            Instant taken,
            Map<Long, LiveScenario> byId,
            Map<String, List<LiveScenario>> listening,
            Map<String, Plan> plans) {}

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

    /** Those whose trigger, or entry condition, may answer to an event of a type. */
    public List<LiveScenario> listeningTo(String eventType) {
        return now().listening.getOrDefault(eventType, List.of());
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
        var listening = new HashMap<String, List<LiveScenario>>();
        for (var row : rows) {
            var plan = byPlan.get(row.plan());
            var brief = editions.get(row.edition());
            if (plan != null && brief != null) {
                var scenario = scenario(row, plan, brief);
                byId.put(row.id(), scenario);
                heard(scenario)
                        .forEach(
                                type ->
                                        listening
                                                .computeIfAbsent(type, _ -> new ArrayList<>())
                                                .add(scenario));
            }
        }
        return new Snapshot(now, byId, listening, byPlan);
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
                row.armedUpTo());
    }

    /** The types of events that its trigger reads. */
    private static Set<String> heard(LiveScenario scenario) {
        var trigger = scenario.brief().trigger();
        return switch (trigger) {
            case null -> Set.of();
            case Trigger.OnEvent on -> Set.of(on.event());
            case Trigger.Abandonment lost ->
                    lost.started().equals(lost.completed())
                            ? Set.of(lost.started())
                            : Set.of(lost.started(), lost.completed());
            case Trigger.Inactivity silence -> Set.copyOf(silence.events());
            case Trigger.Replenishment again -> Set.of(again.event());
            case Trigger.EntersSegment(var segment) ->
                    read(scenario, new Condition.InSegment(segment));
            case Trigger.EntersStage(var stage) -> read(scenario, new Condition.InStage(stage));
            case Trigger.OnDate _, Trigger.Weather _, Trigger.OnCall _ -> Set.of();
        };
    }

    private static Set<String> read(LiveScenario scenario, Condition condition) {
        try {
            var needed =
                    ConditionPredicates.compile(List.of(condition), scenario.rules().vocabulary())
                            .needed();
            var types = new HashSet<String>();
            needed.events().stream().map(NeededFacts.Events::type).forEach(types::add);
            if (!needed.messages().isEmpty()) {
                types.addAll(MESSAGE_EVENTS);
            }
            return types;
        } catch (IllegalArgumentException e) {
            // A condition that cannot be read is met by nobody.
            return Set.of();
        }
    }
}
