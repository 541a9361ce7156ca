package org.marronnier.store.outbox;

import static org.marronnier.store.run.Instants.toSql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.run.Funnel;
import org.marronnier.store.outbox.Outbox.Outcome;
import org.marronnier.store.run.Runs;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What becomes of entries, for their messages, and for all that counts them: runs, scenarios and
 * the capacities of channels.
 */
final class RecordedOutcomes {

    private final JdbcClient jdbc;
    private final Runs runs;
    private final Messages messages;
    private final StepOutcomes steps;

    RecordedOutcomes(JdbcClient jdbc, Runs runs, Messages messages, StepOutcomes steps) {
        this.jdbc = jdbc;
        this.runs = runs;
        this.messages = messages;
        this.steps = steps;
    }

    /**
     * Records what became of entries, and counts it. What another node gave up as uncertain is put
     * right; and what was sent is sent, also where another took it back or let it expire meanwhile.
     */
    void record(List<? extends Outcome> outcomes, String node, Instant now) {
        holdEnrolments(outcomes);
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
        decideAgain(outcomes, node, now, changes);
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

    /**
     * Those that may wait for what does not arrive, before their messages: in the order of those
     * who walk through scenarios, and of those who take events in.
     */
    private void holdEnrolments(List<? extends Outcome> outcomes) {
        var lost =
                outcomes.stream()
                        .filter(
                                one ->
                                        one instanceof Outcome.Failed
                                                || one instanceof Outcome.Unwritable
                                                || one instanceof Outcome.Cancelled)
                        .map(Outcome::message)
                        .toArray(Long[]::new);
        if (lost.length > 0) {
            jdbc.sql(
                            """
                    select e.id from enrolment e
                    where e.state = 'RUNNING' and e.id in (select enrolment_id from message where id = any (:messages))
                    order by e.id for no key update
                    """)
                    .param("messages", lost)
                    .query(Long.class)
                    .list();
        }
    }

    /** What is counted once all is moved: lines of runs, and what became of messages of steps. */
    private record Changes(Map<Long, Map<String, Long>> runs, List<StepOutcomes.Moved> steps) {}

    private <T extends Outcome> void apply(
            List<? extends Outcome> outcomes,
            Class<T> kind,
            Function<T, @Nullable String> reason,
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
                    where m.status <> :status and (m.status in ('QUEUED', 'UNCERTAIN') or :status = 'SENT')
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
                            takePlaces(moved, holdsPlace(line), holdsPlace(moved.from));
                        });
    }

    /** Their contacts wait as if they had been deferred until now. */
    private void decideAgain(
            List<? extends Outcome> outcomes, String node, Instant now, Changes changes) {
        var these =
                outcomes.stream()
                        .filter(Outcome.DecidedAgain.class::isInstance)
                        .map(Outcome::message)
                        .toArray(Long[]::new);
        if (these.length == 0) {
            return;
        }
        jdbc.sql(
                        """
                with held as (
                    select m.id
                    from message m join outbox o on o.message_id = m.id
                    where m.id = any (:messages) and m.status = 'QUEUED' and o.owner = :node
                    order by m.id
                    for update of m
                ), gone as (
                    delete from outbox where message_id in (select id from held)
                ), taken as (
                    delete from message m using held where m.id = held.id
                    returning m.run_id, m.contact_id, m.plan, m.channel, m.capacity_day
                ), waiting as (
                    update decision d set outcome = 'DEFER', line = 'deferred', until = :now, reasons = '[]'
                    from taken t where d.run_id = t.run_id and d.contact_id = t.contact_id
                )
                select run_id, plan, channel, capacity_day, count(*) as n
                from taken
                group by run_id, plan, channel, capacity_day
                order by plan, channel, capacity_day
                """)
                .param("messages", these)
                .param("node", node)
                .param("now", toSql(now))
                .query(
                        row -> {
                            var n = row.getLong("n");
                            var lines =
                                    changes.runs.computeIfAbsent(
                                            row.getLong("run_id"), _ -> new HashMap<>());
                            lines.merge(Funnel.QUEUED, -n, Long::sum);
                            lines.merge(Funnel.DEFERRED, n, Long::sum);
                            var day = row.getObject("capacity_day", LocalDate.class);
                            if (day != null) {
                                messages.takePlaces(
                                        row.getString("plan"),
                                        row.getString("channel"),
                                        day,
                                        Math.toIntExact(-n));
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
                row.getString("status").toLowerCase(Locale.ROOT),
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

    private static boolean holdsPlace(String line) {
        return !line.equals(Funnel.FAILED) && !line.equals(Funnel.CANCELLED);
    }

    private void takePlaces(Moved moved, boolean isHeld, boolean wasHeld) {
        if (moved.capacityDay != null && isHeld != wasHeld) {
            messages.takePlaces(
                    moved.plan,
                    moved.channel,
                    moved.capacityDay,
                    Math.toIntExact(isHeld ? moved.n : -moved.n));
        }
    }
}
