package org.marronnier.store.outbox;

import static org.marronnier.store.run.Instants.toSql;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.marronnier.domain.run.Funnel;
import org.marronnier.store.scenario.ScenarioTally;
import org.marronnier.store.scenario.ScenarioTally.Line;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What becomes of the messages of steps, for their enrolments and the tallies of their scenarios.
 */
final class StepOutcomes {

    /** Messages of one step that moved together, from one line of the tally to another. */
    record Moved(
            String plan,
            long scenario,
            long edition,
            String step,
            String from,
            String to,
            List<Long> enrolments) {}

    private final JdbcClient jdbc;
    private final ScenarioTally tally;

    StepOutcomes(JdbcClient jdbc, ScenarioTally tally) {
        this.jdbc = jdbc;
        this.tally = tally;
    }

    List<Long> waitingScenarios(Instant now) {
        return jdbc.sql(
                        """
                select s.id
                from live_scenario s
                where s.state = 'LIVE' and (s.retry_at is null or s.retry_at <= :now)
                  and exists (select from outbox o where o.scenario_id = s.id and o.owner is null and o.due <= :now)
                order by s.id
                """)
                .param("now", toSql(now))
                .query(Long.class)
                .list();
    }

    /** A channel that takes nothing is asked again later and later, within the hour. */
    void judged(long scenario, boolean took, Instant now) {
        jdbc.sql(
                        took
                                ? "update live_scenario set failures_in_a_row = 0, retry_at = null where id = :id and failures_in_a_row > 0"
                                : """
                        update live_scenario
                        set failures_in_a_row = failures_in_a_row + 1,
                            retry_at = cast(:now as timestamptz)
                                + make_interval(secs => least(3600, power(2, least(failures_in_a_row, 12))))
                        where id = :id
                        """)
                .params(took ? Map.of("id", scenario) : Map.of("id", scenario, "now", toSql(now)))
                .update();
    }

    /**
     * Counts what moved. Who waits for what becomes of a message that will not arrive looks at
     * once; who has one that cannot be written failed before its step.
     */
    void settle(List<Moved> moved, List<Outbox.Outcome.Unwritable> unwritable, Instant now) {
        if (moved.isEmpty()) {
            return;
        }
        var counts = new HashMap<Line, Long>();
        var days = new HashMap<String, LocalDate>();
        for (var one : moved) {
            var day = days.computeIfAbsent(one.plan, plan -> day(plan, now));
            var n = (long) one.enrolments.size();
            count(counts, one, day, one.from, -n);
            count(counts, one, day, one.to, n);
            if (one.to.equals(Funnel.FAILED) || one.to.equals(Funnel.CANCELLED)) {
                wake(one.enrolments, now);
            }
        }
        unwritable.forEach(one -> fail(one, now, counts));
        tally.add(counts);
    }

    private static void count(
            Map<Line, Long> counts, Moved moved, LocalDate day, String line, long n) {
        counts.merge(new Line(moved.scenario, day, moved.edition, moved.step, line), n, Long::sum);
    }

    private void wake(List<Long> enrolments, Instant now) {
        jdbc.sql(
                        """
                update enrolment set act_at = :now
                where id = any (:enrolments) and state = 'RUNNING' and waits_for = 'OUTCOME'
                """)
                .param("enrolments", enrolments.toArray(Long[]::new))
                .param("now", toSql(now))
                .update();
    }

    /** Where an enrolment stood, and the step of the message that it goes back to. */
    private record Back(
            String plan, long scenario, long edition, String stood, String send, String state) {}

    private void fail(Outbox.Outcome.Unwritable message, Instant now, Map<Line, Long> counts) {
        jdbc.sql(
                        """
                with was as (
                    select e.id, e.step as stood, e.state, m.step as send, m.plan
                    from message m join enrolment e on e.id = m.enrolment_id
                    where m.id = :message and m.status = 'FAILED' and e.state in ('RUNNING', 'DONE')
                    for update of e
                )
                update enrolment e
                set state = 'FAILED', reason = :reason, step = was.send, waits_for = null, ended_at = :now
                from was where e.id = was.id
                returning was.plan, e.scenario_id, e.edition_id, was.stood, was.send, was.state
                """)
                .param("message", message.message())
                .param("reason", message.reason())
                .param("now", toSql(now))
                .query(
                        (row, _) ->
                                new Back(
                                        row.getString(1),
                                        row.getLong(2),
                                        row.getLong(3),
                                        row.getString(4),
                                        row.getString(5),
                                        row.getString(6)))
                .optional()
                .ifPresent(back -> count(back, now, counts));
    }

    private void count(Back back, Instant now, Map<Line, Long> counts) {
        var day = day(back.plan, now);
        counts.merge(
                new Line(
                        back.scenario,
                        day,
                        back.edition,
                        back.stood,
                        back.state.equals("DONE") ? "done" : "reached"),
                -1L,
                Long::sum);
        counts.merge(
                new Line(back.scenario, day, back.edition, back.send, "passed"), -1L, Long::sum);
        // "failed" alone is what became of a message.
        counts.merge(new Line(back.scenario, day, back.edition, back.send, "stuck"), 1L, Long::sum);
    }

    private LocalDate day(String plan, Instant now) {
        return jdbc.sql("select plan_day(:plan, :now)")
                .param("now", toSql(now))
                .param("plan", plan)
                .query(LocalDate.class)
                .single();
    }
}
