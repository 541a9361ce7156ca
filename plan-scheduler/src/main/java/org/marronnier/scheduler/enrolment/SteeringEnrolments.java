package org.marronnier.scheduler.enrolment;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.marronnier.domain.run.Funnel;
import org.marronnier.engine.scenario.Course;
import org.marronnier.engine.scenario.StepPath;
import org.marronnier.scheduler.scenario.LiveScenarios;
import org.marronnier.store.enrolment.Enrolments;
import org.marronnier.store.enrolment.Enrolments.Due;
import org.marronnier.store.enrolment.SteeredEnrolments;
import org.marronnier.store.enrolment.SteeredEnrolments.Stand;
import org.marronnier.store.scenario.ScenarioTally;
import org.marronnier.store.scenario.ScenarioTally.Line;
import org.marronnier.store.scenario.StoredScenarios;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Somebody retries enrolments that failed, or moves those who are inside to the newest edition. A
 * scenario is paused, resumed and ended by its status in the plan.
 */
@Component
@Transactional
public class SteeringEnrolments {

    private static final int AT_ONCE = 5_000;

    private final SteeredEnrolments enrolments;
    private final StoredScenarios scenarios;
    private final LiveScenarios live;
    private final ScenarioTally tally;
    private final Clock clock;

    SteeringEnrolments(
            SteeredEnrolments enrolments,
            StoredScenarios scenarios,
            LiveScenarios live,
            ScenarioTally tally,
            Clock clock) {
        this.enrolments = enrolments;
        this.scenarios = scenarios;
        this.live = live;
        this.tally = tally;
        this.clock = clock;
    }

    /**
     * What became of moving those who are inside to the newest edition.
     *
     * @param moved those who go on by it
     * @param kept those who go on by theirs, since no such step stands there any more
     */
    public record Move(long moved, long kept) {}

    /**
     * Failed enrolments of a scenario go on before the step at which they failed, as if it were due
     * now; how many.
     */
    public long retry(long scenario, Collection<Long> ids) {
        var now = now();
        var day = enrolments.day(scenario, now);
        var counts = new HashMap<Line, Long>();
        var stands = enrolments.retry(scenario, ids, now);
        for (var stand : stands) {
            counts.merge(
                    new Line(scenario, day, stand.edition(), stand.step(), "stuck"),
                    -stand.n(),
                    Long::sum);
        }
        tally.add(counts);
        return stands.stream().mapToLong(Stand::n).sum();
    }

    /** All that failed in a scenario go on; how many. */
    public long retryAll(long scenario) {
        var retried = 0L;
        var ids = List.<Long>of();
        do {
            ids = enrolments.failed(scenario, ids.isEmpty() ? 0 : ids.getLast(), AT_ONCE);
            retried += ids.isEmpty() ? 0 : retry(scenario, ids);
        } while (ids.size() == AT_ONCE);
        return retried;
    }

    /**
     * Those who are inside by an earlier edition go on by the newest where the same kind of step
     * stands at the same place; the others stay on theirs.
     *
     * @throws IllegalArgumentException when there is no such scenario
     */
    public Move moveToNewestEdition(long scenario) {
        var row =
                scenarios
                        .find(scenario)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "There is no scenario %d.".formatted(scenario)));
        var day = enrolments.day(scenario, now());
        var newest = Course.of(live.edition(row.edition()));
        var counts = new HashMap<Line, Long>();
        long moved = 0;
        long kept = 0;
        for (var stand : enrolments.byOtherEditions(scenario, row.edition())) {
            var theirs = Course.of(live.edition(stand.edition()));
            if (!theirs.standsAlike(newest, new StepPath(stand.step()))) {
                kept += stand.n();
                continue;
            }
            long deferred = enrolments.deferred(scenario, stand);
            long running = enrolments.move(scenario, stand, row.edition(), "RUNNING");
            long failed = enrolments.move(scenario, stand, row.edition(), "FAILED");
            moved += running + failed;
            count(counts, new Line(scenario, day, stand.edition(), stand.step(), "moved"), running);
            count(counts, new Line(scenario, day, row.edition(), stand.step(), "reached"), running);
            count(
                    counts,
                    new Line(scenario, day, stand.edition(), stand.step(), Funnel.DEFERRED),
                    -deferred);
            count(
                    counts,
                    new Line(scenario, day, row.edition(), stand.step(), Funnel.DEFERRED),
                    deferred);
            count(
                    counts,
                    new Line(scenario, day, stand.edition(), stand.step(), "reached"),
                    -failed);
            count(counts, new Line(scenario, day, stand.edition(), stand.step(), "stuck"), -failed);
            count(counts, new Line(scenario, day, row.edition(), stand.step(), "reached"), failed);
            count(counts, new Line(scenario, day, row.edition(), stand.step(), "stuck"), failed);
        }
        tally.add(counts);
        return new Move(moved, kept);
    }

    /** One that cannot go on waits for somebody to look at it. */
    void fail(Due due, String why, Instant now) {
        if (enrolments.fail(due.id(), why, now)) {
            var day = enrolments.day(due.scenario(), now);
            var counts = new HashMap<Line, Long>();
            count(counts, line(due, day, "stuck"), 1);
            if (Enrolments.DEFERRED.equals(due.waitsFor())) {
                count(counts, line(due, day, Funnel.DEFERRED), -1);
            }
            tally.add(counts);
        }
    }

    private static Line line(Due due, LocalDate day, String line) {
        return new Line(due.scenario(), day, due.edition(), due.step(), line);
    }

    private static void count(Map<Line, Long> counts, Line line, long n) {
        counts.merge(line, n, Long::sum);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
