package org.marronnier.web.plan;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.convention.Conventions.Stage;
import org.marronnier.domain.convention.Conventions.Touchpoint;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.kpi.BuiltInKpi;
import org.marronnier.domain.kpi.Kpi;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.objective.Objective;
import org.marronnier.engine.calendar.Occurrences;

/**
 * A plan as one page shows it.
 *
 * @param map programmes by touchpoint and stage
 * @param coming the next campaigns, the first one first
 */
record PlanOnAPage(
        Standing standing,
        List<Goal> goals,
        List<Stage> stages,
        List<Row> map,
        YearRibbon year,
        List<Coming> coming) {

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
     */
    record Goal(Objective objective, @Nullable String scope, @Nullable String kpi, Unit unit) {}

    /** How a KPI is written. */
    enum Unit {
        SHARE,
        NUMBER
    }

    /** A touchpoint with its programmes; without one for those that name none. */
    record Row(
            @Nullable Touchpoint touchpoint,
            List<PlanDocument.Programme> everywhere,
            List<Cell> cells) {}

    /** The programmes of a touchpoint at a stage. */
    record Cell(Stage stage, List<PlanDocument.Programme> programmes) {}

    /** A campaign to come. */
    record Coming(CampaignBrief campaign, Status status, LocalDateTime at) {}

    static PlanOnAPage of(PlanDocument plan, LocalDateTime now) {
        return new PlanOnAPage(
                standing(plan, now.toLocalDate()),
                plan.objectives().stream().map(objective -> goal(objective, plan)).toList(),
                plan.conventions().stages(),
                map(plan),
                YearRibbon.of(plan, now.toLocalDate()),
                coming(plan, now));
    }

    private static Standing standing(PlanDocument plan, LocalDate today) {
        if (today.isBefore(plan.plan().from())) {
            return Standing.BEFORE;
        }
        return today.isAfter(plan.plan().to()) ? Standing.AFTER : Standing.WITHIN;
    }

    private static Goal goal(Objective objective, PlanDocument plan) {
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
        return new Goal(
                objective,
                scope.orElse(null),
                own.map(Kpi::name).orElse(null),
                own.isPresent() ? Unit.SHARE : unit(objective.kpi()));
    }

    private static Unit unit(String key) {
        return Arrays.stream(BuiltInKpi.values())
                .filter(kpi -> kpi.key().equals(key))
                .findFirst()
                .map(
                        kpi ->
                                switch (kpi) {
                                    case NPS, AVERAGE_BASKET, LIFETIME_VALUE -> Unit.NUMBER;
                                    case ACTIVATION_RATE,
                                            REPEAT_RATE,
                                            CHURN,
                                            OPT_OUT_RATE,
                                            OPEN_RATE,
                                            CLICK_RATE,
                                            COMPLAINT_RATE ->
                                            Unit.SHARE;
                                })
                .orElse(Unit.NUMBER);
    }

    private static List<Row> map(PlanDocument plan) {
        var rows = new ArrayList<Row>();
        for (var touchpoint : plan.conventions().touchpoints()) {
            row(plan, touchpoint).ifPresent(rows::add);
        }
        row(plan, null).ifPresent(rows::add);
        return rows;
    }

    private static Optional<Row> row(PlanDocument plan, @Nullable Touchpoint touchpoint) {
        var known = plan.conventions().touchpoints().stream().map(Touchpoint::key).toList();
        var programmes =
                plan.programmes().stream()
                        .filter(
                                programme -> {
                                    var key = programme.brief().touchpoint();
                                    return touchpoint == null
                                            ? key == null || !known.contains(key)
                                            : touchpoint.key().equals(key);
                                })
                        .toList();
        if (programmes.isEmpty()) {
            return Optional.empty();
        }
        var stages = plan.conventions().stages();
        var staged = stages.stream().map(Stage::key).toList();
        return Optional.of(
                new Row(
                        touchpoint,
                        programmes.stream()
                                .filter(
                                        programme ->
                                                programme.brief().stage() == null
                                                        || !staged.contains(
                                                                programme.brief().stage()))
                                .toList(),
                        stages.stream()
                                .map(
                                        stage ->
                                                new Cell(
                                                        stage,
                                                        programmes.stream()
                                                                .filter(
                                                                        programme ->
                                                                                stage.key()
                                                                                        .equals(
                                                                                                programme
                                                                                                        .brief()
                                                                                                        .stage()))
                                                                .toList()))
                                .toList()));
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
