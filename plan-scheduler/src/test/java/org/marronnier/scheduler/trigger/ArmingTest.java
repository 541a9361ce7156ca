package org.marronnier.scheduler.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.scheduler.scenario.KeepingScenarios;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The contacts that were there before a scenario get their appointments. */
class ArmingTest extends TriggerTest {

    ArmingTest() {
        super("2026-03-02T09:00:00Z");
    }

    private void bornInJune(int count) {
        contacts.many(count);
        database.jdbc().sql("update contact set birth_date = '1990-06-10'").update();
    }

    @Test
    void goesThroughAllInChunksAndSurvivesADeathBetween() {
        bornInJune(5_000);
        launch(Asks.when("birthday", Asks.birthday("P0D", "09:00")));
        var arming = house.get(Arming.class);
        while (house.column("select fired_by from appointment limit 1").isEmpty()) {
            arming.drainOnce();
        }
        var dying = new TransactionTemplate(house.get(JdbcTransactionManager.class));
        dying.executeWithoutResult(
                status -> {
                    arming.drainOnce();
                    status.setRollbackOnly();
                });
        assertThat(house.column("select armed_up_to < arm_to from live_scenario"))
                .containsExactly("t");

        try (var next = another()) {
            work(next);
        }

        assertThat(house.column("select count(*) from appointment")).containsExactly("5000");
        assertThat(house.column("select armed_up_to is null from live_scenario"))
                .containsExactly("t");
    }

    @Test
    void armsForWhatHappenedBeforeAndFiresAfter() {
        contacts.one("C1", "").one("C2", "");
        recorded("p1", "C1", "purchase", "2026-02-27T09:00:00Z", "{}");
        recorded("p2", "C2", "purchase", "2026-02-24T09:00:00Z", "{}");

        live(Asks.when("thanks", Asks.event("purchase", "P5D")));

        assertThat(appointments()).containsExactly("C1 event:p1 2026-03-04 09:00:00");
    }

    @Test
    void losesNothingOfWhatComesInMeanwhileAndDoublesNothing() {
        contacts.one("C1", "").one("C2", "");
        recorded("p1", "C1", "purchase", "2026-03-01T09:00:00Z", "{}");
        plans.segment("regular", Asks.atLeast(2, "purchase", "P10D"));
        launch(
                Asks.when(
                        "regular",
                        new org.marronnier.domain.scenario.Trigger.EntersSegment("regular")),
                Asks.when("silent", Asks.silent("P10D", "purchase")));
        clock.step(Duration.ofHours(1));
        happened("p2", "C1", "purchase", "2026-03-02T09:30:00Z");
        house.get(ArrivalWorker.class).drainOnce();
        happened("p3", "C1", "purchase", "2026-03-02T09:45:00Z");
        happened("p4", "C2", "purchase", "2026-03-02T09:45:00Z");
        while (house.get(Arming.class).drainOnce() > 0) {
            Thread.onSpinWait();
        }
        work();
        at("2026-03-20T09:00:00Z");

        assertThat(entries())
                .containsExactly(
                        "C1 entry:2026-03-02T09:30:00Z 2026-03-02 09:30:00",
                        "C1 event:p3 2026-03-12 09:45:00",
                        "C2 event:p4 2026-03-12 09:45:00");
    }

    /** Who was writing contacts when the scenario went live may not have known of it. */
    @Test
    void waitsForThoseWhoWereWritingWhenItWasPutIntoService() {
        bornInJune(1);
        var writing = new TransactionTemplate(house.get(JdbcTransactionManager.class));

        writing.executeWithoutResult(
                _ -> {
                    contacts.one("NEW", "birth_date = '1990-07-01'");
                    try (var other = another()) {
                        var thread =
                                new Thread(
                                        () -> {
                                            launch(
                                                    Asks.when(
                                                            "birthday",
                                                            Asks.birthday("P0D", "09:00")));
                                            work(other);
                                        });
                        thread.start();
                        thread.join();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
        work();

        assertThat(appointments())
                .containsExactly(
                        "C000001 date:2026 2026-06-10 07:00:00",
                        "NEW date:2026 2026-07-01 07:00:00");
    }

    private void launch(Asks... asked) {
        for (var one : asked) {
            plans.scenario(one.brief(), Status.LIVE);
        }
        house.get(KeepingScenarios.class).reconcile();
    }
}
