package org.marronnier.scheduler.scenario;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.Unfolding;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.document.Part;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.store.scenario.StoredScenarios;
import org.marronnier.store.scenario.StoredScenarios.Row;
import org.marronnier.store.scenario.StoredScenarios.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the scenarios in service in step with what the plans say: one that is live there is live
 * here, by what it is there; its pause, its end and every new edition follow.
 */
@Component
public class KeepingScenarios {

    private static final Logger LOG = LoggerFactory.getLogger(KeepingScenarios.class);

    private static final Condition NOBODY = new Condition.Any(List.of());

    private final StoredScenarios stored;
    private final LiveScenarios live;
    private final Plans plans;
    private final TransactionTemplate transaction;
    private final Clock clock;

    KeepingScenarios(
            StoredScenarios stored,
            LiveScenarios live,
            Plans plans,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.stored = stored;
        this.live = live;
        this.plans = plans;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Where a scenario is in the plan. */
    private record Place(String programme, String key) {}

    /**
     * What the plan says of a scenario.
     *
     * @param asks what its entry trigger asks of contacts; null of another trigger
     */
    private record Said(State state, ScenarioBrief brief, @Nullable Condition asks) {}

    /** Follows all plans; one that cannot be followed keeps no other from it, and is told of. */
    public void reconcile() {
        Stream.concat(plans.keys().stream(), stored.inService().stream().map(Row::plan))
                .distinct()
                .forEach(this::tryToReconcile);
    }

    /** Follows a plan where that can be; where not, it is told of, and tried every minute. */
    public void tryToReconcile(String plan) {
        try {
            reconcile(plan);
        } catch (IllegalStateException | IllegalArgumentException | DataAccessException e) {
            LOG.warn("The scenarios of plan {} cannot follow it yet: {}", plan, e.getMessage());
        }
    }

    /** Follows a plan; doing so twice is doing so once. */
    public void reconcile(String plan) {
        transaction.executeWithoutResult(
                _ -> {
                    stored.hold(plan);
                    follow(plan, clock.instant().truncatedTo(ChronoUnit.SECONDS));
                });
        live.forget();
    }

    private void follow(String plan, Instant now) {
        var said = plans.load(plan).map(KeepingScenarios::said).orElse(Map.of());
        var known =
                stored.of(plan).stream()
                        .collect(
                                Collectors.toMap(
                                        row -> new Place(row.programme(), row.key()),
                                        row -> row,
                                        (one, _) -> one,
                                        LinkedHashMap::new));
        known.forEach(
                (place, row) -> {
                    var one = said.get(place);
                    if (one == null) {
                        end(row);
                    } else {
                        follow(row, one, now);
                    }
                });
        said.forEach(
                (place, one) -> {
                    if (one.state == State.LIVE && !known.containsKey(place)) {
                        launch(plan, place, one, now);
                    }
                });
    }

    private void launch(String plan, Place place, Said said, Instant now) {
        var id = stored.launch(plan, place.programme, place.key, said.brief, now);
        if (said.asks != null) {
            stored.armAgain(id, said.asks, now);
        }
    }

    private void follow(Row row, Said said, Instant now) {
        if (said.state == State.ENDED) {
            end(row);
            return;
        }
        if (row.state() == State.ENDED && said.state == State.PAUSED) {
            return;
        }
        var edition = live.edition(row.edition());
        if (!edition.equals(said.brief)) {
            stored.renew(row.id(), said.brief, now);
        }
        if (!Objects.equals(edition.trigger(), said.brief.trigger())
                || stored.asksAnother(row.id(), said.asks)) {
            stored.armAgain(row.id(), said.asks, now);
            LOG.info("Scenario {} asks another thing of contacts from now on.", row.id());
        }
        if (row.state() == said.state) {
            return;
        }
        if (said.state == State.PAUSED) {
            stored.pause(row.id(), now);
        } else if (row.state() == State.PAUSED) {
            stored.resume(row.id(), now);
        } else {
            stored.launchAgain(row.id(), now);
        }
    }

    private void end(Row row) {
        if (row.state() != State.ENDED) {
            stored.end(row.id());
        }
    }

    private static Map<Place, Said> said(PlanDocument plan) {
        var vocabulary = Vocabulary.of(plan);
        var said = new HashMap<Place, Said>();
        for (var programme : plan.programmes()) {
            for (var scenario : programme.scenarios()) {
                said.put(
                        new Place(programme.brief().key(), scenario.brief().key()),
                        new Said(
                                state(programme.status(), scenario.status()),
                                scenario.brief(),
                                asks(scenario.brief().trigger(), vocabulary)));
            }
        }
        return said;
    }

    private static @Nullable Condition asks(@Nullable Trigger trigger, Vocabulary vocabulary) {
        return switch (trigger) {
            case null -> null;
            case Trigger.EntersSegment(var segment) ->
                    whole(new Condition.InSegment(segment), vocabulary);
            case Trigger.EntersStage(var stage) -> whole(new Condition.InStage(stage), vocabulary);
            case Trigger.OnEvent _,
                    Trigger.Abandonment _,
                    Trigger.OnDate _,
                    Trigger.Inactivity _,
                    Trigger.Replenishment _,
                    Trigger.Weather _,
                    Trigger.OnCall _ ->
                    null;
        };
    }

    /** One that cannot be read is met by nobody. */
    private static Condition whole(Condition condition, Vocabulary vocabulary) {
        try {
            var whole = new Unfolding(vocabulary).whole(condition);
            return Part.CONDITION.read(Part.CONDITION.write(whole));
        } catch (IllegalArgumentException e) {
            return NOBODY;
        }
    }

    /** What was live and is only approved now goes on when it is live again: it is held. */
    private static State state(Status programme, Status scenario) {
        if (programme.mayRun() && scenario == Status.LIVE) {
            return State.LIVE;
        }
        return mayGoOn(programme) && mayGoOn(scenario) ? State.PAUSED : State.ENDED;
    }

    private static boolean mayGoOn(Status status) {
        return status.mayRun() || status == Status.PAUSED;
    }
}
