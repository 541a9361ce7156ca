package org.marronnier.web.calendar;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.store.scenario.ScenarioVolumes;
import org.springframework.stereotype.Component;

/**
 * How many messages the live scenarios of a plan can be expected to send on each day of the week:
 * as many as on the same days of the last 30. It is read again every ten minutes.
 */
@Component
final class ExpectedVolumes {

    static final int SAMPLE_DAYS = 30;
    private static final Duration FRESH = Duration.ofMinutes(10);

    /**
     * What to expect of one scenario.
     *
     * @param daily the messages of an ordinary Monday, Tuesday and so on
     * @param sample how many messages that is estimated from
     */
    record Expected(
            String programme, String scenario, String name, List<Double> daily, long sample) {
        Expected {
            daily = List.copyOf(daily);
        }
    }

    private record Sample(Instant at, List<ScenarioVolumes.Volume> volumes) {}

    private final ScenarioVolumes volumes;
    private final Clock clock;
    private final Map<String, Sample> samples = new ConcurrentHashMap<>();

    ExpectedVolumes(ScenarioVolumes volumes, Clock clock) {
        this.volumes = volumes;
        this.clock = clock;
    }

    /** The live scenarios of a plan, those that sent nothing too. */
    List<Expected> of(PlanDocument plan) {
        var zone = plan.plan().zone();
        var end = LocalDate.ofInstant(clock.instant(), zone);
        var start = end.minusDays(SAMPLE_DAYS);
        var sample = sample(plan, start, end);
        var expected = new ArrayList<Expected>();
        for (var programme : plan.programmes()) {
            for (var scenario : programme.scenarios()) {
                if (scenario.status().mayRun()) {
                    expected.add(
                            expected(
                                    programme.brief().key(),
                                    scenario,
                                    sample.volumes(),
                                    start,
                                    end));
                }
            }
        }
        return List.copyOf(expected);
    }

    private Sample sample(PlanDocument plan, LocalDate start, LocalDate end) {
        var zone = plan.plan().zone();
        var now = clock.instant();
        return samples.compute(
                plan.plan().key(),
                (key, known) ->
                        known != null && known.at().plus(FRESH).isAfter(now)
                                ? known
                                : new Sample(
                                        now,
                                        volumes.sent(
                                                key,
                                                start.atStartOfDay(zone).toInstant(),
                                                end.atStartOfDay(zone).toInstant(),
                                                zone)));
    }

    private static Expected expected(
            String programme,
            PlanDocument.Scenario scenario,
            List<ScenarioVolumes.Volume> volumes,
            LocalDate start,
            LocalDate end) {
        var key = scenario.brief().key();
        var daily = new ArrayList<Double>();
        var total = 0L;
        for (var day : DayOfWeek.values()) {
            var messages =
                    volumes.stream()
                            .filter(one -> one.scenario().equals(key) && one.day() == day)
                            .mapToLong(ScenarioVolumes.Volume::messages)
                            .sum();
            var days = start.datesUntil(end).filter(one -> one.getDayOfWeek() == day).count();
            daily.add((double) messages / days);
            total += messages;
        }
        return new Expected(programme, key, scenario.brief().name(), daily, total);
    }
}
