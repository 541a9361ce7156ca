package org.marronnier.scheduler.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.marronnier.scheduler.Contacts;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.scenario.KeepingScenarios;
import org.marronnier.store.database.TestDatabase;

/**
 * Months of events are replayed while two processes, killed in turns at random moments, answer them
 * and walk contacts through scenarios. Nobody enters twice or not at all, and no message is there
 * twice.
 */
class KilledNodesTest {

    private static final int EVENTS = Integer.getInteger("replayed.events", 200_000);
    private static final int CONTACTS = 20_000;
    private static final int KILLS = 8;
    private static final int AT_ONCE = 1_000;

    /** Beyond this the feeder waits, so that the kills fall among the work. */
    private static final int MOST_WAITING = Math.min(10_000, EVENTS / 20);

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long SEED = 20_261_123L;

    private final TestDatabase database = TestDatabase.migrated();
    private final List<Process> nodes = new ArrayList<>();

    @Test
    void losesNoEnrolmentAndDoublesNoMessage(@TempDir Path folder) throws Exception {
        var random = new Random(SEED);
        var happened = ReplayedPlan.happenings(EVENTS, CONTACTS, SEED);
        var file = Files.createFile(folder.resolve("clock"));
        var clock = new SharedClock(file);
        clock.set(ReplayedPlan.BEGIN);
        new Contacts(database.jdbc()).many(CONTACTS);
        database.jdbc().sql("update consent set at = '2020-01-01T00:00:00Z'").update();
        try (var house = House.byHand(database.dataSource(), ReplayedPlan.plans(), clock)) {
            house.get(KeepingScenarios.class).reconcile();
            var moments =
                    IntStream.range(0, KILLS)
                            .map(
                                    kill ->
                                            (int) ((long) EVENTS * kill / KILLS)
                                                    + random.nextInt(EVENTS / KILLS))
                            .toArray();
            nodes.add(started(file));
            nodes.add(started(file));
            var killed = 0;
            for (var from = 0; from < EVENTS; from += AT_ONCE) {
                var part = happened.subList(from, Math.min(EVENTS, from + AT_ONCE));
                take(part);
                clock.set(part.getLast().at());
                await(() -> waiting() < MOST_WAITING);
                while (killed < KILLS && moments[killed] < from + AT_ONCE) {
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(700));
                    kill(killed % 2);
                    nodes.set(killed % 2, started(file));
                    killed++;
                }
            }
            assertThat(killed).isEqualTo(KILLS);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(3_000));
            kill(0);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(1_000));
            kill(1);

            // Long enough for those who died to count as dead.
            clock.set(ReplayedPlan.END.plus(Duration.ofDays(500)));
            nodes.set(0, started(file));
            await(this::isDone);

            assertThat(enrolments()).isEqualTo(List.copyOf(ReplayedPlan.expected(happened)));
            assertThat(one("select count(*) from enrolment where state <> 'DONE'")).isZero();
            assertThat(one("select count(*) from message where status = 'SENT'"))
                    .isEqualTo(one("select count(*) from enrolment"));
            assertThat(one("select count(distinct enrolment_id) from message"))
                    .isEqualTo(one("select count(*) from message"));
            assertThat(one("select count(*) from inbox_mail"))
                    .isEqualTo(one("select count(*) from message"));
            assertThat(one("select sum(n)::bigint from scenario_tally where line = 'entered'"))
                    .isEqualTo(one("select count(*) from enrolment"));
            assertThat(one("select count(*) from arrival")).isZero();
        } finally {
            nodes.forEach(Process::destroyForcibly);
            for (var node : nodes) {
                node.waitFor(10, TimeUnit.SECONDS);
            }
            database.close();
        }
    }

    /** The events and that they arrived, in one transaction, as an intake does. */
    private void take(List<ReplayedPlan.Happened> part) {
        database.jdbc()
                .sql(
                        """
                        with fresh as (
                            insert into event (id, contact_id, type, at)
                            select e.id, c.id, e.type, e.at
                            from unnest(cast(:ids as text[]), cast(:contacts as text[]), cast(:types as text[]),
                                        cast(:ats as timestamptz[])) as e (id, contact, type, at)
                            join contact c on c.external_id = e.contact
                            returning id, contact_id, type, at)
                        insert into arrival (contact_id, event_id, type, at, received_at)
                        select contact_id, id, type, at, at from fresh
                        """)
                .param("ids", part.stream().map(ReplayedPlan.Happened::id).toArray(String[]::new))
                .param(
                        "contacts",
                        part.stream()
                                .map(one -> "C%06d".formatted(one.contact()))
                                .toArray(String[]::new))
                .param(
                        "types",
                        part.stream().map(ReplayedPlan.Happened::type).toArray(String[]::new))
                .param("ats", part.stream().map(one -> one.at().toString()).toArray(String[]::new))
                .update();
    }

    private List<String> enrolments() {
        return database
                .jdbc()
                .sql(
                        """
                        select s.key || ' ' || c.external_id || ' ' || e.fired_by || ' '
                               || to_char(e.fired_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                        from enrolment e join contact c on c.id = e.contact_id join live_scenario s on s.id = e.scenario_id
                        """)
                .query(String.class)
                .list()
                .stream()
                .sorted()
                .toList();
    }

    private boolean isDone() {
        return one(
                        """
                        select (select count(*) from arrival) + (select count(*) from appointment)
                               + (select count(*) from enrolment where state = 'RUNNING')
                               + (select count(*) from outbox)
                        """)
                == 0;
    }

    private long waiting() {
        return one("select count(*) from arrival");
    }

    private long one(String sql) {
        return database.jdbc().sql(sql).query(Long.class).single();
    }

    private void kill(int node) throws InterruptedException {
        assertThat(nodes.get(node).isAlive()).as("see target/dying-node.log").isTrue();
        nodes.get(node).destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    private Process started(Path clock) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-Xmx300m",
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        DyingNode.class.getName(),
                        database.url(),
                        database.user(),
                        database.password(),
                        clock.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/dying-node.log")))
                .start();
    }

    private static void await(BooleanSupplier come) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!come.getAsBoolean()) {
            assertThat(System.nanoTime()).as("nothing moves").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
