package org.marronnier.store.outbox;

import static org.marronnier.store.run.Instants.toSql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.run.Funnel;
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
    private final Runs runs;
    private final Messages messages;
    private final ClaimedEntries entries;
    private final StepOutcomes steps;

    public Outbox(
            JdbcClient jdbc,
            Runs runs,
            Messages messages,
            ContactFields fields,
            ScenarioTally tally) {
        this.jdbc = jdbc;
        this.runs = runs;
        this.messages = messages;
        this.entries = new ClaimedEntries(jdbc, fields);
        this.steps = new StepOutcomes(jdbc, tally);
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
        var changes = new Changes(new TreeMap<>(), new ArrayList<>());
        apply(outcomes, Outcome.Sent.class, _ -> null, "SENT", Funnel.SENT, now, changes);
        apply(
                outcomes,
                Outcome.Failed.class,
                Outcome.Failed::reason,
                "FAILED",
                Funnel.FAILED,
                now,
                changes);
        apply(
                outcomes,
                Outcome.Unwritable.class,
                Outcome.Unwritable::reason,
                "FAILED",
                Funnel.FAILED,
                now,
                changes);
        apply(
                outcomes,
                Outcome.Uncertain.class,
                Outcome.Uncertain::reason,
                "UNCERTAIN",
                Funnel.UNCERTAIN,
                now,
                changes);
        apply(
                outcomes,
                Outcome.Cancelled.class,
                Outcome.Cancelled::reason,
                "CANCELLED",
                Funnel.CANCELLED,
                now,
                changes);
        var later =
                outcomes.stream()
                        .filter(Outcome.Later.class::isInstance)
                        .map(Outcome.Later.class::cast)
                        .toList();
        if (!later.isEmpty()) {
            jdbc.sql(
                            """
                    update outbox o set owner = null, gateway = null, handed_at = null, due = later.due
                    from unnest(cast(:messages as bigint[]), cast(:dues as timestamptz[])) as later (message_id, due)
                    where o.message_id = later.message_id and o.owner = :node
                    """)
                    .param(
                            "messages",
                            later.stream().map(Outcome.Later::message).toArray(Long[]::new))
                    .param(
                            "dues",
                            later.stream().map(one -> one.due().toString()).toArray(String[]::new))
                    .param("node", node)
                    .update();
        }
        changes.runs.forEach(runs::tally);
        steps.settle(
                changes.steps,
                outcomes.stream()
                        .filter(Outcome.Unwritable.class::isInstance)
                        .map(Outcome.Unwritable.class::cast)
                        .toList(),
                now);
    }

    /** What is counted once all is moved: lines of runs, and what became of messages of steps. */
    private record Changes(Map<Long, Map<String, Long>> runs, List<StepOutcomes.Moved> steps) {}

    private <T extends Outcome> void apply(
            List<? extends Outcome> outcomes,
            Class<T> kind,
            java.util.function.Function<T, @Nullable String> reason,
            String status,
            String line,
            Instant now,
            Changes changes) {
        var these = outcomes.stream().filter(kind::isInstance).map(kind::cast).toList();
        if (these.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                with outcome as (
                    select * from unnest(cast(:messages as bigint[]), cast(:reasons as text[])) as o (id, reason)
                ), before as (
                    select m.id, m.run_id, m.status, outcome.reason
                    from message m join outcome on outcome.id = m.id
                    where m.status in ('QUEUED', 'UNCERTAIN') and m.status <> :status
                    order by m.id
                    for update of m
                ), gone as (
                    delete from outbox where message_id in (select id from before) returning message_id, sent_to
                ), changed as (
                    update message m
                    set status = :status, reason = before.reason,
                        sent_at = case when :status = 'SENT' then cast(:now as timestamptz) end,
                        sent_to = coalesce(gone.sent_to, m.sent_to)
                    from before left join gone on gone.message_id = before.id
                    where m.id = before.id
                    returning m.contact_id, m.run_id, before.status, m.plan, m.channel, m.capacity_day, m.enrolment_id, m.step
                ), told as (
                    insert into arrival (contact_id, at, received_at)
                    select distinct contact_id, cast(:now as timestamptz), cast(:now as timestamptz) from changed
                    where :status in ('SENT', 'FAILED') and (select is_listened('entry'))
                )
                select c.run_id, c.status, c.plan, c.channel, c.capacity_day, e.scenario_id, e.edition_id, c.step,
                       array_remove(array_agg(e.id order by e.id), null) as enrolments,
                       count(*) as n
                from changed c left join enrolment e on e.id = c.enrolment_id
                group by c.run_id, c.status, c.plan, c.channel, c.capacity_day, e.scenario_id, e.edition_id, c.step
                order by c.plan, c.channel, c.capacity_day
                """)
                .param("messages", these.stream().map(Outcome::message).toArray(Long[]::new))
                .param("reasons", these.stream().map(reason).toArray(String[]::new))
                .param("status", status)
                .param("now", toSql(now))
                .query((row, _) -> moved(row))
                .list()
                .forEach(
                        moved -> {
                            tally(moved, line, changes.runs);
                            moved.step(line).ifPresent(changes.steps::add);
                            if (line.equals(Funnel.FAILED) || line.equals(Funnel.CANCELLED)) {
                                giveBack(moved);
                            }
                        });
    }

    /** Messages that moved together. */
    private record Moved(
            @Nullable Long run,
            String from,
            String plan,
            String channel,
            @Nullable LocalDate capacityDay,
            @Nullable Long scenario,
            long edition,
            @Nullable String step,
            List<Long> enrolments,
            long n) {

        Optional<StepOutcomes.Moved> step(String to) {
            return scenario == null || step == null
                    ? Optional.empty()
                    : Optional.of(
                            new StepOutcomes.Moved(
                                    plan, scenario, edition, step, from, to, enrolments));
        }
    }

    private static Moved moved(ResultSet row) throws SQLException {
        return new Moved(
                row.getObject("run_id", Long.class),
                row.getString("status").equals("QUEUED") ? Funnel.QUEUED : Funnel.UNCERTAIN,
                row.getString("plan"),
                row.getString("channel"),
                row.getObject("capacity_day", LocalDate.class),
                row.getObject("scenario_id", Long.class),
                row.getLong("edition_id"),
                row.getString("step"),
                List.of((Long[]) row.getArray("enrolments").getArray()),
                row.getLong("n"));
    }

    private static void tally(Moved moved, String line, Map<Long, Map<String, Long>> changes) {
        if (moved.run != null) {
            var lines = changes.computeIfAbsent(moved.run, _ -> new HashMap<>());
            lines.merge(moved.from, -moved.n, Long::sum);
            lines.merge(line, moved.n, Long::sum);
        }
    }

    private void giveBack(Moved moved) {
        if (moved.capacityDay != null) {
            messages.takePlaces(
                    moved.plan, moved.channel, moved.capacityDay, Math.toIntExact(-moved.n));
        }
    }

    /**
     * The run was stopped: what waits is taken back. What is being handed over just now ends as it
     * ends.
     */
    public void cancelWaiting(long run, String reason, String node, Instant now) {
        while (cancelSome(new Origin.OfRun(run), reason, node, now) > 0) {
            Thread.onSpinWait();
        }
    }

    /** The scenario has ended: some of what waits is taken back; how much. */
    public int cancelWaitingOfScenario(long scenario, String reason, String node, Instant now) {
        return cancelSome(new Origin.OfScenario(scenario), reason, node, now);
    }

    private int cancelSome(Origin origin, String reason, String node, Instant now) {
        var waiting =
                jdbc.sql(
                                """
                select message_id from outbox where %s = :origin and owner is null
                order by message_id limit 10000 for update skip locked
                """
                                        .formatted(origin.column()))
                        .param("origin", origin.id())
                        .query(Long.class)
                        .list();
        record(
                waiting.stream().map(message -> new Outcome.Cancelled(message, reason)).toList(),
                node,
                now);
        return waiting.size();
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

    /** The node is alive. */
    public void beat(String node, Instant now) {
        jdbc.sql(
                        "insert into node (id, seen_at) values (:node, :now) on conflict (id) do update set seen_at = excluded.seen_at")
                .param("node", node)
                .param("now", toSql(now))
                .update();
    }

    /** The node leaves, with nothing in its hands. */
    public void leave(String node) {
        jdbc.sql("delete from node where id = :node").param("node", node).update();
    }

    /**
     * Settles what nodes had in their hands that were not seen for a time: it goes back where its
     * gateway takes a repeat for what it is, and is uncertain otherwise.
     *
     * @return how many became uncertain
     */
    public int settle(Collection<String> idempotentGateways, Duration lease, Instant now) {
        var orphans =
                "owner is not null and not exists (select from node n where n.id = owner and n.seen_at > :dead)";
        var dead = toSql(now.minus(lease));
        jdbc.sql(
                        "update outbox set owner = null, gateway = null, handed_at = null where gateway = any (:gateways) and "
                                + orphans)
                .param("gateways", idempotentGateways.toArray(String[]::new))
                .param("dead", dead)
                .update();
        var lost =
                jdbc.sql(
                                "select message_id from outbox where "
                                        + orphans
                                        + " order by message_id for update skip locked")
                        .param("dead", dead)
                        .query(Long.class)
                        .list();
        record(
                lost.stream()
                        .map(message -> new Outcome.Uncertain(message, "PROCESS_DIED"))
                        .toList(),
                "",
                now);
        jdbc.sql(
                        "delete from node where seen_at <= :dead and not exists (select from outbox where owner = node.id)")
                .param("dead", dead)
                .update();
        return lost.size();
    }
}
