package org.marronnier.store.run;

import static org.marronnier.store.run.Instants.toSql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.run.Funnel;
import org.marronnier.domain.run.Run;
import org.marronnier.domain.run.RunReason;
import org.marronnier.domain.run.RunState;
import org.marronnier.store.copy.Copies;
import org.marronnier.store.copy.Literals;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** All runs, one for each campaign and the instant it was fired for. */
@Repository
@Transactional
public class Runs {

    private static final String COLUMNS =
            """
            id, plan, campaign, fired_for, fired_by, state, reason, detail, decides_at, cursor_external_id,
            started_at, progressed_at, gathered_at, decided_at, ended_at
            """;

    private final JdbcClient jdbc;
    private final Copies copies;

    public Runs(JdbcClient jdbc, DataSource database) {
        this.jdbc = jdbc;
        this.copies = new Copies(database);
    }

    /**
     * A run.
     *
     * @param fresh whether it was made just now
     * @param ofThisCall whether it was asked for with the same key, where there is one
     */
    public record Opened(Run run, boolean fresh, boolean ofThisCall) {}

    /**
     * Opens the run of a campaign and an instant, or gives the one that is there.
     *
     * @param askedKey repeats of one call are one run
     */
    public Opened open(
            String plan,
            String campaign,
            Instant firedFor,
            @Nullable String firedBy,
            @Nullable String askedKey,
            Instant decidesAt,
            Instant now) {
        var made =
                jdbc.sql(
                                """
                insert into run (plan, campaign, fired_for, fired_by, asked_key, decides_at, started_at, progressed_at)
                values (:plan, :campaign, :firedFor, :firedBy, :askedKey, :decidesAt, :now, :now)
                on conflict do nothing
                """)
                        .param("plan", plan)
                        .param("campaign", campaign)
                        .param("firedFor", toSql(firedFor))
                        .param("firedBy", firedBy)
                        .param("askedKey", askedKey)
                        .param("decidesAt", toSql(decidesAt))
                        .param("now", toSql(now))
                        .update();
        var run =
                jdbc.sql(
                                "select "
                                        + COLUMNS
                                        + """
                from run
                where plan = :plan and campaign = :campaign
                  and (fired_for = :firedFor or asked_key = cast(:askedKey as text))
                order by asked_key is not distinct from cast(:askedKey as text) desc
                limit 1
                """)
                        .param("plan", plan)
                        .param("campaign", campaign)
                        .param("firedFor", toSql(firedFor))
                        .param("askedKey", askedKey)
                        .query(Runs::run)
                        .single();
        return new Opened(run, made == 1, askedKey == null || isAskedBy(run.id(), askedKey));
    }

    @Transactional(readOnly = true)
    public Optional<Run> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from run where id = :id")
                .param("id", id)
                .query(Runs::run)
                .optional();
    }

    /** The run, held as by {@link #lock}; none where it is in other hands just now. */
    public Optional<Run> take(long id) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from run where id = :id for no key update skip locked")
                .param("id", id)
                .query(Runs::run)
                .optional();
    }

    /** The run, held until the end of the transaction, so that nobody else moves it. */
    public Optional<Run> lock(long id) {
        return jdbc.sql("select " + COLUMNS + " from run where id = :id for no key update")
                .param("id", id)
                .query(Runs::run)
                .optional();
    }

    /** The runs of a campaign, newest first. */
    @Transactional(readOnly = true)
    public List<Run> ofCampaign(String plan, String campaign, @Nullable Long before, int limit) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + """
                from run
                where plan = :plan and campaign = :campaign and id < :before
                order by id desc
                limit :limit
                """)
                .param("plan", plan)
                .param("campaign", campaign)
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("limit", limit)
                .query(Runs::run)
                .list();
    }

    /** A campaign that was fired for an instant. */
    public record Firing(String campaign, Instant firedFor) {}

    /** What was fired of a plan for the instants of a stretch of time, its end left out. */
    @Transactional(readOnly = true)
    public List<Firing> fired(String plan, Instant from, Instant to) {
        return jdbc.sql(
                        """
                select campaign, fired_for
                from run
                where plan = :plan and fired_for >= :from and fired_for < :to
                """)
                .param("plan", plan)
                .param("from", toSql(from))
                .param("to", toSql(to))
                .query((row, _) -> new Firing(row.getString(1), Instants.from(row, "fired_for")))
                .list();
    }

    /** The runs that go on, oldest first. */
    @Transactional(readOnly = true)
    public List<Run> running() {
        return jdbc.sql("select " + COLUMNS + " from run where state = 'running' order by id")
                .query(Runs::run)
                .list();
    }

    @Transactional(readOnly = true)
    public Funnel funnel(long id) {
        return funnels(List.of(id)).getOrDefault(id, new Funnel(Map.of()));
    }

    @Transactional(readOnly = true)
    public Map<Long, Funnel> funnels(Collection<Long> ids) {
        var lines = new HashMap<Long, Map<String, Long>>();
        jdbc.sql("select run_id, line, n from run_tally where run_id = any (:ids) and n <> 0")
                .param("ids", ids.toArray(Long[]::new))
                .query(
                        (ResultSet row) -> {
                            lines.computeIfAbsent(row.getLong(1), any -> new HashMap<>())
                                    .put(row.getString(2), row.getLong(3));
                        });
        var funnels = new HashMap<Long, Funnel>();
        lines.forEach((id, of) -> funnels.put(id, new Funnel(of)));
        return funnels;
    }

    /**
     * Moves contacts between the lines of the funnel. Called last in a transaction, since it holds
     * the lines.
     */
    public void tally(long id, Map<String, Long> changes) {
        var sorted = new TreeMap<>(changes);
        sorted.values().removeIf(n -> n == 0);
        if (sorted.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                insert into run_tally (run_id, line, n)
                select :id, line, n from unnest(cast(:lines as text[]), cast(:ns as bigint[])) as change (line, n)
                on conflict (run_id, line) do update set n = run_tally.n + excluded.n
                """)
                .param("id", id)
                .param("lines", sorted.keySet().toArray(String[]::new))
                .param("ns", sorted.values().toArray(Long[]::new))
                .update();
    }

    public void gathered(long id, long members, Instant now) {
        jdbc.sql("update run set gathered_at = :now, progressed_at = :now where id = :id")
                .param("id", id)
                .param("now", toSql(now))
                .update();
        tally(id, Map.of(Funnel.TARGETED, members));
    }

    /** The decision instant, anew after a break. */
    public void decidesAt(long id, Instant instant) {
        jdbc.sql("update run set decides_at = :instant where id = :id")
                .param("id", id)
                .param("instant", toSql(instant))
                .update();
    }

    public void moved(long id, String cursor, Instant now) {
        jdbc.sql("update run set cursor_external_id = :cursor, progressed_at = :now where id = :id")
                .param("id", id)
                .param("cursor", cursor)
                .param("now", toSql(now))
                .update();
    }

    public void decided(long id, Instant now) {
        jdbc.sql("update run set decided_at = :now, progressed_at = :now where id = :id")
                .param("id", id)
                .param("now", toSql(now))
                .update();
    }

    /**
     * Ends a run that has decided everybody, and has nobody deferred and nothing left in the
     * outbox; true when it ended just now.
     */
    public boolean finish(long id, Instant now) {
        return jdbc.sql(
                                """
                update run set state = 'done', ended_at = :now, progressed_at = :now
                where id = :id and state = 'running' and decided_at is not null
                  and not exists (select from outbox where run_id = :id)
                  and not exists (select from decision where run_id = :id and line = 'deferred')
                """)
                        .param("id", id)
                        .param("now", toSql(now))
                        .update()
                == 1;
    }

    /** True when the run was running. */
    public boolean pause(long id, RunReason reason, @Nullable String detail, @Nullable String by) {
        return jdbc.sql(
                                """
                update run set state = 'paused', reason = :reason, detail = :detail, acted_by = :by
                where id = :id and state = 'running'
                """)
                        .param("id", id)
                        .param("reason", reason.name())
                        .param("detail", detail)
                        .param("by", by)
                        .update()
                == 1;
    }

    /** True when the run was paused. */
    public boolean resume(long id, @Nullable String by, Instant now) {
        return jdbc.sql(
                                """
                update run
                set state = 'running', reason = null, detail = null, acted_by = :by, failures_in_a_row = 0, retry_at = null,
                    resumed_at = :now
                where id = :id and state = 'paused'
                """)
                        .param("id", id)
                        .param("by", by)
                        .param("now", toSql(now))
                        .update()
                == 1;
    }

    /** Ends a run for good; true when it was not over yet. */
    public boolean fail(
            long id, RunReason reason, @Nullable String detail, @Nullable String by, Instant now) {
        return jdbc.sql(
                                """
                update run set state = 'failed', reason = :reason, detail = :detail, acted_by = :by, ended_at = :now
                where id = :id and state in ('running', 'paused')
                """)
                        .param("id", id)
                        .param("reason", reason.name())
                        .param("detail", detail)
                        .param("by", by)
                        .param("now", toSql(now))
                        .update()
                == 1;
    }

    /** The channel took something. */
    public void succeeded(long id) {
        jdbc.sql(
                        "update run set failures_in_a_row = 0, retry_at = null where id = :id and failures_in_a_row > 0")
                .param("id", id)
                .update();
    }

    /** Of how many batches in a row the channel took nothing. */
    @Transactional(readOnly = true)
    public int failures(long id) {
        return jdbc.sql("select failures_in_a_row from run where id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    /** The channel took nothing of a batch. */
    public void failed(long id, Instant retryAt) {
        jdbc.sql(
                        "update run set failures_in_a_row = failures_in_a_row + 1, retry_at = :retryAt where id = :id")
                .param("id", id)
                .param("retryAt", toSql(retryAt))
                .update();
    }

    /**
     * Claims addresses for contacts, each for the first that asks. Belongs in the transaction that
     * holds the run.
     *
     * @param wanted external ids by address
     * @return who holds each of the addresses
     */
    public Map<String, String> claim(long id, Map<String, String> wanted) {
        if (wanted.isEmpty()) {
            return Map.of();
        }
        var holders = new HashMap<>(claimed(id, wanted.keySet()));
        copies.in(
                "run_claim (run_id, address, external_id)",
                rows -> {
                    for (var one : wanted.entrySet()) {
                        if (holders.putIfAbsent(one.getKey(), one.getValue()) == null) {
                            var row = rows.next();
                            row.putShort(3);
                            row.putLongField(id);
                            row.putTextField(one.getKey());
                            row.putTextField(one.getValue());
                        }
                    }
                });
        return holders;
    }

    /** Who holds some addresses of a run, where anybody does. */
    @Transactional(readOnly = true)
    public Map<String, String> claimed(long id, Collection<String> addresses) {
        var holders = new HashMap<String, String>();
        copies.out(
                "select address, external_id from run_claim where run_id = %d and address = any (%s)"
                        .formatted(id, Literals.manyTexts(addresses)),
                row ->
                        holders.put(
                                Objects.requireNonNull(row.getString()),
                                Objects.requireNonNull(row.getString())));
        return holders;
    }

    private boolean isAskedBy(long id, String key) {
        return jdbc.sql("select asked_key is not distinct from :key from run where id = :id")
                .param("id", id)
                .param("key", key)
                .query(Boolean.class)
                .single();
    }

    private static Run run(ResultSet row, int number) throws SQLException {
        var reason = row.getString("reason");
        return new Run(
                row.getLong("id"),
                row.getString("plan"),
                row.getString("campaign"),
                Instants.from(row, "fired_for"),
                row.getString("fired_by"),
                RunState.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
                reason == null ? null : RunReason.valueOf(reason),
                row.getString("detail"),
                Instants.from(row, "decides_at"),
                row.getString("cursor_external_id"),
                Instants.from(row, "started_at"),
                Instants.from(row, "progressed_at"),
                Instants.orNull(row, "gathered_at"),
                Instants.orNull(row, "decided_at"),
                Instants.orNull(row, "ended_at"));
    }
}
