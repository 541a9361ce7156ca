package org.marronnier.store.scenario;

import static org.marronnier.store.run.Instants.toSql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.document.Part;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.store.json.Json;
import org.marronnier.store.run.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The scenarios that were put into service, and what they were when contacts entered them. */
@Repository
@Transactional
public class StoredScenarios {

    /** Whether contacts go on in it. */
    public enum State {
        LIVE,
        PAUSED,
        ENDED
    }

    /**
     * A scenario that was put into service.
     *
     * @param edition by which contacts enter
     * @param since what would have fired it before does not
     * @param resumedAt when a pause last ended
     * @param spreadSeconds over how long those who were due meanwhile go on after it
     * @param armedUpTo contacts up to this id have their appointments; null where all have
     * @param asks what an entry trigger asks of contacts; null of another trigger
     * @param asksNumber another number where it asks another thing
     * @param life another number each time it goes into service anew
     */
    public record Row(
            long id,
            String plan,
            String programme,
            String key,
            State state,
            long edition,
            Instant since,
            @Nullable Instant pausedAt,
            @Nullable Instant resumedAt,
            int spreadSeconds,
            @Nullable Long armedUpTo,
            @Nullable Condition asks,
            int asksNumber,
            long life) {}

    /** What a scenario was from an instant on. */
    public record Edition(
            long id, long scenario, int number, ScenarioBrief brief, Instant madeAt) {}

    /** The longest time over which those who were held by a pause go on. */
    private static final int LONGEST_SPREAD = 3600;

    /** How many of those who were held go on a second. */
    private static final int A_SECOND = 20;

    private final JdbcClient jdbc;

    public StoredScenarios(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that are live or paused, by id. */
    @Transactional(readOnly = true)
    public List<Row> inService() {
        return jdbc.sql(
                        "select * from live_scenario where state <> 'ENDED' and edition_id is not null order by id")
                .query(StoredScenarios::row)
                .list();
    }

    /** All of a plan that ever were in service, by id. */
    @Transactional(readOnly = true)
    public List<Row> of(String plan) {
        return jdbc.sql(
                        "select * from live_scenario where plan = :plan and edition_id is not null order by id")
                .param("plan", plan)
                .query(StoredScenarios::row)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Row> find(String plan, String programme, String key) {
        return of(plan).stream()
                .filter(row -> row.programme.equals(programme) && row.key.equals(key))
                .findFirst();
    }

    @Transactional(readOnly = true)
    public Optional<Row> find(long id) {
        return jdbc.sql("select * from live_scenario where id = :id and edition_id is not null")
                .param("id", id)
                .query(StoredScenarios::row)
                .optional();
    }

    /** Editions by their ids. */
    @Transactional(readOnly = true)
    public Map<Long, Edition> editions(Collection<Long> ids) {
        var found = new HashMap<Long, Edition>();
        jdbc.sql("select * from scenario_edition where id = any (:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .query(StoredScenarios::edition)
                .list()
                .forEach(edition -> found.put(edition.id, edition));
        return found;
    }

    /** All editions of a scenario, the newest first. */
    @Transactional(readOnly = true)
    public List<Edition> editionsOf(long scenario) {
        return jdbc.sql(
                        "select * from scenario_edition where scenario_id = :scenario order by number desc")
                .param("scenario", scenario)
                .query(StoredScenarios::edition)
                .list();
    }

    /** Makes others who follow the same plan wait until the caller's transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(String plan) {
        jdbc.sql("select 1 from pg_advisory_xact_lock(hashtextextended('scenarios:' || :plan, 0))")
                .param("plan", plan)
                .query(Integer.class)
                .single();
    }

    /** Puts a scenario into service for the first time, with its first edition. */
    public long launch(
            String plan, String programme, String key, ScenarioBrief brief, Instant now) {
        long id =
                jdbc.sql(
                                """
                insert into live_scenario (plan, programme, key, state, since, armed_up_to)
                values (:plan, :programme, :key, 'LIVE', :now, 0)
                returning id
                """)
                        .param("plan", plan)
                        .param("programme", programme)
                        .param("key", key)
                        .param("now", toSql(now))
                        .query(Long.class)
                        .single();
        renew(id, brief, now);
        return id;
    }

    /** Contacts enter by a new edition from now on. */
    public void renew(long scenario, ScenarioBrief brief, Instant now) {
        jdbc.sql(
                        """
                with edition as (
                    insert into scenario_edition (scenario_id, number, scenario, made_at)
                    select :scenario, coalesce(max(number), 0) + 1, cast(:brief as jsonb), :now
                    from scenario_edition where scenario_id = :scenario
                    returning id
                )
                update live_scenario set edition_id = (select id from edition) where id = :scenario
                """)
                .param("scenario", scenario)
                .param("brief", json(brief))
                .param("now", toSql(now))
                .update();
    }

    /** Whether an entry trigger would ask another thing of contacts than it does. */
    @Transactional(readOnly = true)
    public boolean asksAnother(long scenario, @Nullable Condition asks) {
        return jdbc.sql(
                        "select asks is distinct from cast(:asks as jsonb) from live_scenario where id = :scenario")
                .param("scenario", scenario)
                .param("asks", json(asks))
                .query(Boolean.class)
                .single();
    }

    /**
     * What fires it is another thing now: what would have fired it before does not, and all
     * contacts get their appointments again.
     *
     * @param asks what its entry trigger asks of contacts; null of another trigger
     */
    public void armAgain(long scenario, @Nullable Condition asks, Instant now) {
        jdbc.sql(
                        """
                update live_scenario
                set since = :now, armed_up_to = 0, arm_to = null, asks = cast(:asks as jsonb),
                    asks_number = asks_number + 1
                where id = :scenario
                """)
                .param("scenario", scenario)
                .param("asks", json(asks))
                .param("now", toSql(now))
                .update();
    }

    /** Nobody goes on in it from here on; a batch in hand ends as it ends. */
    public void pause(long scenario, Instant now) {
        jdbc.sql(
                        "update live_scenario set state = 'PAUSED', paused_at = :now where id = :scenario and state <> 'PAUSED'")
                .param("scenario", scenario)
                .param("now", toSql(now))
                .update();
    }

    /**
     * Those who are inside go on. Who was due meanwhile does so spread over a time, so that they do
     * not all come at once.
     */
    public void resume(long scenario, Instant now) {
        long held =
                jdbc.sql(
                                """
                select (select count(*) from enrolment
                        where scenario_id = :scenario and state = 'RUNNING' and act_at <= :now)
                       + (select count(*) from appointment where scenario_id = :scenario and due <= :now)
                """)
                        .param("scenario", scenario)
                        .param("now", toSql(now))
                        .query(Long.class)
                        .single();
        var spread = (int) Math.clamp(held / A_SECOND, 0, LONGEST_SPREAD);
        jdbc.sql(
                        """
                update live_scenario
                set state = 'LIVE', paused_at = null, resumed_at = :now, spread_seconds = :spread
                where id = :scenario
                """)
                .param("scenario", scenario)
                .param("now", toSql(now))
                .param("spread", spread)
                .update();
        if (spread > 0) {
            jdbc.sql(
                            """
                    update enrolment
                    set act_at = cast(:now as timestamptz) + make_interval(secs =>
                        (hashint8extended(contact_id, scenario_id) & 9223372036854775807) % :spread)
                    where scenario_id = :scenario and state = 'RUNNING' and act_at <= :now
                    """)
                    .param("scenario", scenario)
                    .param("now", toSql(now))
                    .param("spread", spread)
                    .update();
        }
    }

    /**
     * It had ended, and goes into service anew: nothing is left of the time before, and what still
     * waits to be handed over leaves no more. Whoever settles firings by what was known before is
     * waited for, or finds that it has another life now.
     */
    public void launchAgain(long scenario, Instant now) {
        forgetWhatFailed(scenario);
        jdbc.sql("select id from live_scenario where id = :scenario for update")
                .param("scenario", scenario)
                .query(Long.class)
                .single();
        stop(scenario, "RUNNING", Integer.MAX_VALUE, now);
        stop(scenario, "FAILED", Integer.MAX_VALUE, now);
        disarm(scenario, Integer.MAX_VALUE);
        jdbc.sql(
                        """
                update live_scenario
                set state = 'LIVE', since = :now, paused_at = null, resumed_at = null, spread_seconds = 0, armed_up_to = 0,
                    failures_in_a_row = 0, retry_at = null,
                    begins_with = nextval(pg_get_serial_sequence('enrolment', 'id'))
                where id = :scenario
                """)
                .param("scenario", scenario)
                .param("now", toSql(now))
                .update();
    }

    /** What was put aside to be retried, and the weather of areas that are gone through. */
    private void forgetWhatFailed(long scenario) {
        jdbc.sql(
                        """
                delete from arrival where type in ('scenario:' || :scenario, 'arming:' || :scenario)
                """)
                .param("scenario", scenario)
                .update();
        jdbc.sql("delete from weather_firing where scenario_id = :scenario and done_at is null")
                .param("scenario", scenario)
                .update();
    }

    /** Nobody enters or goes on in it any more. */
    public void end(long scenario) {
        jdbc.sql("update live_scenario set state = 'ENDED', paused_at = null where id = :scenario")
                .param("scenario", scenario)
                .update();
    }

    /** Those that ended and have somebody or something left. */
    @Transactional(readOnly = true)
    public List<Long> toBeCleared() {
        return jdbc.sql(
                        """
                select s.id from live_scenario s
                where s.state = 'ENDED'
                  and (exists (select from enrolment e where e.scenario_id = s.id and e.state = 'RUNNING')
                       or exists (select from appointment a where a.scenario_id = s.id)
                       or exists (select from outbox o where o.scenario_id = s.id and o.owner is null))
                order by s.id
                """)
                .query(Long.class)
                .list();
    }

    /**
     * Ends the enrolments of some who are inside a scenario that has ended, and counts them.
     *
     * @return how many
     */
    public int stopEverybody(long scenario, int limit, Instant now) {
        return stop(scenario, "RUNNING", limit, now);
    }

    private int stop(long scenario, String state, int limit, Instant now) {
        return jdbc.sql(
                        """
                with these as (
                    select id, state, waits_for from enrolment where scenario_id = :scenario and state = '%s' and %s
                    order by id limit :limit for update
                ), stopped as (
                    update enrolment e
                    set state = 'STOPPED', waits_for = null, ended_at = :now
                    from these where e.id = these.id
                    returning e.edition_id, e.step, these.state, these.waits_for
                ), tallied as (
                    insert into scenario_tally (scenario_id, edition_id, day, step, line, n)
                    select :scenario, edition_id, %s, step, line, sum(one)
                    from stopped cross join lateral (
                        select 'stopped' as line, 1 as one
                        union all select 'stuck', -1 where state = 'FAILED'
                        union all select 'deferred', -1 where waits_for = 'DEFERRED') l
                    group by edition_id, step, line
                    order by edition_id, step collate "C", line
                    on conflict (scenario_id, day, edition_id, step, line)
                        do update set n = scenario_tally.n + excluded.n
                )
                select count(*) from stopped
                """
                                .formatted(state, OVER, DAY))
                .param("scenario", scenario)
                .param("limit", limit)
                .param("now", toSql(now))
                .query(Integer.class)
                .single();
    }

    /** Forgets whom a scenario that has ended was to fire for, and who was inside its entry. */
    public int disarm(long scenario, int limit) {
        return forget("appointment", scenario, limit) + forget("membership", scenario, limit);
    }

    private int forget(String table, long scenario, int limit) {
        return jdbc.sql(
                        """
                delete from %1$s where ctid = any (array(
                    select ctid from %1$s where scenario_id = :scenario and %2$s limit :limit))
                """
                                .formatted(table, OVER))
                .param("scenario", scenario)
                .param("limit", limit)
                .update();
    }

    /** It may have gone into service again since it was found to have ended. */
    private static final String OVER =
            "exists (select from live_scenario where id = :scenario and state = 'ENDED')";

    /** The local day of {@code :now} in the plan of {@code :scenario}. */
    private static final String DAY =
            "plan_day((select plan from live_scenario where id = :scenario), :now)";

    private static String json(ScenarioBrief brief) {
        return Json.of(Part.SCENARIO.write(new PlanDocument.Scenario(brief, Status.LIVE))).text();
    }

    private static @Nullable String json(@Nullable Condition condition) {
        return condition == null ? null : Json.of(Part.CONDITION.write(condition)).text();
    }

    private static Edition edition(ResultSet row, int number) throws SQLException {
        return new Edition(
                row.getLong("id"),
                row.getLong("scenario_id"),
                row.getInt("number"),
                Part.SCENARIO.read(new Json(row.getString("scenario")).tree()).brief(),
                Instants.from(row, "made_at"));
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var asks = row.getString("asks");
        return new Row(
                row.getLong("id"),
                row.getString("plan"),
                row.getString("programme"),
                row.getString("key"),
                State.valueOf(row.getString("state")),
                row.getLong("edition_id"),
                Instants.from(row, "since"),
                Instants.orNull(row, "paused_at"),
                Instants.orNull(row, "resumed_at"),
                row.getInt("spread_seconds"),
                row.getObject("armed_up_to", Long.class),
                asks == null ? null : Part.CONDITION.read(new Json(asks).tree()),
                row.getInt("asks_number"),
                row.getLong("begins_with"));
    }
}
