package org.marronnier.store.outbox;

import static org.marronnier.store.run.Instants.toSql;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

    /** A message to one contact. */
    public record Entry(long contact, String channel) {}

    private final JdbcClient jdbc;

    public Messages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Messages take their place at an instant, and wait in the outbox. */
    public void queue(Classification shared, List<Entry> entries, Instant at, Instant expiresAt) {
        if (entries.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                with queued as (
                    insert into message (contact_id, run_id, plan, source, occurrence, channel, type, purpose, programme,
                                         tags, offer, template, at)
                    select contact, :run, :plan, :source, :occurrence, channel, :type, :purpose, :programme,
                           cast(:tags as text[]), :offer, :template, :at
                    from unnest(cast(:contacts as bigint[]), cast(:channels as text[])) as entry (contact, channel)
                    returning id
                )
                insert into outbox (message_id, run_id, due, expires_at)
                select id, :run, :at, :expiresAt from queued
                """)
                .param("run", shared.run())
                .param("plan", shared.plan())
                .param("source", shared.source())
                .param("occurrence", shared.occurrence())
                .param("type", shared.type())
                .param("purpose", shared.purpose())
                .param("programme", shared.programme())
                .param("tags", shared.tags().stream().sorted().toArray(String[]::new))
                .param("offer", shared.offer())
                .param("template", shared.template())
                .param("at", toSql(at))
                .param("expiresAt", toSql(expiresAt))
                .param("contacts", entries.stream().map(Entry::contact).toArray(Long[]::new))
                .param("channels", entries.stream().map(Entry::channel).toArray(String[]::new))
                .update();
    }

    /**
     * Takes places of a channel's capacity on a local day of the plan.
     *
     * @return how many there were, at most {@code wanted}
     */
    public int takePlaces(String plan, String channel, LocalDate day, int perDay, int wanted) {
        jdbc.sql(
                        "insert into channel_day (plan, channel, day, n) values (:plan, :channel, :day, 0) on conflict do nothing")
                .param("plan", plan)
                .param("channel", channel)
                .param("day", day)
                .update();
        var used =
                jdbc.sql(
                                "select n from channel_day where plan = :plan and channel = :channel and day = :day for update")
                        .param("plan", plan)
                        .param("channel", channel)
                        .param("day", day)
                        .query(Integer.class)
                        .single();
        var taken = Math.clamp(perDay - used, 0, wanted);
        jdbc.sql(
                        "update channel_day set n = n + :taken where plan = :plan and channel = :channel and day = :day")
                .param("taken", taken)
                .param("plan", plan)
                .param("channel", channel)
                .param("day", day)
                .update();
        return taken;
    }
}
