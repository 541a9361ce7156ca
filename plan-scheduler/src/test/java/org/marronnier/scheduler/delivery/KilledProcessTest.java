package org.marronnier.scheduler.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.run.RunState;
import org.marronnier.scheduler.Contacts;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.OtherProcess;
import org.marronnier.scheduler.PlansInHand;
import org.marronnier.store.database.TestDatabase;

/**
 * Kills the process ten times in the middle of a run of 20,000 messages, and looks at what is left.
 */
@Order(1)
class KilledProcessTest {

    private static final int CONTACTS = 20_000;
    private static final int KILLS = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final TestDatabase database = TestDatabase.migrated();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void sendsEachMailOnceOverSmtpOrSaysThatItIsNotSure() throws Exception {
        try (var sink = new SmtpSink(false);
                var house =
                        House.byHand(
                                database.dataSource(),
                                new PlansInHand().campaign("sale"),
                                Clock.systemUTC())) {
            var run = killedAllTheWay(house, sink.port(), new Random(2));

            var funnel = house.funnel(run);
            var uncertain = funnel.getOrDefault("uncertain", 0L);
            assertThat(funnel.getOrDefault("sent", 0L) + uncertain).isEqualTo(CONTACTS);
            assertThat(uncertain)
                    .as("at most the two batches in hand, a kill")
                    .isLessThanOrEqualTo(KILLS * 2L * 20);
            assertThat(
                            house.column(
                                    "select count(*) || ' ' || count(distinct contact_id) from message"))
                    .containsExactly(CONTACTS + " " + CONTACTS);
            assertThat(sink.taken().values()).allMatch(times -> times.get() == 1);
            assertThat(sink.taken().keySet())
                    .containsAll(
                            house.column(
                                    "select c.email from message m join contact c on c.id = m.contact_id where m.status = 'SENT'"))
                    .hasSizeLessThanOrEqualTo(CONTACTS);
            assertThat(
                            house.column(
                                    "select status || ' ' || count(*) from message group by status"))
                    .allMatch(line -> line.startsWith("SENT ") || line.startsWith("UNCERTAIN "));
        }
    }

    @Test
    void bringsEachMailOnceToTheInboxAndIsAlwaysSure() throws Exception {
        try (var house =
                House.byHand(
                        database.dataSource(),
                        new PlansInHand().campaign("sale"),
                        Clock.systemUTC())) {
            var run = killedAllTheWay(house, 0, new Random(3));

            assertThat(house.funnel(run))
                    .isEqualTo(Map.of("targeted", (long) CONTACTS, "sent", (long) CONTACTS));
            assertThat(
                            house.column(
                                    "select count(*) || ' ' || count(distinct contact_id) from message where status = 'SENT'"))
                    .containsExactly(CONTACTS + " " + CONTACTS);
            assertThat(
                            house.column(
                                    "select count(*) || ' ' || count(distinct external_id) from inbox_mail"))
                    .containsExactly(CONTACTS + " " + CONTACTS);
        }
    }

    private long killedAllTheWay(House house, int port, Random random) throws Exception {
        new Contacts(database.jdbc()).many(CONTACTS);
        var run = house.fire("sale").id();
        var moments =
                IntStream.range(0, KILLS)
                        .map(
                                kill ->
                                        2 * CONTACTS * kill / (KILLS + 1)
                                                + random.nextInt(2 * CONTACTS / (KILLS + 1))
                                                + 1)
                        .toArray();
        for (var moment : moments) {
            try (var process = started(port)) {
                process.await(() -> progress(house, run) >= moment, PATIENCE);
                assertThat(house.run(run).state())
                        .as("killed in the middle")
                        .isEqualTo(RunState.RUNNING);
            }
        }
        try (var last = started(port)) {
            last.await(() -> house.run(run).state() == RunState.DONE, PATIENCE);
        }
        return run;
    }

    /** Each contact counts once when it is decided, and once when its message is out of hand. */
    private static long progress(House house, long run) {
        var funnel = house.funnel(run);
        var out = funnel.getOrDefault("sent", 0L) + funnel.getOrDefault("uncertain", 0L);
        return out * 2 + funnel.getOrDefault("queued", 0L);
    }

    private OtherProcess started(int port) {
        return OtherProcess.start(DyingProcess.class, database, Integer.toString(port));
    }
}
