package org.marronnier.store.contact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.contact.Chunk;
import org.marronnier.domain.contact.TimelineEntry;
import org.marronnier.domain.contact.Timelines;
import org.marronnier.store.run.Instants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Time lines in PostgreSQL: decisions and the messages without one, each read along its index of
 * the contact, from the same cursor on.
 */
@Component
@Transactional(readOnly = true)
class JdbcTimelines implements Timelines {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String DECISIONS =
            """
            from decision d
                 join run r on r.id = d.run_id
                 left join message m on m.run_id = d.run_id and m.contact_id = d.contact_id
            where d.contact_id = :contact
            """;

    /** Those of runs whose decision is not the contact's too, as after a merge. */
    private static final String ALONE =
            """
            from message m
            where m.contact_id = :contact
              and (m.run_id is null
                   or not exists (select from decision d where d.run_id = m.run_id and d.contact_id = m.contact_id))
            """;

    private static final String MESSAGE =
            """
            m.id as message_id, m.type, m.status, m.reason as failure, m.occurrence, m.sent_at, m.delivered_at, m.opened_at, m.clicked_at,
            m.bounced_at, m.complained_at, m.unsubscribed_at,
            exists (select from inbox_mail i where i.message_id = m.id) as in_inbox
            """;

    private static final String ENTRIES =
            """
            select * from (
                (select d.at, d.run_id as run, 0::bigint as alone, r.plan, 'campaign:' || r.campaign as source, r.fired_for, d.outcome,
                        d.channel, d.until, d.line = 'cancelled' as called_off, d.reasons, {message}
                 {decisions}
                   and {decided}
                   and (cast(:at as timestamptz) is null or (d.at, d.run_id, 0::bigint) < (:at, :run, :alone))
                 order by d.at desc, d.run_id desc
                 limit :limit)
                union all
                (select m.at, 0::bigint, m.id, m.plan, m.source, null, null,
                        m.channel, null, false, '[]'::jsonb, {message}
                 {alone}
                   and {told}
                   and (cast(:at as timestamptz) is null or (m.at, 0::bigint, m.id) < (:at, :run, :alone))
                 order by m.at desc, m.id desc
                 limit :limit)
            ) entry
            order by at desc, run desc, alone desc
            limit :limit
            """;

    private static final String COUNTS =
            """
            select count(*) as everything, count(*) filter (where {sent}) as sent,
                   count(*) filter (where {deferred}) as deferred, count(*) filter (where {suppressed}) as suppressed,
                   (select count(*) {alone}) as alone,
                   (select count(*) {alone} and m.status in ('QUEUED', 'SENT', 'UNCERTAIN')) as alone_sent
            {decisions}
            """;

    /** An entry, with the number of its message where that stands alone, else 0. */
    private record Placed(long alone, TimelineEntry entry) {}

    private final JdbcClient jdbc;

    JdbcTimelines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Chunk<TimelineEntry> of(long contact, Kind kind, @Nullable String after, int limit) {
        var cursor = Cursor.read(after, 3);
        var read =
                jdbc.sql(
                                ENTRIES.replace("{decisions}", DECISIONS)
                                        .replace("{alone}", ALONE)
                                        .replace("{message}", MESSAGE)
                                        .replace("{decided}", decided(kind))
                                        .replace("{told}", told(kind)))
                        .param("contact", contact)
                        .param(
                                "at",
                                cursor == null ? null : cursor.instant(0).atOffset(ZoneOffset.UTC))
                        .param("run", cursor == null ? 0 : cursor.number(1))
                        .param("alone", cursor == null ? 0 : cursor.number(2))
                        .param("limit", limit + 1)
                        .query((row, _) -> new Placed(row.getLong("alone"), entry(row)))
                        .list();
        var chunk =
                Chunk.of(
                        read,
                        limit,
                        last ->
                                Cursor.of(
                                        last.entry().at().toString(),
                                        String.valueOf(last.entry().run()),
                                        String.valueOf(last.alone())));
        return new Chunk<>(
                withEarlier(contact, chunk.lines().stream().map(Placed::entry).toList()),
                chunk.next());
    }

    /** With what was decided before, where it was decided again. */
    private List<TimelineEntry> withEarlier(long contact, List<TimelineEntry> entries) {
        var earlier = new HashMap<Long, List<TimelineEntry.Earlier>>();
        jdbc.sql(
                        """
                        select run_id, at, outcome, channel, until, reasons
                        from earlier_decision
                        where contact_id = :contact and run_id = any (:runs)
                        order by at desc
                        """)
                .param("contact", contact)
                .param("runs", entries.stream().map(TimelineEntry::run).toArray(Long[]::new))
                .query(
                        (ResultSet row) -> {
                            earlier.computeIfAbsent(row.getLong("run_id"), _ -> new ArrayList<>())
                                    .add(earlier(row));
                        });
        return entries.stream()
                .map(entry -> entry.after(earlier.getOrDefault(entry.run(), List.of())))
                .toList();
    }

    @Override
    public Map<Kind, Long> counts(long contact) {
        return jdbc.sql(
                        COUNTS.replace("{decisions}", DECISIONS)
                                .replace("{alone}", ALONE)
                                .replace("{sent}", decided(Kind.SENT))
                                .replace("{deferred}", decided(Kind.DEFERRED))
                                .replace("{suppressed}", decided(Kind.SUPPRESSED)))
                .param("contact", contact)
                .query((row, _) -> counts(row))
                .single();
    }

    private static String decided(Kind kind) {
        return switch (kind) {
            case ALL -> "true";
            case SENT -> "d.outcome = 'SEND'";
            case DEFERRED ->
                    """
                    (d.outcome = 'DEFER'
                     or exists (select from earlier_decision e where e.run_id = d.run_id and e.contact_id = d.contact_id))
                    """;
            case SUPPRESSED -> "d.outcome = 'SUPPRESS'";
        };
    }

    private static String told(Kind kind) {
        return switch (kind) {
            case ALL -> "true";
            case SENT -> "m.status in ('QUEUED', 'SENT', 'UNCERTAIN')";
            case DEFERRED, SUPPRESSED -> "false";
        };
    }

    private static Map<Kind, Long> counts(ResultSet row) throws SQLException {
        var counts = new EnumMap<Kind, Long>(Kind.class);
        counts.put(Kind.ALL, row.getLong("everything") + row.getLong("alone"));
        counts.put(Kind.SENT, row.getLong("sent") + row.getLong("alone_sent"));
        counts.put(Kind.DEFERRED, row.getLong("deferred"));
        counts.put(Kind.SUPPRESSED, row.getLong("suppressed"));
        return counts;
    }

    private static TimelineEntry.Earlier earlier(ResultSet row) throws SQLException {
        return new TimelineEntry.Earlier(
                Instants.from(row, "at"),
                row.getString("outcome"),
                channel(row.getString("channel")),
                Instants.orNull(row, "until"),
                reasons(row.getString("reasons")));
    }

    private static TimelineEntry entry(ResultSet row) throws SQLException {
        return new TimelineEntry(
                row.getLong("run"),
                row.getString("plan"),
                row.getString("source"),
                Instants.orNull(row, "fired_for"),
                Instants.from(row, "at"),
                row.getString("outcome"),
                channel(row.getString("channel")),
                Instants.orNull(row, "until"),
                row.getBoolean("called_off"),
                reasons(row.getString("reasons")),
                row.getObject("message_id") == null ? null : message(row),
                List.of());
    }

    private static TimelineEntry.Message message(ResultSet row) throws SQLException {
        return new TimelineEntry.Message(
                row.getLong("message_id"),
                row.getString("type"),
                row.getString("status"),
                row.getString("failure"),
                row.getString("occurrence"),
                Instants.orNull(row, "sent_at"),
                Instants.orNull(row, "delivered_at"),
                Instants.orNull(row, "opened_at"),
                Instants.orNull(row, "clicked_at"),
                Instants.orNull(row, "bounced_at"),
                Instants.orNull(row, "complained_at"),
                Instants.orNull(row, "unsubscribed_at"),
                row.getBoolean("in_inbox"));
    }

    private static @Nullable Channel channel(@Nullable String name) {
        return name == null ? null : Channel.valueOf(name);
    }

    private static List<Object> reasons(String json) {
        return JSON.readValue(json, new TypeReference<List<Object>>() {});
    }
}
