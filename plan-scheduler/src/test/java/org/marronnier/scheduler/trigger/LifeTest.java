package org.marronnier.scheduler.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.scheduler.scenario.KeepingScenarios;
import org.marronnier.scheduler.scenario.LiveScenario;
import org.marronnier.scheduler.scenario.LiveScenarios;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A scenario that ended goes into service anew, and nobody enters by what it was before. */
class LifeTest extends TriggerTest {

    private final TransactionTemplate transaction =
            new TransactionTemplate(house.get(JdbcTransactionManager.class));
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    LifeTest() {
        super("2026-03-02T09:00:00Z");
        contacts.one("C1", "");
    }

    @AfterEach
    void end() {
        other.close();
    }

    @Test
    void firesForNothingThatHappenedBeforeItWentIntoServiceAnewElsewhere() {
        live(Asks.when("thanks", Asks.event("purchase", "PT0S")));
        clock.step(Duration.ofMinutes(1));
        house.get(LiveScenarios.class).all();
        happened("before", "C1", "purchase", "2026-03-02T09:01:00Z");

        try (var elsewhere = another()) {
            clock.step(Duration.ofSeconds(1));
            plans.stands("thanks", Status.ENDED);
            elsewhere.get(KeepingScenarios.class).reconcile();
            plans.stands("thanks", Status.LIVE);
            elsewhere.get(KeepingScenarios.class).reconcile();
        }
        happened("after", "C1", "purchase", "2026-03-02T09:01:01Z");
        work();

        assertThat(entries()).containsExactly("C1 event:after 2026-03-02 09:01:01");
    }

    @Test
    void letsNobodyEnterByWhatWasKnownBefore() {
        var before = onCall();
        stands("on-call", Status.ENDED);
        stands("on-call", Status.LIVE);

        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> enter(before)))
                .isInstanceOf(PessimisticLockingFailureException.class);
        assertThat(entries()).isEmpty();

        transaction.executeWithoutResult(_ -> enter(found()));
        assertThat(entries()).containsExactly("C1 call:1 2026-03-02 09:00:00");
    }

    @Test
    void stopsWhoIsJustEnteringWhenItGoesIntoServiceAnew() throws Exception {
        var before = onCall();
        stands("on-call", Status.ENDED);

        var launched =
                transaction.execute(
                        _ -> {
                            enter(before);
                            var begun = other.submit(() -> stands("on-call", Status.LIVE));
                            untilWaiting(begun);
                            return begun;
                        });
        launched.get();

        assertThat(house.column("select state from enrolment")).containsExactly("STOPPED");
    }

    private LiveScenario onCall() {
        live(Asks.when("on-call", new Trigger.OnCall()));
        return found();
    }

    private LiveScenario found() {
        return house.get(LiveScenarios.class).all().getFirst();
    }

    private void enter(LiveScenario scenario) {
        var contact = Long.parseLong(house.column("select id from contact").getFirst());
        house.get(Entering.class)
                .enter(
                        List.of(new Fired(scenario, contact, "call:1", clock.instant(), null)),
                        clock.instant());
    }

    private void untilWaiting(Future<?> begun) {
        while (!begun.isDone()
                && house.column("select pid::text from pg_locks where not granted").isEmpty()) {
            Thread.onSpinWait();
        }
    }
}
