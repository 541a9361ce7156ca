package org.marronnier.scheduler.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.scheduler.node.Pulse;
import org.marronnier.scheduler.scenario.KeepingScenarios;
import org.marronnier.store.outbox.Outbox;
import org.marronnier.store.scenario.StoredScenarios;

/** A scenario is paused, goes on, and ends. */
class HeldScenarioTest extends ScenarioTest {

    @Test
    void handsOverWhatIsQueuedButNothingOfAPausedScenario() {
        contacts.agreed("zoe", "");
        var id = enrol(live(of("welcome", send(), pause("P1D"), send())), "zoe");
        walk();
        plans.stands("welcome", Status.PAUSED);
        follow("welcome");

        house.deliver();
        clock.step(Duration.ofDays(1));
        walk();
        assertThat(column("select status from message")).containsExactly("QUEUED");
        assertThat(stand(id)).isEqualTo("RUNNING 1 WAIT");

        clock.step(Duration.ofHours(-1));
        plans.stands("welcome", Status.LIVE);
        follow("welcome");
        house.deliver();

        assertThat(column("select status from message")).containsExactly("SENT");
        assertThat(
                        column(
                                "select line || ' ' || sum(n) from scenario_tally where step = '0' and line in ('queued', 'sent')"
                                        + " group by line order by 1"))
                .containsExactly("queued 0", "sent 1");
    }

    @Test
    void dropsWithItsReasonWhatExpiredDuringAPause() {
        contacts.agreed("zoe", "");
        var id = enrol(live(of("welcome", pause("PT1H"), send(), pause("P1D"))), "zoe");
        walk();
        plans.stands("welcome", Status.PAUSED);
        follow("welcome");
        clock.step(Duration.ofDays(3));
        plans.stands("welcome", Status.LIVE);
        follow("welcome");

        walk();

        assertThat(decided(id)).containsExactly("1 SUPPRESS expired");
        assertThat(stand(id)).isEqualTo("RUNNING 2 WAIT");
        assertThat(actsAt(id)).isEqualTo(clock.instant().plus(Duration.ofDays(1)));
    }

    /** Whether somebody holds it, or its channel that is out of order. */
    @ParameterizedTest
    @ValueSource(strings = {"state = 'PAUSED'", "retry_at = '2026-03-03T09:30:00Z'"})
    void givesBackThePlaceOfWhatExpiresWhileNothingLeaves(String held) {
        contacts.agreed("zoe", "");
        enrol(live(of("welcome", send(), pause("P2D"))), "zoe");
        walk();
        database.jdbc().sql("update live_scenario set " + held).update();

        clock.step(Duration.ofDays(1));
        house.get(Pulse.class).beat();
        assertThat(column("select status from message")).containsExactly("QUEUED");
        clock.step(Duration.ofSeconds(1));
        house.get(Pulse.class).beat();

        assertThat(column("select status || ' ' || reason from message"))
                .containsExactly("FAILED EXPIRED");
        assertThat(column("select message_id::text from outbox")).isEmpty();
    }

    @Test
    void stopsEverybodyAndTakesBackWhatWaitsOnceTheScenarioEnds() {
        contacts.many(30);
        enrolAll(live(of("welcome", send(), pause("P1D"), send())));
        walk();
        plans.stands("welcome", Status.ENDED);
        house.get(KeepingScenarios.class).reconcile();

        while (house.get(ClearingScenarios.class).drainOnce() > 0) {
            Thread.onSpinWait();
        }

        assertThat(column("select distinct state from enrolment")).containsExactly("STOPPED");
        assertThat(column("select distinct status from message")).containsExactly("CANCELLED");
        assertThat(column("select message_id::text from outbox")).isEmpty();
    }

    /** It goes into service again before anything of it was cleared. */
    @Test
    void handsOverNothingOfTheTimeBeforeItEnded() {
        contacts.agreed("zoe", "").agreed("max", "").agreed("lea", "");
        var scenario = live(of("welcome", send()));
        var zoe = enrol(scenario, "zoe");
        walk();
        var max = enrol(scenario, "max");
        database.jdbc()
                .sql("update enrolment set state = 'FAILED' where id = :max")
                .param("max", max)
                .update();

        plans.stands("welcome", Status.ENDED);
        house.get(KeepingScenarios.class).reconcile();
        plans.stands("welcome", Status.LIVE);
        var anew = follow("welcome");
        house.get(SteeringEnrolments.class).retryAll(scenario.id());
        var lea = enrol(anew, "lea");
        walk();
        house.deliver();

        assertThat(
                        column(
                                "select concat_ws(' ', enrolment_id, status, reason) from message order by id"))
                .containsExactly(zoe + " CANCELLED SCENARIO_ENDED", lea + " SENT");
        assertThat(column("select external_id from inbox_mail")).containsExactly("lea");
        assertThat(stand(max)).isEqualTo("STOPPED 0");
        assertThat(
                        column(
                                "select concat_ws(' ', line, sum(n)) from scenario_tally where line in ('queued', 'cancelled', 'sent') group by line order by 1"))
                .containsExactly("cancelled 1", "queued 0", "sent 1");
    }

    /** What the channel could not take just now comes back when it is in service again. */
    @Test
    void handsOverNothingAnewThatWasInHandWhenItEnded() {
        contacts.agreed("zoe", "");
        var scenario = live(of("welcome", send()));
        enrol(scenario, "zoe");
        walk();
        var outbox = house.get(Outbox.class);
        var claimed =
                outbox.claim(
                        new Outbox.Origin.OfScenario(scenario.id()),
                        List.of("EMAIL"),
                        "here",
                        "inbox",
                        clock.instant(),
                        10);

        plans.stands("welcome", Status.ENDED);
        house.get(KeepingScenarios.class).reconcile();
        plans.stands("welcome", Status.LIVE);
        follow("welcome");
        outbox.record(
                List.of(
                        new Outbox.Outcome.Later(
                                claimed.getFirst().message(), clock.instant().plusSeconds(30))),
                "here",
                clock.instant());
        clock.step(Duration.ofSeconds(30));
        house.deliver();

        assertThat(column("select concat_ws(' ', status, reason) from message"))
                .containsExactly("CANCELLED SCENARIO_ENDED");
        assertThat(column("select external_id from inbox_mail")).isEmpty();
    }

    /** It goes into service again between being found to have ended and being cleared. */
    @Test
    void clearsNothingOfAScenarioThatIsLive() {
        contacts.agreed("zoe", "");
        var scenario = live(of("welcome", send(), pause("P1D")));
        var id = enrol(scenario, "zoe");
        walk();
        column(
                "insert into appointment select scenario_id, contact_id, 'call:2', act_at from enrolment returning fired_by");
        var scenarios = house.get(StoredScenarios.class);

        assertThat(scenarios.stopEverybody(scenario.id(), 10, clock.instant())).isZero();
        assertThat(scenarios.disarm(scenario.id(), 10)).isZero();
        assertThat(
                        house.get(Outbox.class)
                                .cancelWaitingOfScenario(
                                        scenario.id(), "SCENARIO_ENDED", "here", clock.instant()))
                .isZero();

        assertThat(stand(id)).isEqualTo("RUNNING 1 WAIT");
        assertThat(column("select fired_by from appointment")).containsExactly("call:2");
        assertThat(column("select status from message")).containsExactly("QUEUED");
    }
}
