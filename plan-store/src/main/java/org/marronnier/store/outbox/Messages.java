package org.marronnier.store.outbox;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.marronnier.store.copy.Copies;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The messages of all contacts, which are their memory. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class Messages {

    /** What all messages of one occurrence of a campaign share. */
    public record Classification(
            long run,
            String plan,
            String source,
            String occurrence,
            String type,
            @Nullable String purpose,
            @Nullable String programme,
            Set<String> tags,
            @Nullable String offer,
            @Nullable String template) {}

    /**
     * A message to one contact.
     *
     * @param capacityDay the day of which it took a place of its channel's capacity, where it has
     *     one
     */
    public record Entry(long contact, String channel, @Nullable LocalDate capacityDay) {}

    /**
     * A message of a step of a scenario to one contact.
     *
     * @param at when it takes its place
     * @param expiresAt after which it must not leave
     */
    public record OfStep(
            long enrolment,
            String step,
            long scenario,
            long contact,
            String plan,
            String source,
            String occurrence,
            String channel,
            String type,
            @Nullable String purpose,
            @Nullable String programme,
            Set<String> tags,
            @Nullable String offer,
            String template,
            Instant at,
            Instant expiresAt,
            @Nullable LocalDate capacityDay) {}

    /**
     * SQL that is true of a message {@code m} that holds its place: sent, or on its way and not
     * known to have failed (section 6 of the decision rules).
     */
    public static final String HOLDS_PLACE =
            "m.status in ('QUEUED', 'SENT', 'UNCERTAIN') and m.bounced_at is null";

    /** Between the tags of a message, which are arrays in an array otherwise. */
    private static final String UNIT_SEPARATOR = "\u001f";

    private static final String MESSAGES =
            """
            message (id, contact_id, run_id, plan, source, occurrence, channel, type, purpose, programme, tags, offer,
                     template, at, capacity_day)
            """;

    private static final String OUTBOX = "outbox (message_id, run_id, due, expires_at)";

    private final JdbcClient jdbc;
    private final Copies copies;

    public Messages(JdbcClient jdbc, DataSource database) {
        this.jdbc = jdbc;
        this.copies = new Copies(database);
    }

    /** SQL that gives numbers for as many messages to come. */
    public static String newIds(int messages) {
        return "select nextval('message_id_seq') from generate_series(1, %d)".formatted(messages);
    }

    /** Messages take their place at an instant, and wait in the outbox. */
    public void queue(Classification shared, List<Entry> entries, Instant at, Instant expiresAt) {
        if (entries.isEmpty()) {
            return;
        }
        var ids = new ArrayList<Long>(entries.size());
        copies.out(newIds(entries.size()), row -> ids.add(row.getLong()));
        var tags = shared.tags().stream().sorted().toList();
        copies.in(
                MESSAGES,
                rows -> {
                    for (var i = 0; i < ids.size(); i++) {
                        var entry = entries.get(i);
                        var row = rows.next();
                        row.putShort(15);
                        row.putLongField(ids.get(i));
                        row.putLongField(entry.contact());
                        row.putLongField(shared.run());
                        row.putTextField(shared.plan());
                        row.putTextField(shared.source());
                        row.putTextField(shared.occurrence());
                        row.putTextField(entry.channel());
                        row.putTextField(shared.type());
                        row.putTextField(shared.purpose());
                        row.putTextField(shared.programme());
                        row.putTextsField(tags);
                        row.putTextField(shared.offer());
                        row.putTextField(shared.template());
                        row.putInstantField(at);
                        row.putDateField(entry.capacityDay());
                    }
                });
        copies.in(
                OUTBOX,
                rows -> {
                    for (var id : ids) {
                        var row = rows.next();
                        row.putShort(4);
                        row.putLongField(id);
                        row.putLongField(shared.run());
                        row.putInstantField(at);
                        row.putInstantField(expiresAt);
                    }
                });
    }

    /** Messages of steps take their places, and wait in the outbox; an enrolment's step has one. */
    public void queue(List<OfStep> entries) {
        if (entries.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                with entry as (
                    select * from unnest(
                        cast(:enrolments as bigint[]), cast(:steps as text[]), cast(:scenarios as bigint[]),
                        cast(:contacts as bigint[]), cast(:plans as text[]), cast(:sources as text[]),
                        cast(:occurrences as text[]), cast(:channels as text[]), cast(:types as text[]),
                        cast(:purposes as text[]), cast(:programmes as text[]), cast(:tags as text[]),
                        cast(:offers as text[]), cast(:templates as text[]), cast(:ats as timestamptz[]),
                        cast(:expiries as timestamptz[]), cast(:days as date[]))
                        as e (enrolment, step, scenario, contact, plan, source, occurrence, channel, type, purpose,
                              programme, tags, offer, template, at, expires_at, day)
                ), queued as (
                    insert into message (contact_id, enrolment_id, step, plan, source, occurrence, channel, type, purpose,
                                         programme, tags, offer, template, at, capacity_day)
                    select contact, enrolment, step, plan, source, occurrence, channel, type, purpose, programme,
                           string_to_array(tags, chr(31)), offer, template, at, day
                    from entry
                    returning id, enrolment_id, step
                )
                insert into outbox (message_id, scenario_id, due, expires_at)
                select q.id, e.scenario, e.at, e.expires_at
                from queued q join entry e on e.enrolment = q.enrolment_id and e.step = q.step
                """)
                .param("enrolments", entries.stream().map(OfStep::enrolment).toArray(Long[]::new))
                .param("steps", texts(entries, OfStep::step))
                .param("scenarios", entries.stream().map(OfStep::scenario).toArray(Long[]::new))
                .param("contacts", entries.stream().map(OfStep::contact).toArray(Long[]::new))
                .param("plans", texts(entries, OfStep::plan))
                .param("sources", texts(entries, OfStep::source))
                .param("occurrences", texts(entries, OfStep::occurrence))
                .param("channels", texts(entries, OfStep::channel))
                .param("types", texts(entries, OfStep::type))
                .param("purposes", texts(entries, OfStep::purpose))
                .param("programmes", texts(entries, OfStep::programme))
                .param(
                        "tags",
                        texts(
                                entries,
                                one ->
                                        one.tags().stream()
                                                .sorted()
                                                .collect(Collectors.joining(UNIT_SEPARATOR))))
                .param("offers", texts(entries, OfStep::offer))
                .param("templates", texts(entries, OfStep::template))
                .param("ats", texts(entries, OfStep::at))
                .param("expiries", texts(entries, OfStep::expiresAt))
                .param("days", texts(entries, OfStep::capacityDay))
                .update();
    }

    private static @Nullable String[] texts(
            List<OfStep> entries, Function<OfStep, @Nullable Object> column) {
        return entries.stream()
                .map(column)
                .map(value -> value == null ? null : value.toString())
                .toArray(String[]::new);
    }

    /**
     * How many places of a channel's capacity are taken on a local day of the plan. Nobody else
     * takes one until the end of the transaction.
     */
    public int placesTaken(String plan, String channel, LocalDate day) {
        on(
                        plan,
                        channel,
                        day,
                        "insert into channel_day (plan, channel, day, n) values (:plan, :channel, :day, 0) on conflict do nothing")
                .update();
        return on(
                        plan,
                        channel,
                        day,
                        "select n from channel_day where plan = :plan and channel = :channel and day = :day for update")
                .query(Integer.class)
                .single();
    }

    /**
     * How many places of a channel's capacity are taken so far; others may take one at any time.
     */
    public int placesSeen(String plan, String channel, LocalDate day) {
        return on(
                        plan,
                        channel,
                        day,
                        "select n from channel_day where plan = :plan and channel = :channel and day = :day")
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** Takes places of a channel's capacity, or gives them back where there are fewer than none. */
    public void takePlaces(String plan, String channel, LocalDate day, int places) {
        on(
                        plan,
                        channel,
                        day,
                        "update channel_day set n = n + :places where plan = :plan and channel = :channel and day = :day")
                .param("places", places)
                .update();
    }

    private JdbcClient.StatementSpec on(String plan, String channel, LocalDate day, String sql) {
        return jdbc.sql(sql).param("plan", plan).param("channel", channel).param("day", day);
    }
}
