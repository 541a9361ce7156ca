package org.marronnier.web.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.convention.Conventions.Stage;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.figure.Figure;
import org.marronnier.domain.figure.PlanFigure;
import org.marronnier.domain.kpi.Kpi;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.objective.Objective;
import org.marronnier.domain.objective.Progress;
import org.marronnier.engine.calendar.Occurrences;
import org.marronnier.engine.diagnostic.Diagnostic;

/** A plan as one page shows it: its objectives, where it speaks, its year and what comes next. */
record PlanOnAPage(
        Standing standing,
        List<Goal> goals,
        CoverageMap map,
        YearRibbon year,
        List<Coming> coming,
        Diagnostic diagnostic) {

    private static final int COMING = 8;

    /** Where today stands to the plan's period. */
    enum Standing {
        BEFORE,
        WITHIN,
        AFTER
    }

    /**
     * An objective.
     *
     * @param scope the name of its segment or stage; null for everybody
     * @param kpi the name of the plan's own KPI; null for a built-in one
     * @param value as it was measured; null where it was not
     * @param figure what is known of it, such as why there is no value
     * @param progress null where there is no value, no baseline or no target
     */
    record Goal(
            Objective objective,
            @Nullable String scope,
            @Nullable String kpi,
            KpiUnit unit,
            @Nullable BigDecimal value,
            @Nullable PlanFigure figure,
            @Nullable Progress progress) {

        /** Why there is no value, in a word of {@link Figure.Why}; null where nothing was found. */
        public @Nullable String why() {
            return figure != null && figure.figure() instanceof Figure.None(var why)
                    ? why.name()
                    : null;
        }
    }

    /** A campaign to come. */
    record Coming(CampaignBrief campaign, Status status, LocalDateTime at) {}

    static PlanOnAPage of(PlanDocument plan, ObservingPlan.Seen seen, LocalDateTime now) {
        var diagnostic = Diagnostic.of(plan, seen.observed());
        return new PlanOnAPage(
                standing(plan, now.toLocalDate()),
                plan.objectives().stream()
                        .map(objective -> goal(objective, plan, seen, now.toLocalDate()))
                        .toList(),
                CoverageMap.of(plan, diagnostic.coverage(), seen.stages()),
                YearRibbon.of(plan, now.toLocalDate()),
                coming(plan, now),
                diagnostic);
    }

    private static Standing standing(PlanDocument plan, LocalDate today) {
        if (today.isBefore(plan.plan().from())) {
            return Standing.BEFORE;
        }
        return today.isAfter(plan.plan().to()) ? Standing.AFTER : Standing.WITHIN;
    }

    private static Goal goal(
            Objective objective, PlanDocument plan, ObservingPlan.Seen seen, LocalDate today) {
        var own = plan.kpis().stream().filter(kpi -> kpi.key().equals(objective.kpi())).findFirst();
        var scope =
                plan.segments().stream()
                        .filter(segment -> segment.key().equals(objective.segment()))
                        .map(segment -> segment.name())
                        .findFirst()
                        .or(
                                () ->
                                        plan.conventions().stages().stream()
                                                .filter(
                                                        stage ->
                                                                stage.key()
                                                                        .equals(objective.stage()))
                                                .map(Stage::name)
                                                .findFirst());
        var value = seen.value(objective.key());
        return new Goal(
                objective,
                scope.orElse(null),
                own.map(Kpi::name).orElse(null),
                KpiUnit.of(plan, objective.kpi()),
                value,
                seen.progress().get(objective.key()),
                value == null
                        ? null
                        : Progress.of(objective, value, plan.plan().from(), plan.plan().to(), today)
                                .orElse(null));
    }

    private static List<Coming> coming(PlanDocument plan, LocalDateTime now) {
        var coming = new ArrayList<Coming>();
        for (var campaign : plan.campaigns()) {
            if (campaign.status() == Status.ENDED
                    || campaign.brief().kind() == CampaignKind.HIGHLIGHT) {
                continue;
            }
            var next = Occurrences.of(campaign.brief(), plan.plan().zone()).from(now);
            for (var taken = 0; taken < COMING && next.hasNext(); taken++) {
                coming.add(new Coming(campaign.brief(), campaign.status(), next.next()));
            }
        }
        return coming.stream()
                .sorted(
                        Comparator.comparing(Coming::at)
                                .thenComparing(one -> one.campaign().name()))
                .limit(COMING)
                .toList();
    }
}
