package org.marronnier.store.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.marronnier.store.database.TestDatabase;
import org.marronnier.store.imports.RefusalReason;
import org.marronnier.store.imports.SentEvents.Refused;

class IncomingEventsTest extends EventsTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    IncomingEventsTest() {
        super(DATABASE);
    }

    @Test
    void storesAnEventWithItsPropertiesAndTellsOfIt() {
        var taken =
                take(
                        """
                        {"id": "a", "externalId": "C1", "type": "purchase", "at": "2027-01-31T10:59:59.9+01:00", "amount": 12.50, "lines": [1, {"sku": "x"}]}
                        """);

        assertThat(taken).isEqualTo(new IncomingEvents.Taken(1, 0, 0, List.of()));
        assertThat(
                        rows(
                                "select type || ' ' || at at time zone 'UTC' || ' ' || properties from event"))
                .containsExactly(
                        "purchase 2027-01-31 09:59:59 {\"lines\": [1, {\"sku\": \"x\"}], \"amount\": 12.50}");
        assertThat(
                        rows(
                                """
                                select c.external_id || ' ' || a.event_id || ' ' || a.type || ' ' || (a.at = e.at)
                                    || ' ' || (a.received_at = '2027-01-31T10:00:00Z') || ' ' || (a.retry_at is null)
                                from arrival a join contact c on c.id = a.contact_id join event e on e.id = a.event_id
                                """))
                .containsExactly("C1 a purchase true true true");
    }

    @Test
    void countsARepeatAndChangesNothing() {
        take(event("a", "C1") + event("b", "C2"));

        var again = take(event("a", "C2", "other", "2020-01-01T00:00:00Z") + event("c", "C1"));

        assertThat(again).isEqualTo(new IncomingEvents.Taken(1, 1, 0, List.of()));
        assertThat(stored()).containsExactly("a C1", "b C2", "c C1");
        assertThat(arrivals()).containsExactly("a", "b", "c");
    }

    @Test
    void takesTheFirstOfTwoWithOneId() {
        var taken = take(event("a", "C1") + event("a", "C2"));

        assertThat(taken).isEqualTo(new IncomingEvents.Taken(1, 1, 0, List.of()));
        assertThat(stored()).containsExactly("a C1");
        assertThat(arrivals()).containsExactly("a");
    }

    @Test
    void takesOneEventOnceHoweverManySendIt() throws Exception {
        var lines =
                IntStream.range(0, 200)
                        .mapToObj(i -> event("e" + i, i % 3 == 0 ? "C1" : i % 3 == 1 ? "C2" : "C9"))
                        .toList();
        Callable<Integer> forwards = () -> take(String.join("", lines)).fresh();
        Callable<Integer> backwards = () -> take(String.join("", lines.reversed())).fresh();

        int fresh = 0;
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var one :
                    threads.invokeAll(
                            List.of(
                                    forwards, backwards, forwards, backwards, forwards,
                                    backwards))) {
                fresh += one.get();
            }
        }

        assertThat(fresh).isEqualTo(134);
        assertThat(rows("select id from event")).hasSize(134);
        assertThat(rows("select event_id from arrival")).hasSize(134);
        assertThat(rows("select id from waiting_event")).hasSize(66);
    }

    @Test
    void keepsAnEventToComeUntilItsInstant() {
        take(event("a", "C1", "visit", "2027-02-01T00:00:00Z"));

        assertThat(rows("select cast(retry_at = '2027-02-01T00:00:00Z' as text) from arrival"))
                .containsExactly("true");
    }

    @Test
    void takesEventsInAnyOrder() {
        take(event("late", "C1", "visit", "2027-01-31T09:00:00Z"));
        take(event("early", "C1", "visit", "2019-01-31T09:00:00Z"));

        assertThat(rows("select event_id from arrival order by at"))
                .containsExactly("early", "late");
        assertThat(rows("select cast(at at time zone 'UTC' as text) from event order by at"))
                .containsExactly("2019-01-31 09:00:00", "2027-01-31 09:00:00");
    }

    @Test
    void hasAnEventOfAnUnknownContactWait() {
        var taken = take(event("a", "C9") + event("b", "C1"));

        assertThat(taken).isEqualTo(new IncomingEvents.Taken(1, 0, 1, List.of()));
        assertThat(rows("select id || ' ' || external_id from waiting_event"))
                .containsExactly("a C9");
        assertThat(arrivals()).containsExactly("b");
        assertThat(take(event("a", "C9")).repeated()).isOne();
    }

    @Test
    void neverHasAnEventWaitThatIsIn() {
        take(event("a", "C1"));

        assertThat(take(event("a", "C9"))).isEqualTo(new IncomingEvents.Taken(0, 1, 0, List.of()));
        assertThat(rows("select id from waiting_event")).isEmpty();
    }

    @Test
    void givesTheEventsOfAMergedContactToItsSurvivor() {
        run(
                """
                insert into contact_merge (survivor_id, merged_id, external_id, contact, survivor, merged_by, merged_at)
                select id, -1, 'C0', '{}', '{}', 'test', now() from contact where external_id = 'C1'
                """);
        run(
                """
                insert into contact_merge (survivor_id, merged_id, external_id, contact, survivor, merged_by, merged_at)
                values (-1, -2, 'C00', '{}', '{}', 'test', now())
                """);

        take(event("a", "C0") + event("b", "C00"));

        assertThat(stored()).containsExactly("a C1", "b C1");
        assertThat(arrivals()).containsExactly("a", "b");
    }

    @Test
    void refusesTheEventsOfAnErasedContact() {
        run("update contact set erased_at = now() where external_id = 'C1'");

        var taken = take(event("a", "C1") + event("b", "C2"));

        assertThat(taken.refused())
                .extracting(Refused::index, Refused::field, Refused::reason)
                .containsExactly(tuple(0, "externalId", RefusalReason.ERASED_CONTACT));
        assertThat(stored()).containsExactly("b C2");
        assertThat(arrivals()).containsExactly("b");
    }
}
