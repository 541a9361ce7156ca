package org.marronnier.store.enrolment;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How many contacts went where in a scenario, read from what was counted while they moved. */
@Repository
@Transactional(readOnly = true)
public class ScenarioFigures {

    /** As many deferred ones as are looked at to tell why. */
    public static final int DEFERRED_SEEN = 500;

    /**
     * A line of the tally.
     *
     * @param step its path; empty for what concerns the whole scenario
     * @param all since the scenario was put into service
     * @param recent since the day that was asked for, that day included
     */
    public record Count(long edition, String step, String line, long all, long recent) {}

    /** How many entered on a local day of the plan. */
    public record Day(LocalDate day, long entered) {}

    private final JdbcClient jdbc;

    public ScenarioFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every line, by edition and step. */
    public List<Count> counts(long scenario, LocalDate since) {
        return jdbc.sql(
                        """
                select edition_id, step, line, sum(n) as everything,
                       coalesce(sum(n) filter (where day >= :since), 0) as recent
                from scenario_tally
                where scenario_id = :scenario
                group by edition_id, step, line
                order by edition_id, step, line
                """)
                .param("scenario", scenario)
                .param("since", since)
                .query(
                        (row, _) ->
                                new Count(
                                        row.getLong("edition_id"),
                                        row.getString("step"),
                                        row.getString("line"),
                                        row.getLong("everything"),
                                        row.getLong("recent")))
                .list();
    }

    /** The days on which somebody entered, the oldest first. */
    public List<Day> entries(long scenario, LocalDate since) {
        return jdbc.sql(
                        """
                select day, sum(n) as entered
                from scenario_tally
                where scenario_id = :scenario and day >= :since and step = '' and line = 'entered'
                group by day
                order by day
                """)
                .param("scenario", scenario)
                .param("since", since)
                .query(
                        (row, _) ->
                                new Day(
                                        row.getObject("day", LocalDate.class),
                                        row.getLong("entered")))
                .list();
    }

    /**
     * The reasons, as JSON, why those who are deferred now were; of {@value #DEFERRED_SEEN} of them
     * at most, the last who came.
     */
    public List<String> deferred(long scenario) {
        return jdbc.sql(
                        """
                select d.reasons
                from (select id, step from enrolment
                      where scenario_id = :scenario and state = 'RUNNING' and waits_for = 'DEFERRED'
                      order by id desc limit :seen) e
                cross join lateral (
                    select reasons from step_decision
                    where enrolment_id = e.id and step = e.step
                    order by at desc limit 1) d
                """)
                .param("scenario", scenario)
                .param("seen", DEFERRED_SEEN)
                .query(String.class)
                .list();
    }
}
