package org.marronnier.store.event;

import static org.marronnier.store.run.Instants.toSql;

import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.marronnier.store.imports.RefusalReason;
import org.marronnier.store.imports.SentEvent;
import org.marronnier.store.imports.SentEvents.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Events on their way in: each is stored once by its id, with an arrival for those who listen. One
 * of an unknown contact waits for it.
 *
 * <p>The contact of such an event may be coming in at this moment. Whoever brings contacts in locks
 * the table of what waits before looking into it, and this locks it before looking for the contact
 * a second time: one of the two sees the other.
 *
 * <p>What came in is counted by hour in the same transaction, in rows of its own connection: the
 * counts are those of the events that are there, and nobody waits for them.
 */
@Repository
@Transactional
public class IncomingEvents {

    /** What became of some events. */
    public record Taken(int fresh, int repeated, int waiting, List<Refused> refused) {}

    private static final String SENT =
            """
            from unnest(cast(:indexes as integer[]), cast(:ids as text[]), cast(:contacts as text[]),
                        cast(:types as text[]), cast(:seconds as bigint[]), cast(:properties as text[]))
                 as e (n, id, external_id, type, second, properties)
            """;

    private static final String COUNT =
            """
            insert into event_tally (hour, source, line, n, connection)
            select date_trunc('hour', cast(:now as timestamptz), 'UTC'), :source, line, n, pg_backend_pid()
            from counts where n > 0
            on conflict (hour, source, line, connection) do update set n = event_tally.n + excluded.n
            """;

    private static final String TAKE =
            """
            with come as (
                select e.n, e.id, e.type, to_timestamp(e.second) as at, cast(e.properties as jsonb) as properties,
                       c.id as contact_id, c.erased_at is not null as erased
            """
                    + SENT
                    + """
                left join contact c on c.external_id = e.external_id
            ), fresh as (
                insert into event (id, contact_id, type, at, properties)
                select distinct on (id) id, contact_id, type, at, properties from come
                where contact_id is not null and not erased
                order by id, n
                on conflict (id) do nothing
                returning id, contact_id, type, at
            ), arrived as (
                insert into arrival (contact_id, event_id, type, at, received_at, retry_at)
                select contact_id, id, type, at, :now, case when at > :now then at end from fresh
            ), counts (line, n) as (
                select 'FRESH', count(*) from fresh
                union all
                select 'REPEATED', (select count(*) from come where contact_id is not null and not erased) - count(*)
                from fresh
            ), counted as (
            """
                    + COUNT
                    + """
            )
            select 'UNKNOWN' as what, n from come where contact_id is null
            union all
            select 'ERASED', n from come where erased
            union all
            select 'OUTCOME', min(n) from come join fresh using (id)
            where fresh.type like 'message.%' group by id
            union all
            select 'FRESH', cast(count(*) as integer) from fresh
            """;

    private static final String WAIT =
            """
            with fresh as (
                insert into waiting_event (id, external_id, type, at, properties)
                select distinct on (e.id) e.id, e.external_id, e.type, to_timestamp(e.second),
                       cast(e.properties as jsonb)
            """
                    + SENT
                    + """
                where not exists (select from event known where known.id = e.id)
                order by e.id, e.n
                on conflict (id) do nothing
                returning id
            ), counts (line, n) as (
                select 'WAITING', count(*) from fresh
                union all
                select 'REPEATED', cardinality(cast(:ids as text[])) - count(*) from fresh
            ), counted as (
            """
                    + COUNT
                    + """
            )
            select count(*) from fresh
            """;

    private final JdbcClient jdbc;
    private final MessageOutcomes outcomes;

    IncomingEvents(JdbcClient jdbc, MessageOutcomes outcomes) {
        this.jdbc = jdbc;
        this.outcomes = outcomes;
    }

    /**
     * Takes events in, all in one transaction; of those with one id the first counts.
     *
     * @param sent checked, of distinct indexes
     * @param source where they come from, as a word
     */
    public Taken take(List<SentEvent> sent, String source, Instant now) {
        var refused = new ArrayList<>(outcomes.refused(sent));
        var left = without(sent, refused);
        var first = store(left, source, now);
        refused.addAll(first.refused);
        int fresh = first.fresh;
        int waiting = 0;
        if (!first.unknown.isEmpty()) {
            var second = storeAgain(first.unknown, source, now);
            refused.addAll(second.refused);
            fresh += second.fresh;
            waiting = second.unknown.isEmpty() ? 0 : await(second.unknown, source, now);
        }
        return new Taken(fresh, sent.size() - refused.size() - fresh - waiting, waiting, refused);
    }

    /** What one statement did. */
    private record Stored(int fresh, List<SentEvent> unknown, List<Refused> refused) {}

    private Stored store(List<SentEvent> sent, String source, Instant now) {
        if (sent.isEmpty()) {
            return new Stored(0, List.of(), List.of());
        }
        var byIndex = new HashMap<Integer, SentEvent>();
        sent.forEach(event -> byIndex.put(event.index(), event));
        var unknown = new ArrayList<SentEvent>();
        var refused = new ArrayList<Refused>();
        var told = new ArrayList<SentEvent>();
        var fresh = new int[1];
        given(TAKE, sent)
                .param("source", source)
                .param("now", toSql(now))
                .query(
                        (ResultSet row) -> {
                            int n = row.getInt("n");
                            switch (row.getString("what")) {
                                case "UNKNOWN" -> unknown.add(byIndex.get(n));
                                case "ERASED" ->
                                        refused.add(
                                                new Refused(
                                                        n,
                                                        "externalId",
                                                        RefusalReason.ERASED_CONTACT));
                                case "OUTCOME" -> told.add(byIndex.get(n));
                                default -> fresh[0] = n;
                            }
                        });
        outcomes.note(told, now);
        return new Stored(fresh[0], unknown, refused);
    }

    /** Looks for contacts again: they may have been merged into others, or have come meanwhile. */
    private Stored storeAgain(List<SentEvent> unknown, String source, Instant now) {
        jdbc.sql("lock table waiting_event in row exclusive mode").update();
        var survivors = new HashMap<String, String>();
        jdbc.sql("select external_id, survivor from contact_alias(:asked)")
                .param(
                        "asked",
                        unknown.stream()
                                .map(SentEvent::externalId)
                                .distinct()
                                .toArray(String[]::new))
                .query(
                        (ResultSet row) -> {
                            survivors.put(row.getString(1), row.getString(2));
                        });
        return store(
                unknown.stream()
                        .map(
                                event ->
                                        event.of(
                                                survivors.getOrDefault(
                                                        event.externalId(), event.externalId())))
                        .toList(),
                source,
                now);
    }

    private int await(List<SentEvent> unknown, String source, Instant now) {
        return given(WAIT, unknown)
                .param("source", source)
                .param("now", toSql(now))
                .query(Integer.class)
                .single();
    }

    private JdbcClient.StatementSpec given(String sql, List<SentEvent> sent) {
        return jdbc.sql(sql)
                .param("indexes", sent.stream().map(SentEvent::index).toArray(Integer[]::new))
                .param("ids", sent.stream().map(SentEvent::id).toArray(String[]::new))
                .param("contacts", sent.stream().map(SentEvent::externalId).toArray(String[]::new))
                .param("types", sent.stream().map(SentEvent::type).toArray(String[]::new))
                .param(
                        "seconds",
                        sent.stream()
                                .map(event -> event.at().getEpochSecond())
                                .toArray(Long[]::new))
                .param(
                        "properties",
                        sent.stream().map(SentEvent::properties).toArray(String[]::new));
    }

    private static List<SentEvent> without(List<SentEvent> sent, List<Refused> refused) {
        if (refused.isEmpty()) {
            return sent;
        }
        var gone = new HashSet<Integer>();
        refused.forEach(one -> gone.add(one.index()));
        return sent.stream().filter(event -> !gone.contains(event.index())).toList();
    }
}
