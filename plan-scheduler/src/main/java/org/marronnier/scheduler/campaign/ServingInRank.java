package org.marronnier.scheduler.campaign;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.pressure.Capacity;
import org.marronnier.domain.run.Run;
import org.marronnier.scheduler.decision.Source;
import org.marronnier.scheduler.decision.UnfiredOccurrences;
import org.marronnier.store.decision.Deferrals;
import org.marronnier.store.run.Runs;
import org.springframework.stereotype.Component;

/**
 * Runs that share a channel's capacity take its places in the order of their rank, so that those
 * first in rank over all contacts keep theirs: the others wait until they have. Of equal rank, the
 * smaller name comes first.
 */
@Component
class ServingInRank {

    private static final Comparator<Source> ORDER = Source.RANK.thenComparing(Source::name);

    private final PlanShelf plans;
    private final Runs runs;
    private final Deferrals deferrals;
    private final UnfiredOccurrences unfired;

    ServingInRank(PlanShelf plans, Runs runs, Deferrals deferrals, UnfiredOccurrences unfired) {
        this.plans = plans;
        this.runs = runs;
        this.deferrals = deferrals;
        this.unfired = unfired;
    }

    /**
     * Runs by rank, as far as their plans tell it: what comes before a run is then mostly decided
     * when the run is, and has not to be judged beside it.
     */
    List<Run> inOrder(List<Run> running) {
        if (running.size() < 2) {
            return running;
        }
        var sources = new HashMap<Long, Source>();
        running.forEach(run -> source(run).ifPresent(source -> sources.put(run.id(), source)));
        return running.stream()
                .sorted(
                        Comparator.comparing(
                                run -> sources.get(run.id()), Comparator.nullsLast(ORDER)))
                .toList();
    }

    private Optional<Source> source(Run run) {
        return plans.plan(run.plan())
                .flatMap(
                        plan ->
                                plan.campaigns().stream()
                                        .map(PlanDocument.Campaign::brief)
                                        .filter(brief -> brief.key().equals(run.campaign()))
                                        .map(
                                                brief ->
                                                        Source.of(
                                                                brief,
                                                                run.firedFor(),
                                                                plan.plan().zone()))
                                        .findFirst());
    }

    /** Whether others that share a capacity with a run are to be decided before it. */
    boolean othersComeFirst(Run run, Briefing briefing, Instant now) {
        var scarce =
                briefing.capacities().stream().map(Capacity::channel).collect(Collectors.toSet());
        if (scarce.isEmpty()) {
            return false;
        }
        var own = briefing.source(run.firedFor());
        var due = deferrals.dueRuns(now);
        return runs.running().stream()
                        .filter(other -> other.plan().equals(run.plan()))
                        .filter(other -> other.decidedAt() == null || due.contains(other.id()))
                        .flatMap(
                                other ->
                                        briefing
                                                .plan()
                                                .source(other.campaign(), other.firedFor())
                                                .stream())
                        .anyMatch(other -> isBefore(other, own, scarce))
                || !unfired.of(briefing.plan(), now, now, other -> isBefore(other, own, scarce))
                        .isEmpty();
    }

    private static boolean isBefore(Source other, Source own, Set<Channel> scarce) {
        return ORDER.compare(other, own) < 0
                && other.channels().stream().anyMatch(scarce::contains);
    }
}
