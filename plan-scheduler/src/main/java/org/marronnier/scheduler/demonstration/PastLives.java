package org.marronnier.scheduler.demonstration;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.time.LocalTimes;
import org.marronnier.scheduler.campaign.FunnelLine;
import org.marronnier.scheduler.campaign.ReasonsAsJson;
import org.marronnier.store.demonstration.MadeScenario;
import org.marronnier.store.demonstration.MadeScenario.MadeCount;
import org.marronnier.store.demonstration.MadeScenario.MadeEnrolment;
import org.marronnier.store.demonstration.MadeScenario.MadePassed;
import org.marronnier.store.demonstration.MadeScenario.MadeStepDecision;

/**
 * The invented past of scenarios as rows: who entered since the plan began. Who did before has
 * messages, and no enrolment.
 */
final class PastLives {

    private final PlanDocument plan;
    private final Instant since;

    PastLives(PlanDocument plan) {
        this.plan = plan;
        since = LocalTimes.instant(plan.plan().from().atStartOfDay(), plan.plan().zone());
    }

    /** All scenarios in service, with those of some walks that are told of. */
    List<MadeScenario> rows(List<PastWalk> walks) {
        var byScenario =
                walks.stream()
                        .filter(this::isTold)
                        .collect(Collectors.groupingBy(walk -> walk.scenario().brief().key()));
        return PastScenario.of(plan).stream()
                .map(one -> row(one, byScenario.getOrDefault(one.brief().key(), List.of())))
                .toList();
    }

    /** Where a message stands on the way of an enrolment; null where it is of none. */
    Remembered.@Nullable Place place(Remembered remembered) {
        var place = remembered.place();
        return place != null && isTold(place.walk()) ? place : null;
    }

    /** The name of a firing. */
    static MadeScenario.Firing firing(PastWalk walk) {
        return new MadeScenario.Firing(
                walk.scenario().brief().key(),
                walk.person().card().externalId(),
                walk.firing().firedBy());
    }

    private boolean isTold(PastWalk walk) {
        return !walk.firing().at().isBefore(since);
    }

    private MadeScenario row(PastScenario scenario, List<PastWalk> walks) {
        var counts = new LinkedHashMap<PastWalk.Count, Long>();
        walks.forEach(walk -> walk.counts().forEach((one, n) -> counts.merge(one, n, Long::sum)));
        return new MadeScenario(
                plan.plan().key(),
                scenario.programme(),
                scenario.brief(),
                since,
                counts.entrySet().stream()
                        .filter(entry -> entry.getValue() != 0)
                        .map(
                                entry ->
                                        new MadeCount(
                                                entry.getKey().day(),
                                                entry.getKey().step(),
                                                entry.getKey().line(),
                                                entry.getValue()))
                        .toList(),
                walks.stream().map(PastLives::row).toList());
    }

    private static MadeEnrolment row(PastWalk walk) {
        var refusal = walk.refusal();
        return new MadeEnrolment(
                firing(walk),
                walk.firing().at(),
                walk.state(),
                refusal == null ? null : refusal.name(),
                walk.step().text(),
                walk.due(),
                walk.actAt(),
                walk.waitsFor(),
                walk.endedAt(),
                walk.passed().stream()
                        .map(
                                one ->
                                        new MadePassed(
                                                one.step().text(), one.at(), one.what(), one.way()))
                        .toList(),
                walk.decisions().stream().map(PastLives::row).toList());
    }

    private static MadeStepDecision row(PastWalk.Decided decided) {
        var decision = decided.decision();
        var channel = decision.channel();
        return new MadeStepDecision(
                decided.step().text(),
                decision.at(),
                decided.due(),
                decision.outcome().name(),
                FunnelLine.of(decision),
                channel == null ? null : channel.name(),
                decision.until(),
                ReasonsAsJson.of(decision.reasons()));
    }
}
