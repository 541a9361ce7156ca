package org.marronnier.scheduler.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.marronnier.scheduler.Contacts;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.OtherProcess;
import org.marronnier.scheduler.scenario.KeepingScenarios;
import org.marronnier.scheduler.trigger.ReplayedPlan.Happened;
import org.marronnier.store.database.TestDatabase;

/**
 * Months of events are sent to two processes that, killed in turns at random moments, take them in,
 * answer them and walk contacts through scenarios. What one does not acknowledge is sent again. No
 * event that was acknowledged is lost, nobody enters twice or not at all, and no message is there
 * twice.
 */
@Order(2)
class KilledNodesTest {

    private static final int EVENTS = Integer.getInteger("replayed.events", 200_000);
    private static final int CONTACTS = 20_000;
    private static final int KILLS = 8;
    private static final int AT_ONCE = EVENTS / 200;

    /** Beyond this nobody sends more, so that the kills fall among the work. */
    private static final int MOST_WAITING = Math.min(10_000, EVENTS / 20);

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long SEED = Long.getLong("replayed.seed", System.nanoTime() & 0xff_ffffL);

    private final TestDatabase database = TestDatabase.migrated();
    private final Random random = new Random(SEED);

    @Test
    void losesNoEventNorEnrolmentAndDoublesNoMessage(@TempDir Path folder) throws Exception {
        System.out.println("-Dreplayed.seed=" + SEED);
        var happened = ReplayedPlan.happenings(EVENTS, CONTACTS, SEED);
        var file = Files.createFile(folder.resolve("clock"));
        var clock = new SharedClock(file);
        clock.set(ReplayedPlan.BEGIN);
        new Contacts(database.jdbc()).many(CONTACTS);
        database.jdbc().sql("update consent set at = '2020-01-01T00:00:00Z'").update();
        try (database;
                var house = House.byHand(database.dataSource(), ReplayedPlan.plans(), clock);
                var nodes = new KilledNodes(database, folder, file)) {
            house.get(KeepingScenarios.class).reconcile();

            sendAll(happened, clock, nodes);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(3_000));
            nodes.kill(0);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(1_000));
            nodes.kill(1);

            // Long enough for those who died to count as dead.
            clock.set(ReplayedPlan.END.plus(Duration.ofDays(500)));
            nodes.startAgain(0);
            OtherProcess.await(this::isDone, PATIENCE, 100);

            assertThat(nodes.broken()).as("calls that were broken off").isPositive();
            assertThat(one("select count(*) from event")).isEqualTo(EVENTS);
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
        }
    }

    /** And kills now and then the one they are sent to, while it takes them or just after. */
    private void sendAll(List<Happened> happened, SharedClock clock, KilledNodes nodes)
            throws Exception {
        var moments = moments();
        var killed = 0;
        var lasted = 0L;
        for (var from = 0; from < EVENTS; from += AT_ONCE) {
            var part = happened.subList(from, Math.min(EVENTS, from + AT_ONCE));
            if (killed < KILLS && moments[killed] < from + AT_ONCE) {
                var doomed = killed % 2;
                var delay = (long) (lasted * random.nextDouble());
                var death = new FutureTask<>(() -> killAfter(delay, doomed, nodes));
                Thread.ofVirtual().start(death);
                nodes.send(part, doomed);
                death.get();
                nodes.startAgain(doomed);
                killed++;
            } else {
                var start = System.nanoTime();
                nodes.send(part, random.nextInt(2));
                lasted = System.nanoTime() - start;
            }
            assertThat(isIn(part)).as("acknowledged and there").isTrue();
            clock.set(part.getLast().at());
            OtherProcess.await(() -> waiting() < MOST_WAITING, PATIENCE, 100);
        }
        assertThat(killed).isEqualTo(KILLS);
    }

    private int[] moments() {
        return IntStream.range(0, KILLS)
                .map(kill -> (int) ((long) EVENTS * kill / KILLS) + random.nextInt(EVENTS / KILLS))
                .toArray();
    }

    private static boolean killAfter(long nanos, int node, KilledNodes nodes)
            throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanos);
        nodes.kill(node);
        return true;
    }

    private boolean isIn(List<Happened> part) {
        return database.jdbc()
                        .sql("select count(*) from event where id = any (:ids)")
                        .param("ids", part.stream().map(Happened::id).toArray(String[]::new))
                        .query(Integer.class)
                        .single()
                == part.size();
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
}
