package org.marronnier.scheduler.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.scenario.Step;

class LocalWaitTest extends ScenarioTest {

    LocalWaitTest() {
        super(Instant.parse("2026-03-28T08:00:00Z"));
    }

    @Test
    void countsDaysOnTheLocalClockWhenItIsPutForward() {
        contacts.agreed("zoe", "");
        var id = enrol(live(of("welcome", pause("P1D"), send(), pause("PT24H"))), "zoe");

        walk();
        assertThat(actsAt(id)).isEqualTo("2026-03-29T07:00:00Z");
        walkAt("2026-03-29T07:00:00Z");

        assertThat(column("select occurrence from message")).containsExactly("2026-03-29T09:00:00");
        assertThat(actsAt(id)).isEqualTo("2026-03-30T07:00:00Z");
    }

    @Test
    void countsDaysOnTheLocalClockWhenItIsPutBack() {
        contacts.agreed("zoe", "");
        clock.set(Instant.parse("2026-10-24T07:00:00Z"));
        var id = enrol(live(of("welcome", pause("P1D"), pause("PT24H"))), "zoe");

        walk();
        assertThat(actsAt(id)).isEqualTo("2026-10-25T08:00:00Z");
        walkAt("2026-10-25T08:00:00Z");

        assertThat(actsAt(id)).isEqualTo("2026-10-26T08:00:00Z");
    }

    @Test
    void readsATimeThatTheClockLeavesOutAsTheFirstAfterTheGapAndATwofoldOneAsTheEarlier() {
        contacts.agreed("zoe", "");
        var night = live(of("night", until("02:30"), pause("P9D")));
        var spring = enrol(night, "zoe");
        walkAt("2026-03-28T20:00:00Z");
        assertThat(actsAt(spring)).isEqualTo("2026-03-29T01:00:00Z");

        clock.set(Instant.parse("2026-10-24T20:00:00Z"));
        var autumn = enrol(night, "zoe");
        walk();

        assertThat(actsAt(autumn)).isEqualTo("2026-10-25T00:30:00Z");
    }

    @Test
    void keepsTheEndOfTheMonth() {
        contacts.agreed("zoe", "");
        clock.set(Instant.parse("2027-01-31T09:00:00Z"));
        var id = enrol(live(of("welcome", pause("P1M"), pause("P1M"))), "zoe");

        walk();
        assertThat(actsAt(id)).isEqualTo("2027-02-28T09:00:00Z");
        walkAt("2027-02-28T09:00:00Z");

        assertThat(actsAt(id)).isEqualTo("2027-03-28T08:00:00Z");
    }

    @Test
    void waitsForTheDayOfTheWeek() {
        contacts.agreed("zoe", "");
        var id =
                enrol(
                        live(
                                of(
                                        "welcome",
                                        new Step.WaitUntil(DayOfWeek.MONDAY, LocalTime.of(10, 0)),
                                        send())),
                        "zoe");
        walk();
        assertThat(actsAt(id)).isEqualTo("2026-03-30T08:00:00Z");
    }

    @Test
    void waitsForTheLocalTimeOfTheZoneThatTheContactMovesTo() {
        contacts.agreed("zoe", "known_zone = 'Europe/Paris'").agreed("max", "");
        var scenario = live(of("welcome", until("10:00"), send()));
        clock.set(Instant.parse("2026-06-01T20:00:00Z"));
        var zoe = enrol(scenario, "zoe");
        var max = enrol(scenario, "max");
        walk();
        assertThat(actsAt(zoe)).isEqualTo("2026-06-02T08:00:00Z");

        move("zoe", "Asia/Tokyo");
        move("max", "America/New_York");
        walkAt("2026-06-01T20:30:00Z");

        assertThat(actsAt(zoe)).isEqualTo("2026-06-02T01:00:00Z");
        assertThat(actsAt(max)).isEqualTo("2026-06-02T14:00:00Z");
        walkAt("2026-06-02T01:00:00Z");
        assertThat(stand(zoe)).isEqualTo("DONE 1");
        assertThat(stand(max)).isEqualTo("RUNNING 0 WAIT");
    }

    @Test
    void doesNotCreepWhenItIsAMomentLateAndStartsFromNowWhenItIsMore() {
        contacts.agreed("zoe", "").agreed("max", "");
        var scenario = live(of("welcome", pause("PT1H"), pause("PT1H")));
        clock.set(Instant.parse("2026-06-01T09:00:00Z"));
        var zoe = enrol(scenario, "zoe");
        walk();

        walkAt("2026-06-01T10:00:59Z");
        assertThat(actsAt(zoe)).isEqualTo("2026-06-01T11:00:00Z");
        walkAt("2026-06-01T11:00:00Z");
        assertThat(stand(zoe)).isEqualTo("DONE 1");
        var max = enrol(scenario, "max");
        walk();
        walkAt("2026-06-01T12:05:00Z");

        assertThat(actsAt(max)).isEqualTo("2026-06-01T13:05:00Z");
    }

    private void move(String contact, String zone) {
        database.jdbc()
                .sql("update contact set known_zone = :zone where external_id = :contact")
                .param("zone", zone)
                .param("contact", contact)
                .update();
    }

    private static Step until(String at) {
        return new Step.WaitUntil(null, LocalTime.parse(at));
    }
}
