package org.marronnier.store.enrolment;

import static org.marronnier.store.run.Instants.toSql;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Enrolments that somebody steers by hand, or that cannot go on. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class SteeredEnrolments {

    /** Some enrolments of one edition before one step. */
    public record Stand(long edition, String step, long n) {}

    private final JdbcClient jdbc;

    public SteeredEnrolments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An enrolment that is running cannot go on; whether it was. */
    public boolean fail(long id, String reason, Instant now) {
        return jdbc.sql(
                                """
                update enrolment set state = 'FAILED', reason = :reason, waits_for = null, ended_at = :now
                where id = :id and state = 'RUNNING'
                """)
                        .param("id", id)
                        .param("reason", reason)
                        .param("now", toSql(now))
                        .update()
                > 0;
    }

    /**
     * Failed enrolments go on before the step at which they failed, as if it were due now. A
     * message of that step that never left makes room for another.
     *
     * @param ids of one scenario
     * @return where they stood
     */
    public List<Stand> retry(long scenario, Collection<Long> ids, Instant now) {
        jdbc.sql(
                        """
                update message m set step = m.step || '#' || m.id
                from enrolment e
                where e.scenario_id = :scenario and e.id = any (:ids) and e.state = 'FAILED'
                  and m.enrolment_id = e.id and m.step = e.step and m.status in ('FAILED', 'CANCELLED')
                """)
                .param("scenario", scenario)
                .param("ids", Enrolments.ids(ids))
                .update();
        return jdbc.sql(
                        """
                with these as (
                    select id from enrolment
                    where scenario_id = :scenario and id = any (:ids) and state = 'FAILED'
                    order by id for update
                ), again as (
                    update enrolment e
                    set state = 'RUNNING', reason = null, ended_at = null, waits_for = null, due = :now, act_at = :now
                    from these where e.id = these.id
                    returning e.edition_id, e.step
                )
                select edition_id, step, count(*) as n from again group by edition_id, step
                """)
                .param("scenario", scenario)
                .param("ids", Enrolments.ids(ids))
                .param("now", toSql(now))
                .query((row, _) -> new Stand(row.getLong(1), row.getString(2), row.getLong(3)))
                .list();
    }

    /** Some that failed in a scenario, from a number on. */
    @Transactional(readOnly = true)
    public List<Long> failed(long scenario, long after, int limit) {
        return jdbc.sql(
                        """
                select id from enrolment where scenario_id = :scenario and state = 'FAILED' and id > :after
                order by id limit :limit
                """)
                .param("scenario", scenario)
                .param("after", after)
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    /** Where those stand who are inside, or failed, by another edition than one. */
    @Transactional(readOnly = true)
    public List<Stand> byOtherEditions(long scenario, long edition) {
        return jdbc.sql(
                        """
                select edition_id, step, count(*) as n
                from enrolment
                where scenario_id = :scenario and state in ('RUNNING', 'FAILED') and edition_id <> :edition
                group by edition_id, step
                """)
                .param("scenario", scenario)
                .param("edition", edition)
                .query((row, _) -> new Stand(row.getLong(1), row.getString(2), row.getLong(3)))
                .list();
    }

    /** Holds those who are deferred before a step of an edition; how many. */
    public long deferred(long scenario, Stand stand) {
        return jdbc.sql(
                        """
                select id from enrolment
                where scenario_id = :scenario and edition_id = :from and step = :step and state = 'RUNNING'
                  and waits_for = 'DEFERRED'
                order by id for update
                """)
                .param("scenario", scenario)
                .param("from", stand.edition)
                .param("step", stand.step)
                .query(Long.class)
                .list()
                .size();
    }

    /**
     * Those before a step of one edition go on by another; waits are looked at again.
     *
     * @param state running or failed
     * @return how many
     */
    public int move(long scenario, Stand stand, long to, String state) {
        return jdbc.sql(
                        """
                update enrolment
                set edition_id = :to, act_at = case when waits_for = 'WAIT' then least(act_at, due) else act_at end
                where scenario_id = :scenario and edition_id = :from and step = :step and state = :state
                """)
                .param("scenario", scenario)
                .param("from", stand.edition)
                .param("step", stand.step)
                .param("to", to)
                .param("state", state)
                .update();
    }

    /** The local day of an instant in a plan, by its zone. */
    @Transactional(readOnly = true)
    public LocalDate day(long scenario, Instant now) {
        return jdbc.sql(
                        """
                select plan_day((select plan from live_scenario where id = :scenario), :now)
                """)
                .param("now", toSql(now))
                .param("scenario", scenario)
                .query(LocalDate.class)
                .single();
    }
}
