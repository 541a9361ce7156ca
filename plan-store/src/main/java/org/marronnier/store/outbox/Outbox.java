package org.marronnier.store.outbox;

import static org.marronnier.store.run.Instants.toSql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
     * The run was stopped: what waits is taken back. What is being handed over just now ends as it
     * ends.
     */
    public void cancelWaiting(long run, String reason, String node, Instant now) {
        int cancelled;
        do {
            cancelled = cancelSome(new Origin.OfRun(run), reason, node, now);
        } while (cancelled > 0);
    }

    /** The scenario has ended: some of what waits is taken back; how much. */
    public int cancelWaitingOfScenario(long scenario, String reason, String node, Instant now) {
        return cancelSome(new Origin.OfScenario(scenario), reason, node, now);
    }

    private int cancelSome(Origin origin, String reason, String node, Instant now) {
        var waiting =
                jdbc.sql(
                                """
                select message_id from outbox where %s = :origin and owner is null%s
                order by message_id limit 10000 for update skip locked
                """
                                        .formatted(origin.column(), over(origin)))
                        .param("origin", origin.id())
                        .query(Long.class)
                        .list();
        record(
                waiting.stream().map(message -> new Outcome.Cancelled(message, reason)).toList(),
                node,
                now);
        return waiting.size();
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

    /** What is left of runs that failed is taken back. */
    public void cancelOfFailedRuns(String node, Instant now) {
        jdbc.sql(
                        """
                select r.id, r.reason from run r
                where r.state = 'failed' and exists (select from outbox o where o.run_id = r.id and o.owner is null)
                """)
                .query((row, _) -> Map.entry(row.getLong("id"), row.getString("reason")))
                .list()
                .forEach(run -> cancelWaiting(run.getKey(), run.getValue(), node, now));
    }
}
