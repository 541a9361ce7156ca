package org.marronnier.store.event;

import static org.marronnier.store.run.Instants.toSql;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.store.run.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What came in and waits: to be answered, for its contact, or for somebody to look at its error.
 */
@Repository
@Transactional
public class EventBacklog {

    /** An arrival that cannot be answered. */
    public record Failed(
            long id,
            @Nullable String externalId,
            @Nullable String event,
            @Nullable String type,
            Instant at,
            Instant receivedAt,
            int attempts,
            String error) {}

    /** Events of one hour and source, by what became of them. */
    public record Hour(Instant hour, String source, String line, long n) {}

    /** The events that wait for one contact that has not come. */
    public record Missing(String externalId, long events, Instant oldest) {}

    private final JdbcClient jdbc;

    EventBacklog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many arrivals wait to be answered; never more than are asked for. */
    @Transactional(readOnly = true)
    public long waiting(long most) {
        return count("from arrival where error is null", most);
    }

    /** How many events wait for contacts that are not known; never more than are asked for. */
    @Transactional(readOnly = true)
    public long orphans(long most) {
        return count("from waiting_event", most);
    }

    /** How many arrivals failed; never more than are asked for. */
    @Transactional(readOnly = true)
    public long failures(long most) {
        return count("from arrival where error is not null", most);
    }

    /** When the arrival that has waited longest to be answered came in. */
    @Transactional(readOnly = true)
    public @Nullable Instant oldest(Instant now) {
        return jdbc.sql(
                        """
                        select received_at from arrival
                        where error is null and (retry_at is null or retry_at <= :now)
                        order by id limit 1
                        """)
                .param("now", toSql(now))
                .query((row, _) -> Instants.from(row, "received_at"))
                .optional()
                .orElse(null);
    }

    /** Arrivals that failed, latest first. */
    @Transactional(readOnly = true)
    public List<Failed> failed(int limit) {
        return jdbc.sql(
                        """
                        select a.id, c.external_id, a.event_id, a.type, a.at, a.received_at, a.attempts, a.error
                        from arrival a left join contact c on c.id = a.contact_id
                        where a.error is not null order by a.id desc limit :limit
                        """)
                .param("limit", limit)
                .query(
                        (row, _) ->
                                new Failed(
                                        row.getLong("id"),
                                        row.getString("external_id"),
                                        row.getString("event_id"),
                                        row.getString("type"),
                                        Instants.from(row, "at"),
                                        Instants.from(row, "received_at"),
                                        row.getInt("attempts"),
                                        row.getString("error")))
                .list();
    }

    /** Some of those who are waited for, in the order of their ids. */
    @Transactional(readOnly = true)
    public List<Missing> missing(int limit) {
        return jdbc.sql(
                        """
                        with recursive missing (external_id) as (
                            (select external_id from waiting_event order by external_id limit 1)
                            union all
                            select (select w.external_id from waiting_event w
                                    where w.external_id > missing.external_id order by w.external_id limit 1)
                            from missing where missing.external_id is not null
                        )
                        select m.external_id, w.n, w.oldest
                        from (select external_id from missing where external_id is not null limit :limit) m,
                             lateral (select count(*) as n, min(at) as oldest
                                      from (select at from waiting_event
                                            where external_id = m.external_id limit 1000) as few) w
                        """)
                .param("limit", limit)
                .query(
                        (row, _) ->
                                new Missing(
                                        row.getString("external_id"),
                                        row.getLong("n"),
                                        Instants.from(row, "oldest")))
                .list();
    }

    /** Has an arrival that failed answered again; false where it is gone. */
    public boolean retry(long id) {
        return jdbc.sql(
                                "update arrival set error = null, retry_at = null, attempts = 0 where id = :id and error is not null")
                        .param("id", id)
                        .update()
                > 0;
    }

    /** Has all that failed answered again. */
    public int retryAll() {
        return jdbc.sql(
                        "update arrival set error = null, retry_at = null, attempts = 0 where error is not null")
                .update();
    }

    /** Leaves an arrival that failed unanswered for good; its event stays. */
    public boolean drop(long id) {
        return jdbc.sql("delete from arrival where id = :id and error is not null")
                        .param("id", id)
                        .update()
                > 0;
    }

    /** Adds events to what came in of a source in the hour of an instant. */
    public void tally(Instant now, String source, String line, long n) {
        jdbc.sql(
                        """
                        insert into event_tally (hour, source, line, n, connection)
                        values (date_trunc('hour', cast(:now as timestamptz), 'UTC'), :source, :line, :n, pg_backend_pid())
                        on conflict (hour, source, line, connection) do update set n = event_tally.n + excluded.n
                        """)
                .param("now", toSql(now))
                .param("source", source)
                .param("line", line)
                .param("n", n)
                .update();
    }

    /** Makes one row of what the connections counted of each hour before an instant. */
    public void fold(Instant before) {
        jdbc.sql(
                        """
                        with folded as (
                            delete from event_tally where hour < :before and connection <> 0
                            returning hour, source, line, n
                        )
                        insert into event_tally (hour, source, line, n, connection)
                        select hour, source, line, sum(n), 0 from folded group by hour, source, line
                        on conflict (hour, source, line, connection) do update set n = event_tally.n + excluded.n
                        """)
                .param("before", toSql(before))
                .update();
    }

    /** What came in from an hour on. */
    @Transactional(readOnly = true)
    public List<Hour> hours(Instant from) {
        return jdbc.sql(
                        """
                        select hour, source, line, sum(n)::bigint as n from event_tally where hour >= :from
                        group by hour, source, line order by hour, source, line
                        """)
                .param("from", toSql(from))
                .query(
                        (row, _) ->
                                new Hour(
                                        Instants.from(row, "hour"),
                                        row.getString("source"),
                                        row.getString("line"),
                                        row.getLong("n")))
                .list();
    }

    private long count(String from, long most) {
        return jdbc.sql("select count(*) from (select " + from + " limit :most) as few")
                .param("most", most)
                .query(Long.class)
                .single();
    }
}
