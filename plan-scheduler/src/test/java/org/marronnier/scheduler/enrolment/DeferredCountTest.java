package org.marronnier.scheduler.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.scheduler.Rules;
import org.marronnier.scheduler.scenario.KeepingScenarios;
import org.marronnier.scheduler.scenario.LiveScenario;

/** Whoever was deferred is counted as such only as long as that lasts, however it ends. */
class DeferredCountTest extends ScenarioTest {

    @Test
    void forgetsWhoLeavesByTheExit() {
        var deferred = deferOne();

        event("zoe", "purchase", "2026-03-02T09:30:00Z");
        clock.set(actsAt(deferred.enrolment));
        walk();

        assertThat(stand(deferred.enrolment)).isEqualTo("EXITED 0");
        assertThat(counted(deferred.scenario)).isZero();
    }

    @Test
    void forgetsWhomTheEndOfTheScenarioStops() {
        var deferred = deferOne();

        plans.stands("second", Status.ENDED);
        house.get(KeepingScenarios.class).reconcile();
        while (house.get(ClearingScenarios.class).drainOnce() > 0) {
            Thread.onSpinWait();
        }

        assertThat(stand(deferred.enrolment)).isEqualTo("STOPPED 0");
        assertThat(counted(deferred.scenario)).isZero();
    }

    @Test
    void forgetsWhoCannotGoOn() {
        var deferred = deferOne();

        database.jdbc()
                .sql("update enrolment set step = '7' where id = :id")
                .param("id", deferred.enrolment)
                .update();
        clock.set(actsAt(deferred.enrolment));
        walk();

        assertThat(stand(deferred.enrolment)).startsWith("FAILED 7");
        assertThat(
                        column(
                                "select sum(n)::text from scenario_tally where line = 'deferred' and scenario_id = "
                                        + deferred.scenario.id()))
                .containsExactly("0");
    }

    @Test
    void goesAlongToAnotherEdition() {
        var deferred = deferOne();

        plans.scenario(
                of(
                        "second",
                        says -> says.priority(70).exit(bought()),
                        send("P4D", WhenCapped.DEFER)),
                Status.LIVE);
        var renewed = follow("second");
        house.get(SteeringEnrolments.class).moveToNewestEdition(renewed.id());

        assertThat(stand(deferred.enrolment)).isEqualTo("RUNNING 0 DEFERRED");
        assertThat(counted(deferred.scenario)).isZero();
        assertThat(counted(renewed)).isOne();
    }

    private record Deferred(LiveScenario scenario, long enrolment) {}

    /** A contact has had the only message of three days, and is to have another. */
    private Deferred deferOne() {
        plans.rule(Rules.atMost(1, "P3D"));
        contacts.agreed("zoe", "");
        enrol(live(of("first", send())), "zoe");
        walk();
        clock.step(Duration.ofMinutes(10));
        var scenario =
                live(of("second", says -> says.exit(bought()), send("P4D", WhenCapped.DEFER)));
        var deferred = new Deferred(scenario, enrol(scenario, "zoe"));
        walk();
        assertThat(stand(deferred.enrolment)).isEqualTo("RUNNING 0 DEFERRED");
        assertThat(counted(scenario)).isOne();
        return deferred;
    }

    /** Who is counted as deferred by the edition that a scenario had then. */
    private int counted(LiveScenario scenario) {
        return Integer.parseInt(
                column(
                                "select sum(n)::text from scenario_tally where line = 'deferred' and edition_id = "
                                        + scenario.edition())
                        .getFirst());
    }
}
