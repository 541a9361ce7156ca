package org.marronnier.scheduler.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.marronnier.domain.time.SteppedClock;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.PlansInHand;
import org.marronnier.scheduler.event.EventIntake.Answer;
import org.marronnier.store.database.TestDatabase;
import org.marronnier.store.event.EventBacklog;
import org.marronnier.store.imports.ReadingEvents;
import org.marronnier.store.imports.SentEvents;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class EventIntakeTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private final SteppedClock clock = new SteppedClock(Instant.parse("2027-01-31T10:20:00Z"));

    @BeforeEach
    void aContact() {
        DATABASE.jdbc()
                .sql(
                        "truncate contact, contact_preference, event, waiting_event, arrival, event_tally")
                .update();
        DATABASE.jdbc().sql("insert into contact (external_id) values ('C1')").update();
    }

    @Test
    void takesManyEventsInParts() {
        try (var house = house("1000000")) {
            var intake = house.get(EventIntake.class);

            var answer = intake.take(events(0, 25_000), EventSource.API);

            assertThat(answer).isEqualTo(new Answer.Taken(25_000, List.of()));
            assertThat(count("event")).isEqualTo(25_000);
            assertThat(count("arrival")).isEqualTo(25_000);
        }
    }

    @Test
    void takesNothingWhileTooMuchWaits() {
        try (var house = house("100")) {
            var intake = house.get(EventIntake.class);
            assertThat(intake.take(events(0, 100), EventSource.API))
                    .isInstanceOf(Answer.Taken.class);

            assertThat(intake.take(events(100, 101), EventSource.API))
                    .isEqualTo(new Answer.Busy(Duration.ofSeconds(5)));
            assertThat(count("event")).isEqualTo(100);

            DATABASE.jdbc().sql("delete from arrival").update();
            clock.step(Duration.ofSeconds(1));
            assertThat(intake.take(events(100, 101), EventSource.API))
                    .isInstanceOf(Answer.Taken.class);
        }
    }

    @Test
    void countsWhatCameInByHour() {
        try (var house = house("1000")) {
            var intake = house.get(EventIntake.class);
            intake.take(events(0, 3), EventSource.API);
            intake.take(events(0, 4), EventSource.API);
            intake.take(
                    read(line(10).replace("C1", "C9") + line(0) + line(10).replace("C1", "C9")),
                    EventSource.API);
            clock.step(Duration.ofHours(1));
            intake.take(events(4, 6), EventSource.KAFKA);

            assertThat(hours(house))
                    .containsExactly(
                            new EventBacklog.Hour(
                                    Instant.parse("2027-01-31T10:00:00Z"), "API", "FRESH", 4),
                            new EventBacklog.Hour(
                                    Instant.parse("2027-01-31T10:00:00Z"), "API", "REPEATED", 5),
                            new EventBacklog.Hour(
                                    Instant.parse("2027-01-31T10:00:00Z"), "API", "WAITING", 1),
                            new EventBacklog.Hour(
                                    Instant.parse("2027-01-31T11:00:00Z"), "KAFKA", "FRESH", 2));
        }
    }

    /** A process that dies leaves as many counted as are there, and so do many at a time. */
    @Test
    void countsExactlyWhatIsThere() throws Exception {
        try (var house = house("1000000");
                var other = house("1000000")) {
            var dying = new TransactionTemplate(house.get(JdbcTransactionManager.class));
            dying.executeWithoutResult(
                    status -> {
                        house.get(EventIntake.class).take(events(0, 60), EventSource.API);
                        status.setRollbackOnly();
                    });
            assertThat(hours(house)).isEmpty();

            try (var threads = Executors.newFixedThreadPool(4)) {
                var taking =
                        IntStream.range(0, 40)
                                .mapToObj(
                                        n ->
                                                threads.submit(
                                                        () ->
                                                                (n % 2 == 0 ? house : other)
                                                                        .get(EventIntake.class)
                                                                        .take(
                                                                                events(
                                                                                        n * 30,
                                                                                        n * 30
                                                                                                + 60),
                                                                                EventSource.API)))
                                .toList();
                for (var one : taking) {
                    one.get();
                }
            }

            assertThat(hours(house))
                    .extracting(EventBacklog.Hour::line, EventBacklog.Hour::n)
                    .containsExactly(tuple("FRESH", 1_230L), tuple("REPEATED", 1_170L));
            assertThat(count("event")).isEqualTo(1_230);
            var counted = hours(house);
            clock.step(Duration.ofHours(3));
            new FoldingCounts(house.get(EventBacklog.class), clock).fold();
            new FoldingCounts(other.get(EventBacklog.class), clock).fold();
            assertThat(count("event_tally")).as("one row of each").isEqualTo(2);
            assertThat(hours(house)).isEqualTo(counted);
        }
    }

    private static List<EventBacklog.Hour> hours(House house) {
        return house.get(EventBacklog.class).hours(Instant.parse("2027-01-31T00:00:00Z"));
    }

    @Test
    void findsTheEventThatTheDatabaseRefuses() {
        DATABASE.jdbc()
                .sql("alter table event add constraint no_poison check (type <> 'poison')")
                .update();
        try (var house = house("1000")) {
            var sent = read(line(1) + line(2) + line(3).replace("visit", "poison") + line(4));

            var answer = house.get(EventIntake.class).take(sent, EventSource.API);

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Answer.Taken.class,
                            taken -> {
                                assertThat(taken.accepted()).isEqualTo(3);
                                assertThat(taken.refused())
                                        .extracting(SentEvents.Refused::index)
                                        .containsExactly(2);
                            });
            assertThat(count("arrival")).isEqualTo(3);
        } finally {
            DATABASE.jdbc().sql("alter table event drop constraint no_poison").update();
        }
    }

    private House house(String backlog) {
        return new House(
                DATABASE.dataSource(),
                new PlansInHand(),
                clock,
                Map.of("marronnier.workers", "false", "marronnier.events.backlog", backlog));
    }

    private static SentEvents.Read events(int from, int to) {
        return read(
                IntStream.range(from, to)
                        .mapToObj(EventIntakeTest::line)
                        .collect(Collectors.joining()));
    }

    private static SentEvents.Read read(String lines) {
        var bytes = lines.getBytes(UTF_8);
        return (SentEvents.Read) ReadingEvents.lines(bytes, bytes.length);
    }

    private static String line(int id) {
        return "{\"id\": \"e%d\", \"externalId\": \"C1\", \"type\": \"visit\", \"at\": \"2027-01-31T10:00:00Z\"}\n"
                .formatted(id);
    }

    private static int count(String table) {
        return DATABASE.jdbc().sql("select count(*) from " + table).query(Integer.class).single();
    }
}
