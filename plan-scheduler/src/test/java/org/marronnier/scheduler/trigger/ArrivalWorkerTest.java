package org.marronnier.scheduler.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.marronnier.store.event.EventBacklog;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What comes in makes scenarios fire, at its own time and once. */
class ArrivalWorkerTest extends TriggerTest {

    ArrivalWorkerTest() {
        super("2026-03-02T09:00:00Z");
        contacts.one("C1", "").one("C2", "");
    }

    @Test
    void firesAtTheInstantOfEachEventOfTheTypeHoweverOftenItComes() {
        live(Asks.when("thanks", Asks.event("purchase", "kind", "shoes")));
        happened("e1", "C1", "purchase", "2026-03-02T08:59:59Z", "{\"kind\": \"shoes\"}");
        happened("e2", "C1", "purchase", "2026-03-02T09:00:01Z", "{\"kind\": \"hats\"}");
        happened("e3", "C2", "visit", "2026-03-02T09:00:01Z");
        happened("e4", "C2", "purchase", "2026-03-02T09:00:02Z", "{\"kind\": \"Shoes\"}");
        arrives("e4");

        at("2026-03-02T09:01:00Z");
        arrives("e4");
        work();

        assertThat(entries()).containsExactly("C2 event:e4 2026-03-02 09:00:02");
        assertThat(waiting()).isEmpty();
        assertThat(house.column("select step || '|' || line || '|' || n from scenario_tally"))
                .containsExactlyInAnyOrder("|entered|1", "0|reached|1");
        assertThat(
                        house.column(
                                "select state || ' ' || step || ' ' || (due = fired_at and act_at = fired_at) from enrolment"))
                .containsExactly("RUNNING 0 true");
    }

    @Test
    void waitsForTheDelayOfTheTrigger() {
        live(Asks.when("thanks", Asks.event("purchase", "PT2H")));
        happened("e1", "C1", "purchase", "2026-03-02T09:30:00Z");

        at("2026-03-02T11:29:59Z");
        assertThat(entries()).isEmpty();
        assertThat(appointments()).containsExactly("C1 event:e1 2026-03-02 11:30:00");

        at("2026-03-02T11:30:00Z");
        assertThat(entries()).containsExactly("C1 event:e1 2026-03-02 11:30:00");
        assertThat(appointments()).isEmpty();
    }

    /** As an import leaves it: no event arrives, but the contacts are looked at again. */
    @Test
    void firesWhatIsStillToComeOfAHistoryThatWasBroughtIn() {
        live(
                Asks.when("back", Asks.silent("P60D", "purchase")),
                Asks.when("hours", Asks.silent("PT1440H", "purchase")),
                Asks.when("cart", Asks.abandoned("cart", "purchase", "PT1H")));
        recorded("p1", "C1", "purchase", "2026-01-10T10:00:00Z", "{}");
        recorded("p2", "C2", "purchase", "2025-06-01T10:00:00Z", "{}");
        recorded("c1", "C2", "cart", "2026-02-20T10:00:00Z", "{}");
        database.jdbc()
                .sql(
                        "insert into arrival (contact_id, at, received_at) select id, :now, :now from contact")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        work();

        assertThat(entries()).isEmpty();
        assertThat(appointments())
                .as("both silences")
                .containsExactly(
                        "C1 event:p1 2026-03-11 10:00:00", "C1 event:p1 2026-03-11 10:00:00");
        at("2026-03-11T10:00:00Z");
        assertThat(entries())
                .containsExactly(
                        "C1 event:p1 2026-03-11 10:00:00", "C1 event:p1 2026-03-11 10:00:00");
    }

    @Test
    void firesForWhatWasNotCompletedAndStartsAnewWithEveryStart() {
        live(Asks.when("cart", Asks.abandoned("cart", "purchase", "PT1H")));
        happened("c1", "C1", "cart", "2026-03-02T09:00:01Z");
        happened("c2", "C2", "cart", "2026-03-02T09:00:01Z");
        at("2026-03-02T09:30:00Z");
        happened("c3", "C1", "cart", "2026-03-02T09:30:00Z");
        at("2026-03-02T09:50:00Z");
        happened("p1", "C2", "purchase", "2026-03-02T09:50:00Z");

        at("2026-03-02T12:00:00Z");

        assertThat(entries()).containsExactly("C1 event:c3 2026-03-02 10:30:00");
        assertThat(appointments()).isEmpty();
    }

    /** The table of events is the truth, whoever answers first. */
    @Test
    void doesNotFireForWhatWasCompletedThoughNobodyAnsweredItYet() {
        live(Asks.when("cart", Asks.abandoned("cart", "purchase", "PT1H")));
        happened("c1", "C1", "cart", "2026-03-02T09:00:01Z");
        work();
        recorded("p1", "C1", "purchase", "2026-03-02T09:20:00Z", "{}");

        at("2026-03-02T12:00:00Z");

        assertThat(entries()).isEmpty();
        assertThat(appointments()).isEmpty();
    }

    @Test
    void firesAfterSilenceAndArmsAgainWithANewEvent() {
        live(Asks.when("back", Asks.silent("P30D", "purchase", "visit")));
        happened("v1", "C1", "visit", "2026-03-02T09:00:00Z");
        at("2026-03-20T09:00:00Z");
        happened("v2", "C1", "visit", "2026-03-20T09:00:00Z");
        at("2026-06-01T09:00:00Z");
        happened("v3", "C1", "purchase", "2026-06-01T09:00:00Z");

        at("2026-12-01T09:00:00Z");

        // 30 days on the clock of Paris, which was put forward on 29 March.
        assertThat(entries())
                .containsExactly(
                        "C1 event:v2 2026-04-19 08:00:00", "C1 event:v3 2026-07-01 09:00:00");
    }

    @Test
    void firesWhenItIsTimeToBuyAgain() {
        live(Asks.when("again", Asks.again("purchase", "0.5", "P10D")));
        happened("p1", "C1", "purchase", "2026-03-02T10:00:00Z", "{\"product\": \"tea\"}");
        at("2026-03-02T10:00:00Z");
        happened("p2", "C1", "purchase", "2026-03-06T10:00:00Z", "{\"product\": \"tea\"}");
        at("2026-03-06T10:00:00Z");
        happened("p3", "C1", "purchase", "2026-03-14T10:00:00Z", "{\"product\": \"tea\"}");
        happened("p4", "C1", "purchase", "2026-03-14T10:00:00Z", "{\"product\": \"ink\"}");

        at("2026-04-30T10:00:00Z");

        assertThat(entries())
                .containsExactly(
                        "C1 event:p1 2026-03-07 10:00:00",
                        "C1 event:p2 2026-03-11 10:00:00",
                        "C1 event:p3 2026-03-17 10:00:00",
                        "C1 event:p4 2026-03-19 10:00:00");
    }

    @Test
    void comesToTheSameInWhateverOrderAndHoweverLateThingsCome() {
        live(
                Asks.when("cart", Asks.abandoned("cart", "purchase", "PT1H")),
                Asks.when("thanks", Asks.event("purchase", "PT30M")));
        at("2026-03-03T09:00:00Z");

        happened("p1", "C1", "purchase", "2026-03-02T13:00:00Z");
        work();
        happened("c2", "C1", "cart", "2026-03-02T15:00:00Z");
        work();
        happened("c1", "C1", "cart", "2026-03-02T12:30:00Z");
        work();
        arrives("p1");
        arrives("c2");
        work();

        assertThat(entries())
                .containsExactly(
                        "C1 event:p1 2026-03-02 13:30:00", "C1 event:c2 2026-03-02 16:00:00");
    }

    @Test
    void turnsAwayWhatWouldHaveFiredLongerAgoThanThePlanTolerates() {
        live(
                Asks.when("thanks", Asks.event("purchase", "PT0S")),
                Asks.when("after", Asks.event("purchase", "P5D")));
        at("2026-03-12T09:00:00Z");

        happened("old", "C1", "purchase", "2026-03-09T08:59:00Z");
        happened("young", "C2", "purchase", "2026-03-09T09:01:00Z");
        work();

        assertThat(entries())
                .containsExactly(
                        "C1 event:old 2026-03-09 08:59:00 LATE",
                        "C2 event:young 2026-03-09 09:01:00");
        assertThat(appointments()).hasSize(2);

        // Late is what came late, not what waited here.
        happened("waited", "C2", "purchase", "2026-03-12T09:00:00Z");
        at("2026-03-29T09:00:00Z");
        assertThat(entries()).contains("C2 event:waited 2026-03-12 09:00:00");
    }

    /** In the night to 29 March the clock of Paris is put forward. */
    @Test
    void countsTheDaysOfTheToleranceOnTheLocalClockAndItsHoursInExactTime() {
        plans.lateEvents("P1DT12H");
        live(Asks.when("thanks", Asks.event("purchase", "PT0S")));
        at("2026-03-30T09:00:00Z");

        happened("old", "C1", "purchase", "2026-03-28T21:00:00Z");
        happened("young", "C2", "purchase", "2026-03-28T21:00:01Z");
        work();

        assertThat(entries())
                .containsExactly(
                        "C1 event:old 2026-03-28 21:00:00 LATE",
                        "C2 event:young 2026-03-28 21:00:01");
    }

    @Test
    void isAnsweredOnceByTwoProcessesAtTheSameTime() throws Exception {
        contacts.many(3_000);
        live(Asks.when("thanks", Asks.event("purchase", "PT0S")));
        clock.set(java.time.Instant.parse("2026-03-02T10:00:00Z"));
        for (var round = 0; round < 2; round++) {
            database.jdbc()
                    .sql(
                            """
                            with e as (insert into event (id, contact_id, type, at)
                                       select 'r' || :round || 'c' || id, id, 'purchase', '2026-03-02T09:30:00Z' from contact
                                       returning *)
                            insert into arrival (contact_id, event_id, type, at, received_at)
                            select contact_id, id, type, at, at from e, generate_series(1, 2)
                            """)
                    .param("round", round)
                    .update();
        }

        try (var other = another()) {
            atOnce(this::work, () -> work(other), this::work, () -> work(other));
        }

        work();
        assertThat(house.column("select count(*) from enrolment")).containsExactly("6004");
        assertThat(house.column("select n from scenario_tally where line = 'entered'"))
                .containsExactly("6004");
        assertThat(waiting()).isEmpty();
    }

    @Test
    void losesNothingWhenAProcessDiesWhileItAnswers() {
        live(Asks.when("thanks", Asks.event("purchase", "PT0S")));
        happened("e1", "C1", "purchase", "2026-03-02T09:00:01Z");
        clock.step(java.time.Duration.ofMinutes(1));
        var dying = new TransactionTemplate(house.get(JdbcTransactionManager.class));

        dying.executeWithoutResult(
                status -> {
                    assertThat(house.get(ArrivalWorker.class).drainOnce()).isOne();
                    status.setRollbackOnly();
                });
        assertThat(entries()).isEmpty();
        try (var next = another()) {
            work(next);
        }

        assertThat(entries()).containsExactly("C1 event:e1 2026-03-02 09:00:01");
    }

    @Test
    void keepsAPoisonedArrivalAloneWithItsErrorAndRetriesIt() {
        contacts.one("C3", "");
        live(Asks.when("thanks", Asks.event("purchase", "PT0S")));
        database.jdbc()
                .sql(
                        """
                        create function spoiled() returns trigger language plpgsql as $$
                        begin
                            if new.fired_by = 'event:e2' then raise exception 'spoiled %', new.contact_id; end if;
                            return new;
                        end $$
                        """)
                .update();
        database.jdbc()
                .sql(
                        "create trigger spoiled before insert on enrolment for each row execute function spoiled()")
                .update();
        happened("e1", "C1", "purchase", "2026-03-02T09:00:01Z");
        happened("e2", "C2", "purchase", "2026-03-02T09:00:02Z");
        happened("e3", "C3", "purchase", "2026-03-02T09:00:03Z");

        at("2026-03-02T09:01:00Z");

        assertThat(entries())
                .containsExactly(
                        "C1 event:e1 2026-03-02 09:00:01", "C3 event:e3 2026-03-02 09:00:03");
        assertThat(waiting())
                .hasSize(1)
                .first()
                .asString()
                .doesNotContain("spoiled")
                .contains("SQL");

        database.jdbc().sql("drop trigger spoiled on enrolment").update();
        house.get(EventBacklog.class)
                .retry(Long.parseLong(house.column("select id from arrival").getFirst()));
        work();
        assertThat(entries()).contains("C2 event:e2 2026-03-02 09:00:02");
        assertThat(waiting()).isEmpty();
    }

    @Test
    void leavesTheContactsOfOthersForLaterAndWaitsForNobody() {
        live(Asks.when("thanks", Asks.event("purchase", "PT0S")));
        happened("e1", "C1", "purchase", "2026-03-02T09:00:01Z");
        happened("e2", "C2", "purchase", "2026-03-02T09:00:02Z");
        clock.step(java.time.Duration.ofMinutes(1));
        var holding = new TransactionTemplate(house.get(JdbcTransactionManager.class));

        holding.executeWithoutResult(
                _ -> {
                    house.column("select id from contact where external_id = 'C1' for update");
                    try (var other = another()) {
                        var worker = new Thread(() -> other.get(ArrivalWorker.class).drainOnce());
                        worker.start();
                        worker.join();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
        assertThat(entries()).containsExactly("C2 event:e2 2026-03-02 09:00:02");
        work();

        assertThat(entries()).hasSize(2);
    }
}
