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

    /** The last decision over each step of a scenario that asked for a message. */
    private static final String STEPS =
            """
            from step_decision d
                 join live_scenario s on s.id = d.scenario_id
                 join enrolment e on e.id = d.enrolment_id
                 left join message m on m.enrolment_id = d.enrolment_id and m.step = d.step
            where d.contact_id = :contact
              and not exists (select from step_decision o
                              where o.enrolment_id = d.enrolment_id and o.step = d.step and o.at > d.at)
            """;

    /** Tells the steps apart that were decided in one second; below nought, unlike any message. */
    private static final String STEP_KEY = "-(d.enrolment_id * 4096 + (hashtext(d.step) & 4095))";

    /** Those of runs whose decision is not the contact's too, as after a merge. */
    private static final String ALONE =
            """
            from message m
            where m.contact_id = :contact
              and not exists (select from step_decision d
                              where d.enrolment_id = m.enrolment_id and d.step = m.step and d.contact_id = m.contact_id)
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
                        d.channel, d.until, d.line = 'cancelled' as called_off, d.reasons,
                        null::bigint as enrolment, null::text as step, {message}
                 {decisions}
                   and {decided}
                   and (cast(:at as timestamptz) is null or (d.at, d.run_id, 0::bigint) < (:at, :run, :alone))
                 order by d.at desc, d.run_id desc
                 limit :limit)
                union all
                (select d.at, 0::bigint, {key}, s.plan, 'scenario:' || s.key, d.due, d.outcome,
                        d.channel, d.until, d.outcome = 'DEFER' and e.state <> 'RUNNING', d.reasons,
                        d.enrolment_id, d.step, {message}
                 {steps}
                   and {stepped}
                   and (cast(:at as timestamptz) is null or (d.at, 0::bigint, {key}) < (:at, :run, :alone))
                 order by d.at desc, {key} desc
                 limit :limit)
                union all
                (select m.at, 0::bigint, m.id, m.plan, m.source, null, null,
                        m.channel, null, false, '[]'::jsonb, null, null, {message}
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
                   (select count(*) {alone}) as alone, (select count(*) {steps}) as steps,
                   (select count(*) {steps} and d.outcome = 'SEND') as steps_sent,
                   (select count(*) {steps} and {stepped_deferred}) as steps_deferred,
                   (select count(*) {steps} and d.outcome = 'SUPPRESS') as steps_suppressed,
                   (select count(*) {alone} and m.status in ('QUEUED', 'SENT', 'UNCERTAIN')) as alone_sent
            {decisions}
            """;

    /**
     * An entry, with the number of its message where that stands alone, a number below nought where
     * it is of a step, else 0.
     */
    private record Placed(
            long alone, @Nullable Long enrolment, @Nullable String step, TimelineEntry entry) {}

    /** The step of an enrolment that was decided. */
    private record Decided(@Nullable Long enrolment, @Nullable String step) {}

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
                                        .replace("{steps}", STEPS)
                                        .replace("{key}", STEP_KEY)
                                        .replace("{message}", MESSAGE)
                                        .replace("{stepped}", stepped(kind))
                                        .replace("{decided}", decided(kind))
                                        .replace("{told}", told(kind)))
                        .param("contact", contact)
                        .param(
                                "at",
                                cursor == null ? null : cursor.instant(0).atOffset(ZoneOffset.UTC))
                        .param("run", cursor == null ? 0 : cursor.number(1))
                        .param("alone", cursor == null ? 0 : cursor.number(2))
                        .param("limit", limit + 1)
                        .query(
                                (row, _) ->
                                        new Placed(
                                                row.getLong("alone"),
                                                row.getObject("enrolment", Long.class),
                                                row.getString("step"),
                                                entry(row)))
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
        return new Chunk<>(withEarlier(contact, withEarlier(chunk.lines())), chunk.next());
    }

    /** Steps that were deferred, with what was decided of them before; all else as it is. */
    private List<TimelineEntry> withEarlier(List<Placed> placed) {
        var steps = placed.stream().filter(one -> one.enrolment != null).toList();
        var earlier = new HashMap<Decided, List<TimelineEntry.Earlier>>();
        if (!steps.isEmpty()) {
            jdbc.sql(
                            """
                            select d.enrolment_id, d.step, d.at, d.outcome, d.channel, d.until, d.reasons
                            from unnest(cast(:enrolments as bigint[]), cast(:steps as text[]), cast(:ats as timestamptz[]))
                                 as last (enrolment_id, step, at)
                            join step_decision d
                                 on d.enrolment_id = last.enrolment_id and d.step = last.step and d.at < last.at
                            order by d.at desc
                            """)
                    .param("enrolments", steps.stream().map(Placed::enrolment).toArray(Long[]::new))
                    .param("steps", steps.stream().map(Placed::step).toArray(String[]::new))
                    .param(
                            "ats",
                            steps.stream()
                                    .map(one -> one.entry.at().toString())
                                    .toArray(String[]::new))
                    .query(
                            (ResultSet row) -> {
                                earlier.computeIfAbsent(
                                                new Decided(
                                                        row.getLong("enrolment_id"),
                                                        row.getString("step")),
                                                _ -> new ArrayList<>())
                                        .add(earlier(row));
                            });
        }
        return placed.stream()
                .map(
                        one ->
                                one.entry.after(
                                        earlier.getOrDefault(
                                                new Decided(one.enrolment, one.step), List.of())))
                .toList();
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
                                .replace("{steps}", STEPS)
                                .replace("{stepped_deferred}", stepped(Kind.DEFERRED))
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

    private static String stepped(Kind kind) {
        return switch (kind) {
            case ALL, SENT, SUPPRESSED -> decided(kind);
            case DEFERRED ->
                    """
                    (d.outcome = 'DEFER'
                     or exists (select from step_decision o
                                where o.enrolment_id = d.enrolment_id and o.step = d.step and o.at < d.at))
                    """;
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
        counts.put(
                Kind.ALL, row.getLong("everything") + row.getLong("alone") + row.getLong("steps"));
        counts.put(
                Kind.SENT,
                row.getLong("sent") + row.getLong("alone_sent") + row.getLong("steps_sent"));
        counts.put(Kind.DEFERRED, row.getLong("deferred") + row.getLong("steps_deferred"));
        counts.put(Kind.SUPPRESSED, row.getLong("suppressed") + row.getLong("steps_suppressed"));
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
