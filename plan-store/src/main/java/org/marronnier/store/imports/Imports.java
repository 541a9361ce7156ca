package org.marronnier.store.imports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The imports that were asked for, and the lines that they refused. */
@Repository
public class Imports {

    /** How many refused lines of one import are kept; the others are only counted. */
    public static final int MOST_REFUSALS = 100_000;

    private final JdbcClient jdbc;

    public Imports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is known of a file when it arrives. */
    public record Arrival(
            ImportKind kind,
            @Nullable String fileName,
            @Nullable String plan,
            @Nullable String askedBy,
            @Nullable String idempotencyKey,
            long bytes) {}

    /** Notes a file that waits for its turn; empty when its idempotency key was used before. */
    public Optional<Long> add(Arrival arrival, int owner, Instant now) {
        return jdbc.sql(
                        """
                        insert into import (kind, state, owner, file_name, plan, asked_by, idempotency_key, bytes, created_at)
                        values (:kind, 'WAITING', :owner, :fileName, :plan, :askedBy, :key, :bytes, :now)
                        on conflict do nothing
                        returning id
                        """)
                .param("kind", arrival.kind().name())
                .param("owner", owner)
                .param("fileName", arrival.fileName())
                .param("plan", arrival.plan())
                .param("askedBy", arrival.askedBy())
                .param("key", arrival.idempotencyKey())
                .param("bytes", arrival.bytes())
                .param("now", at(now))
                .query(Long.class)
                .optional();
    }

    /** The import that an idempotency key was used for. */
    public Optional<Import> findByIdempotencyKey(ImportKind kind, String key) {
        return jdbc.sql("select * from import where kind = :kind and idempotency_key = :key")
                .param("kind", kind.name())
                .param("key", key)
                .query(Imports::row)
                .optional();
    }

    public Optional<Import> find(long id) {
        return jdbc.sql("select * from import where id = :id")
                .param("id", id)
                .query(Imports::row)
                .optional();
    }

    /** The latest imports, newest first. */
    public List<Import> latest(int most) {
        return jdbc.sql("select * from import order by id desc limit :most")
                .param("most", most)
                .query(Imports::row)
                .list();
    }

    public void start(long id, Instant now) {
        jdbc.sql("update import set state = 'RUNNING', started_at = :now where id = :id")
                .param("now", at(now))
                .param("id", id)
                .update();
    }

    public void finish(long id, Instant now) {
        jdbc.sql(
                        """
                        update import set state = 'DONE', ended_at = :now, bytes_read = bytes
                        where id = :id and state in ('WAITING', 'RUNNING')
                        """)
                .param("now", at(now))
                .param("id", id)
                .update();
    }

    public void fail(long id, ImportFailure failure, String detail, Instant now) {
        jdbc.sql(
                        """
                        update import set state = 'FAILED', ended_at = :now, failure = :failure, failure_detail = :detail
                        where id = :id and state in ('WAITING', 'RUNNING')
                        """)
                .param("now", at(now))
                .param("failure", failure.name())
                .param("detail", detail)
                .param("id", id)
                .update();
    }

    /** Asks an import to stop after its current batch; false when it is over. */
    public boolean stop(long id, Instant now) {
        return jdbc.sql(
                                """
                                update import set stop_asked_at = coalesce(stop_asked_at, :now)
                                where id = :id and state in ('WAITING', 'RUNNING')
                                """)
                        .param("now", at(now))
                        .param("id", id)
                        .update()
                > 0;
    }

    /**
     * Marks as interrupted every unfinished import whose process is gone: a living one holds the
     * advisory lock of its number (see {@code ImportTurn}).
     *
     * @return how many there were
     */
    @Transactional
    public int interruptOrphans(int self, Instant now) {
        return jdbc.sql(
                        """
                        with dead as materialized (
                            select owner from (
                                select distinct owner from import
                                where state in ('WAITING', 'RUNNING') and owner <> :self) o
                            where pg_try_advisory_xact_lock(:space, owner))
                        update import set state = 'FAILED', failure = 'INTERRUPTED', failure_detail = '', ended_at = :now
                        where state in ('WAITING', 'RUNNING') and owner in (select owner from dead)
                        """)
                .param("self", self)
                .param("space", ImportTurn.OWNERS)
                .param("now", at(now))
                .update();
    }

    /** The refused lines that were kept, in the order of the file. */
    public List<Refusal> refusals(long id, int most) {
        return jdbc.sql(
                        """
                        select line, field, value, reason from import_refusal
                        where import_id = :id order by line, id limit :most
                        """)
                .param("id", id)
                .param("most", most)
                .query(Imports::refusal)
                .list();
    }

    /**
     * Hands over every refused line that was kept, in the order of the file, a thousand at a time
     * from the server.
     */
    @Transactional(readOnly = true)
    public void eachRefusal(long id, Consumer<Refusal> taker) {
        try (var refusals =
                jdbc
                        .sql(
                                """
                                select line, field, value, reason from import_refusal
                                where import_id = :id order by line, id
                                """)
                        .param("id", id)
                        .withFetchSize(1000)
                        .query(Imports::refusal)
                        .stream()) {
            refusals.forEach(taker);
        }
    }

    /** The country and zone of a plan: how its files write national phone numbers. */
    public Optional<String> countryOf(String plan) {
        return jdbc.sql("select country from plan where key = :key")
                .param("key", plan)
                .query(String.class)
                .optional();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static Refusal refusal(ResultSet row, int number) throws SQLException {
        return new Refusal(
                row.getLong("line"),
                row.getString("field"),
                row.getString("value"),
                RefusalReason.valueOf(row.getString("reason")));
    }

    private static Import row(ResultSet row, int number) throws SQLException {
        var failure = row.getString("failure");
        return new Import(
                row.getLong("id"),
                ImportKind.valueOf(row.getString("kind")),
                ImportState.valueOf(row.getString("state")),
                row.getString("file_name"),
                row.getString("plan"),
                row.getLong("bytes"),
                row.getLong("bytes_read"),
                row.getLong("read"),
                row.getLong("accepted"),
                row.getLong("refused"),
                failure == null ? null : ImportFailure.valueOf(failure),
                row.getString("failure_detail"),
                row.getObject("stop_asked_at") != null,
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "ended_at"));
    }
}
