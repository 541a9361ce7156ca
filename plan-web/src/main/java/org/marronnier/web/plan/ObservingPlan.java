package org.marronnier.web.plan;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.AudienceCount;
import org.marronnier.domain.audience.AudienceSubject;
import org.marronnier.domain.computing.ComputingState;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.figure.Figure;
import org.marronnier.domain.figure.FigureSubject;
import org.marronnier.domain.figure.PlanFigure;
import org.marronnier.engine.diagnostic.Observed;
import org.marronnier.scheduler.audience.CountingAudiences;
import org.marronnier.scheduler.figure.MeasuringPlans;
import org.springframework.stereotype.Component;

/** What is known of a plan's contacts and messages, at once; what is missing is asked for. */
@Component
class ObservingPlan {

    private final CountingAudiences counting;
    private final MeasuringPlans measuring;

    ObservingPlan(CountingAudiences counting, MeasuringPlans measuring) {
        this.counting = counting;
        this.measuring = measuring;
    }

    /**
     * @param stages the contacts of each stage, by its key
     * @param progress the figure of each objective, by its key
     * @param oldest when the oldest figure was computed; null where none was
     * @param waiting whether something is still computed for the first time
     */
    record Seen(
            Observed observed,
            Map<String, AudienceCount> stages,
            Map<String, PlanFigure> progress,
            @Nullable Instant oldest,
            boolean waiting) {

        /** The value of an objective's KPI, where it was measured. */
        @Nullable BigDecimal value(String objective) {
            var figure = progress.get(objective);
            return figure != null && figure.figure() instanceof Figure.Value(var value)
                    ? value
                    : null;
        }
    }

    Seen see(PlanDocument plan) {
        var stages =
                plan.conventions().stages().stream()
                        .map(stage -> new AudienceSubject.Stage(stage.key()))
                        .toList();
        var counts = counting.shown(plan, stages);
        var objectives =
                plan.objectives().stream()
                        .map(objective -> new FigureSubject.Progress(objective.key()))
                        .toList();
        var subjects = new ArrayList<FigureSubject>(objectives);
        subjects.add(new FigureSubject.Volumes());
        subjects.add(new FigureSubject.Overlaps());
        var figures = measuring.shown(plan, subjects);
        Map<String, AudienceCount> byStage = new HashMap<>();
        Map<String, Long> contacts = new HashMap<>();
        for (var stage : stages) {
            var count = Objects.requireNonNull(counts.get(stage));
            byStage.put(stage.key(), count);
            if (count.figures() != null) {
                contacts.put(stage.key(), count.figures().contacts());
            }
        }
        Map<String, PlanFigure> progress = new HashMap<>();
        for (var objective : objectives) {
            progress.put(
                    objective.objective(), Objects.requireNonNull(figures.get(objective.text())));
        }
        var volumes =
                figure(figures, new FigureSubject.Volumes()) instanceof Figure.Volumes known
                        ? known
                        : null;
        var overlaps =
                figure(figures, new FigureSubject.Overlaps()) instanceof Figure.Overlaps known
                        ? known
                        : null;
        return new Seen(
                new Observed(contacts, volumes, overlaps),
                byStage,
                progress,
                oldest(byStage, List.copyOf(figures.values())),
                isWaiting(byStage, List.copyOf(figures.values())));
    }

    private static @Nullable Figure figure(Map<String, PlanFigure> figures, FigureSubject subject) {
        var known = figures.get(subject.text());
        return known == null ? null : known.figure();
    }

    private static @Nullable Instant oldest(
            Map<String, AudienceCount> stages, List<PlanFigure> figures) {
        return Stream.concat(
                        stages.values().stream()
                                .map(AudienceCount::figures)
                                .filter(Objects::nonNull)
                                .map(AudienceCount.Figures::at),
                        figures.stream().map(PlanFigure::at).filter(Objects::nonNull))
                .min(Instant::compareTo)
                .orElse(null);
    }

    private static boolean isWaiting(Map<String, AudienceCount> stages, List<PlanFigure> figures) {
        return stages.values().stream()
                        .anyMatch(
                                count ->
                                        count.figures() == null
                                                && count.state() == ComputingState.WAITING)
                || figures.stream()
                        .anyMatch(
                                figure ->
                                        figure.figure() == null
                                                && figure.state() == ComputingState.WAITING);
    }
}
