package org.marronnier.store.outbox;

import static org.marronnier.store.run.Instants.toSql;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.store.run.Runs;
import org.marronnier.store.scenario.ScenarioTally;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What waits to be handed to a channel.
 *
 * <p>An entry is marked with its owner before a word is spoken to the channel, and leaves with its
 * outcome. One whose owner died in between goes back when its gateway takes a repeat for what it
 * is; otherwise its message is uncertain and never sent again.
 */
@Repository
@Transactional
public class Outbox {

    /**
     * An entry that was claimed, with what its message needs.
     *
     * @param at the instant its message was placed at
     * @param zone of the contact; null where it has none, or an unknown one
     * @param refused why the message must not leave any more; null where it may
     */
    public record Claimed(
            long message,
            int attempts,
            Instant expiresAt,
            long contact,
            String externalId,
            String plan,
            String source,
            String channel,
            String type,
            Instant at,
            @Nullable ZoneId zone,
            @Nullable String template,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String refused,
            Map<String, String> fields) {}

    /** What became of an entry. */
    public sealed interface Outcome {
        long message();

        /** The channel took it. */
        record Sent(long message) implements Outcome {}

        /** It will never be taken. */
        record Failed(long message, String reason) implements Outcome {}

        /** It cannot be written; whoever it is of waits before its step for somebody to retry. */
        record Unwritable(long message, String reason) implements Outcome {}

        /** It may be taken later. */
        record Later(long message, Instant due) implements Outcome {}

        /** Nobody knows whether the channel took it. */
        record Uncertain(long message, String reason) implements Outcome {}

        /** It was taken back. */
        record Cancelled(long message, String reason) implements Outcome {}

        /** It is as if it had not been queued, and its contact is decided again at once. */
        record DecidedAgain(long message) implements Outcome {}
    }

    /** What entries are of: a run of a campaign, or a scenario. */
    public sealed interface Origin {
        long id();

        /** A run of a campaign. */
        record OfRun(long id) implements Origin {}

        /** A scenario in service. */
        record OfScenario(long id) implements Origin {}

        /** The column of the outbox that names it. */
        private String column() {
            return switch (this) {
                case OfRun _ -> "run_id";
                case OfScenario _ -> "scenario_id";
            };
        }

        /** SQL that is true while it may hand over. */
        private String moves() {
            return switch (this) {
                case OfRun _ -> "exists (select from run where id = :origin and state = 'running')";
                case OfScenario _ ->
                        "exists (select from live_scenario where id = :origin and state = 'LIVE')";
            };
        }
    }

    private final JdbcClient jdbc;
    private final ClaimedEntries entries;
    private final StepOutcomes steps;
    private final RecordedOutcomes outcomes;

    public Outbox(
            JdbcClient jdbc,
            Runs runs,
            Messages messages,
            ContactFields fields,
            ScenarioTally tally) {
        this.jdbc = jdbc;
        this.entries = new ClaimedEntries(jdbc, fields);
        this.steps = new StepOutcomes(jdbc, tally);
        this.outcomes = new RecordedOutcomes(jdbc, runs, messages, steps);
    }

    /** The runs, and then the scenarios, that have something to hand over now, oldest first. */
    @Transactional(readOnly = true)
    public List<Origin> waiting(Instant now) {
        var waiting = new ArrayList<Origin>();
        waitingRuns(now).forEach(run -> waiting.add(new Origin.OfRun(run)));
        steps.waitingScenarios(now).forEach(one -> waiting.add(new Origin.OfScenario(one)));
        return waiting;
    }

    private List<Long> waitingRuns(Instant now) {
        return jdbc.sql(
                        """
                select r.id
                from run r
                where r.state = 'running' and (r.retry_at is null or r.retry_at <= :now)
                  and exists (select from outbox o where o.run_id = r.id and o.owner is null and o.due <= :now)
                order by r.id
                """)
                .param("now", toSql(now))
                .query(Long.class)
                .list();
    }

    /** The channels that the next entries go by, so that each goes to its gateway. */
    @Transactional(readOnly = true)
    public List<String> waitingChannels(Origin origin, Instant now, int look) {
        return jdbc.sql(
                        """
                select distinct m.channel
                from (select message_id from outbox
                      where %s = :origin and owner is null and due <= :now
                      order by due, message_id limit :look) o
                join message m on m.id = o.message_id
                """
                                .formatted(origin.column()))
                .param("origin", origin.id())
                .param("now", toSql(now))
                .param("look", look)
                .query(String.class)
                .list();
    }

    /** Marks the next entries of a run or scenario as handed to a gateway by a node. */
    public List<Claimed> claim(
            Origin origin,
            Collection<String> channels,
            String node,
            String gateway,
            Instant now,
            int limit) {
        var claimed =
                jdbc.sql(
                                """
                with next as (
                    select o.message_id, address_mark(m.channel, c.email_key, c.phone, m.id) as sent_to
                    from outbox o join message m on m.id = o.message_id join contact c on c.id = m.contact_id
                    where o.%s = :origin and o.owner is null and o.due <= :now and m.channel = any (:channels)
                      and %s
                    order by o.due, o.message_id
                    limit :limit
                    for update of o skip locked
                )
                update outbox o
                set owner = :node, gateway = :gateway, handed_at = :now, attempts = attempts + 1, sent_to = next.sent_to
                from next where o.message_id = next.message_id
                returning o.message_id
                """
                                        .formatted(origin.column(), origin.moves()))
                        .param("origin", origin.id())
                        .param("node", node)
                        .param("gateway", gateway)
                        .param("channels", channels.toArray(String[]::new))
                        .param("now", toSql(now))
                        .param("limit", limit)
                        .query(Long.class)
                        .list();
        return claimed.isEmpty() ? List.of() : entries.of(claimed, now);
    }

    /**
     * Records what became of entries, and counts it. What another node gave up as uncertain is put
     * right.
     */
    public void record(List<? extends Outcome> outcomes, String node, Instant now) {
        this.outcomes.record(outcomes, node, now);
    }

    /**
     * The run was stopped: some of what waits is taken back; how much. What is being handed over
     * just now ends as it ends, and what others hold is left for another time.
     */
    public int cancelWaitingOfRun(long run, String reason, String node, Instant now) {
        return cancelSome(new Origin.OfRun(run), reason, node, now);
    }

    /** The scenario has ended: some of what waits is taken back; how much. */
    public int cancelWaitingOfScenario(long scenario, String reason, String node, Instant now) {
        return cancelSome(new Origin.OfScenario(scenario), reason, node, now);
    }

    private int cancelSome(Origin origin, String reason, String node, Instant now) {
        var waiting =
                jdbc.sql(
                                held(
                                        """
                                        select message_id from outbox where %s = :origin and owner is null%s
                                        order by message_id limit 10000
                                        """
                                                .formatted(origin.column(), over(origin))))
                        .param("origin", origin.id())
                        .query(Long.class)
                        .list();
        record(
                waiting.stream().map(message -> new Outcome.Cancelled(message, reason)).toList(),
                node,
                now);
        return waiting.size();
    }

    /**
     * SQL that holds those of some entries that wait and that nobody else holds: first their
     * messages, as whoever records what became of them does.
     */
    private static String held(String entries) {
        return """
        with held as (
            select id from message where id in (%s)
            order by id for no key update skip locked
        )
        select message_id from outbox
        where message_id in (select id from held) and owner is null
        order by message_id for update skip locked
        """
                .formatted(entries);
    }

    /**
     * What expired while its run or scenario hands nothing over, being paused or its channel out of
     * order, gives its place back now; how much. Otherwise its turn comes soon.
     */
    public int expireHeldBack(String node, Instant now) {
        var expired =
                jdbc.sql(
                                held(
                                        """
                                        select o.message_id
                                        from run r cross join lateral (
                                            select * from outbox
                                            where run_id = r.id and owner is null
                                            order by due, message_id limit 10000) o
                                        where (r.state = 'paused' or r.state = 'running' and r.retry_at > :now)
                                          and o.expires_at < :now
                                        union all
                                        select o.message_id
                                        from live_scenario s cross join lateral (
                                            select * from outbox
                                            where scenario_id = s.id and owner is null and due <= :now and expires_at < :now
                                            order by due, message_id limit 10000) o
                                        where s.state = 'PAUSED' or s.state = 'LIVE' and s.retry_at > :now
                                        """))
                        .param("now", toSql(now))
                        .query(Long.class)
                        .list();
        record(
                expired.stream().map(message -> new Outcome.Failed(message, "EXPIRED")).toList(),
                node,
                now);
        return expired.size();
    }

    /** A scenario may have gone into service again since it was found to have ended. */
    private static String over(Origin origin) {
        return origin instanceof Origin.OfScenario
                ? " and exists (select from live_scenario where id = :origin and state = 'ENDED')"
                : "";
    }

    /** The channel took something of a scenario, or all of a batch failed once more. */
    public void judged(Origin.OfScenario scenario, boolean took, Instant now) {
        steps.judged(scenario.id(), took, now);
    }

    /** Runs that failed and have something left that waits, with the reason. */
    @Transactional(readOnly = true)
    public Map<Long, String> leftByFailedRuns() {
        return jdbc
                .sql(
                        """
                select r.id, r.reason from run r
                where r.state = 'failed' and exists (select from outbox o where o.run_id = r.id and o.owner is null)
                """)
                .query((row, _) -> Map.entry(row.getLong("id"), row.getString("reason")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
