package org.marronnier.scheduler.figure;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.computing.Computing.Asked;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.figure.Figure;
import org.marronnier.domain.figure.FigureSubject;
import org.marronnier.domain.figure.Measurements;
import org.marronnier.domain.figure.PlanFigure;
import org.marronnier.domain.figure.PlanFigures;
import org.marronnier.domain.figure.PlanFigures.Answer;
import org.marronnier.domain.kpi.BuiltInKpi;
import org.marronnier.domain.objective.Objective;
import org.marronnier.domain.plan.PlanFrame;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.scheduler.audience.BackgroundCounting;
import org.marronnier.scheduler.audience.Draining;
import org.marronnier.scheduler.audience.Fingerprint;
import org.marronnier.scheduler.audience.Freshness;
import org.marronnier.scheduler.audience.ScenarioTarget;
import org.marronnier.scheduler.impact.ComputingImpacts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The figures of a plan: shown as last computed, at once; computed one at a time in the background.
 */
@Component
public class MeasuringPlans implements BackgroundCounting {

    /** In days: how far back entries are counted. */
    public static final int ENTRIES_OF = 30;

    private static final Logger LOG = LoggerFactory.getLogger(MeasuringPlans.class);

    private static final int MONTH = 30;
    private static final int QUARTER = 90;

    /** A month with fewer messages says little; then the quarter is counted. */
    private static final long ENOUGH_MESSAGES = 100;

    private final Plans plans;
    private final Measurements measurements;
    private final PlanFigures figures;
    private final ForecastingCampaign forecasting;
    private final Draining draining;
    private final Clock clock;

    MeasuringPlans(
            Plans plans,
            Measurements measurements,
            PlanFigures figures,
            ForecastingCampaign forecasting,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.plans = plans;
        this.measurements = measurements;
        this.figures = figures;
        this.forecasting = forecasting;
        this.draining = new Draining(transactions);
        this.clock = clock;
    }

    /**
     * The figures as they stand, at once, by the text of their subject. Those that were never
     * computed, are of an older plan or are a day old are put into the queue.
     */
    public Map<String, PlanFigure> shown(
            PlanDocument plan, Collection<? extends FigureSubject> subjects) {
        var key = plan.plan().key();
        var known = figures.all(key);
        var shown = new HashMap<String, PlanFigure>();
        for (var subject : subjects) {
            var definition = definition(plan, subject, now());
            var figure = known.get(subject);
            if (figure == null || isStale(figure, definition)) {
                figures.ask(key, subject, definition, now());
            }
            shown.put(subject.text(), figure == null ? PlanFigure.waiting(definition) : figure);
        }
        return shown;
    }

    /** One figure, as {@link #shown(PlanDocument, Collection)} shows several. */
    public PlanFigure shown(PlanDocument plan, FigureSubject subject) {
        var key = plan.plan().key();
        var definition = definition(plan, subject, now());
        var known = figures.find(key, subject);
        if (known.isEmpty() || isStale(known.get(), definition)) {
            figures.ask(key, subject, definition, now());
            return figures.find(key, subject).orElseGet(() -> PlanFigure.waiting(definition));
        }
        return known.get();
    }

    /** Asks for a new figure, whatever the age of the last. */
    public void recompute(PlanDocument plan, FigureSubject subject) {
        figures.ask(plan.plan().key(), subject, definition(plan, subject, now()), now());
    }

    /** Whether a figure is of the plan as it stands. */
    public boolean isCurrent(PlanDocument plan, FigureSubject subject, PlanFigure figure) {
        return figure.figure() != null
                && figure.definition().equals(definition(plan, subject, now()));
    }

    @Override
    public void drainOnce() {
        draining.drain(
                figures,
                this::compute,
                (asked, refused) ->
                        LOG.warn(
                                "figure not computed, it cannot be measured plan={} subject={}",
                                asked.plan(),
                                asked.subject().text(),
                                refused));
    }

    private Optional<Answer> compute(Asked<FigureSubject> asked) {
        var plan = plans.load(asked.plan());
        if (plan.isEmpty()) {
            return Optional.empty();
        }
        var start = System.nanoTime();
        var now = now();
        var figure = measured(plan.get(), asked.subject(), now);
        LOG.info(
                "figure computed plan={} subject={} ms={}",
                asked.plan(),
                asked.subject().text(),
                (System.nanoTime() - start) / 1_000_000);
        return figure.map(
                one -> new Answer(one, definition(plan.get(), asked.subject(), now), now));
    }

    private Optional<Figure> measured(PlanDocument plan, FigureSubject subject, Instant now) {
        return switch (subject) {
            case FigureSubject.Volumes _ -> Optional.of(volumes(plan.plan().key(), now));
            case FigureSubject.Overlaps _ ->
                    Optional.of(measurements.overlaps(Vocabulary.of(plan), now));
            case FigureSubject.Effects _ -> Optional.of(effects(plan.plan(), now));
            case FigureSubject.Forecast(var campaign) -> forecasting.of(plan, campaign, now);
            case FigureSubject.Progress(var key) ->
                    objective(plan, key).flatMap(objective -> progress(plan, objective, now));
            case FigureSubject.Entries(var programme, var key) ->
                    scenario(plan, programme, key)
                            .flatMap(scenario -> entries(plan, programme, scenario, now));
        };
    }

    /** Of the days that the trial of a rule is of. */
    private Figure effects(PlanFrame plan, Instant now) {
        var until = now.atZone(plan.zone()).truncatedTo(ChronoUnit.DAYS);
        return new Figure.Effects(
                ComputingImpacts.DAYS,
                measurements.effects(
                        plan.key(),
                        until.minusDays(ComputingImpacts.DAYS).toInstant(),
                        until.toInstant()));
    }

    private Figure volumes(String plan, Instant now) {
        var month = measurements.volumes(plan, MONTH, now);
        return month.total() >= ENOUGH_MESSAGES ? month : measurements.volumes(plan, QUARTER, now);
    }

    private Optional<Figure> progress(PlanDocument plan, Objective objective, Instant now) {
        var scope = scope(objective);
        var own = plan.kpis().stream().filter(kpi -> kpi.key().equals(objective.kpi())).findFirst();
        if (own.isPresent()) {
            return Optional.of(
                    measurements.ratio(own.get().measured(), scope, Vocabulary.of(plan), now));
        }
        return Arrays.stream(BuiltInKpi.values())
                .filter(kpi -> kpi.key().equals(objective.kpi()))
                .findFirst()
                .map(kpi -> measurements.builtIn(kpi, scope, Vocabulary.of(plan), now));
    }

    private static Condition scope(Objective objective) {
        if (objective.segment() instanceof String segment) {
            return new Condition.InSegment(segment);
        }
        return objective.stage() instanceof String stage
                ? new Condition.InStage(stage)
                : Condition.EVERYBODY;
    }

    private Optional<Figure> entries(
            PlanDocument plan, String programme, ScenarioBrief scenario, Instant now) {
        var trigger = scenario.trigger();
        return trigger == null
                ? Optional.empty()
                : ScenarioTarget.of(plan, programme, scenario.key())
                        .map(
                                target ->
                                        measurements.entries(
                                                trigger,
                                                target,
                                                scenario.reentry(),
                                                Vocabulary.of(plan),
                                                ENTRIES_OF,
                                                now));
    }

    private boolean isStale(PlanFigure known, String definition) {
        return Freshness.isOver(known.definition(), known.at(), definition, now());
    }

    private static String definition(PlanDocument plan, FigureSubject subject, Instant now) {
        var what =
                switch (subject) {
                    case FigureSubject.Volumes _ -> "volumes";
                    case FigureSubject.Overlaps _ -> "overlaps";
                    case FigureSubject.Effects _ ->
                            "effects " + LocalDate.ofInstant(now, plan.plan().zone());
                    case FigureSubject.Forecast(var campaign) ->
                            ForecastingCampaign.definition(plan, campaign, now);
                    case FigureSubject.Progress(var key) ->
                            objective(plan, key)
                                    .map(
                                            objective ->
                                                    objective.kpi()
                                                            + scope(objective)
                                                            + plan.kpis().stream()
                                                                    .filter(
                                                                            kpi ->
                                                                                    kpi.key()
                                                                                            .equals(
                                                                                                    objective
                                                                                                            .kpi()))
                                                                    .toList())
                                    .orElse("");
                    case FigureSubject.Entries(var programme, var key) ->
                            scenario(plan, programme, key)
                                    .map(
                                            scenario ->
                                                    scenario.trigger()
                                                            + " "
                                                            + scenario.reentry()
                                                            + ScenarioTarget.of(
                                                                    plan, programme, key))
                                    .orElse("");
                };
        return Fingerprint.of(
                subject instanceof FigureSubject.Volumes || subject instanceof FigureSubject.Effects
                        ? what
                        : what + " " + Vocabulary.of(plan));
    }

    private static Optional<Objective> objective(PlanDocument plan, String key) {
        return plan.objectives().stream().filter(one -> one.key().equals(key)).findFirst();
    }

    private static Optional<ScenarioBrief> scenario(
            PlanDocument plan, String programme, String key) {
        return plan.programmes().stream()
                .filter(one -> one.brief().key().equals(programme))
                .flatMap(one -> one.scenarios().stream())
                .map(PlanDocument.Scenario::brief)
                .filter(scenario -> scenario.key().equals(key))
                .findFirst();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
