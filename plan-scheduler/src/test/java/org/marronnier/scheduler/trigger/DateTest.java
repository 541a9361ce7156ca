package org.marronnier.scheduler.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.marronnier.scheduler.House;

/** Dates of contacts fire year by year, on their own clocks. */
class DateTest extends TriggerTest {

    DateTest() {
        super("2026-03-02T09:00:00Z");
    }

    @Test
    void keepsABirthdayOn29FebruaryEveryYear() {
        contacts.one("C1", "birth_date = '1996-02-29'");
        live(Asks.when("birthday", Asks.birthday("P0D", "09:00")));
        assertThat(appointments()).containsExactly("C1 date:2027 2027-02-28 08:00:00");

        at("2027-02-28T08:00:00Z");
        assertThat(appointments()).containsExactly("C1 date:2028 2028-02-29 08:00:00");
        at("2028-03-05T08:00:00Z");

        assertThat(entries())
                .containsExactly(
                        "C1 date:2027 2027-02-28 08:00:00", "C1 date:2028 2028-02-29 08:00:00");
    }

    @Test
    void firesOnTheContactsClockWhenItChanges() {
        contacts.one("C1", "birth_date = '1990-03-29'").one("C2", "birth_date = '1990-10-25'");
        live(Asks.when("birthday", Asks.birthday("P0D", "02:30")));

        at("2026-12-31T08:00:00Z");

        // 02:30 does not exist on 29 March, and exists twice on 25 October.
        assertThat(entries())
                .containsExactly(
                        "C1 date:2026 2026-03-29 01:00:00", "C2 date:2026 2026-10-25 00:30:00");
    }

    @Test
    void followsAContactWhoMovesOrCorrectsTheDate() {
        contacts.one("C1", "birth_date = '1990-06-10'")
                .one("C2", "birth_date = '1990-06-10'")
                .one("C3", "birth_date = '1990-04-01'");
        live(Asks.when("birthday", Asks.birthday("P0D", "09:00")));
        at("2026-04-10T08:00:00Z");
        assertThat(entries()).containsExactly("C3 date:2026 2026-04-01 07:00:00");

        change("C1", "zone = 'America/New_York', known_zone = 'America/New_York'");
        change("C2", "birth_date = '1990-07-14'");
        change("C3", "birth_date = '1990-05-01'");
        work();

        // The birthday of C3 was kept this year, on the day that was known then.
        assertThat(appointments())
                .containsExactly(
                        "C1 date:2026 2026-06-10 13:00:00",
                        "C2 date:2026 2026-07-14 07:00:00",
                        "C3 date:2027 2027-05-01 07:00:00");
        change("C2", "birth_date = null");
        at("2026-12-31T08:00:00Z");
        assertThat(entries())
                .containsExactly(
                        "C3 date:2026 2026-04-01 07:00:00", "C1 date:2026 2026-06-10 13:00:00");
    }

    @Test
    void takesInWhoComesLaterAndNobodyWhoseDayWasLongAgo() {
        live(Asks.when("birthday", Asks.birthday("-P7D", "09:00")));
        clock.set(java.time.Instant.parse("2026-06-01T10:00:00Z"));
        contacts.one("C1", "birth_date = '1990-06-10'").one("C2", "birth_date = '1990-05-20'");

        work();

        assertThat(appointments())
                .containsExactly(
                        "C1 date:2026 2026-06-03 07:00:00", "C2 date:2027 2027-05-13 07:00:00");
        assertThat(entries()).isEmpty();
    }

    @Test
    void firesOnceForTwoProcessesAndARestartBetween() throws Exception {
        contacts.many(1_500);
        database.jdbc().sql("update contact set birth_date = '1990-06-10'").update();
        live(Asks.when("birthday", Asks.birthday("P0D", "09:00")));
        clock.set(java.time.Instant.parse("2026-06-10T07:00:00Z"));
        house.get(AppointmentWorker.class).drainOnce();

        try (House one = another();
                House other = another()) {
            atOnce(() -> work(one), () -> work(other));
        }

        assertThat(
                        house.column(
                                "select count(*) || ' ' || count(distinct contact_id) from enrolment"))
                .containsExactly("1500 1500");
        assertThat(house.column("select distinct due::text from appointment"))
                .containsExactly("2027-06-10 07:00:00+00");
    }

    /** Nothing arrives for changes that no scenario in service can listen to. */
    @Test
    void costsNothingWhereNobodyListens() {
        contacts.many(3);
        change("C000001", "birth_date = '1990-06-10'");
        assertThat(waiting()).isEmpty();

        live(Asks.when("birthday", Asks.birthday("P0D", "09:00")));
        change("C000001", "city = 'Lyon'");
        contacts.says("C000001", "WITHDRAWN", "2026-03-01T00:00:00Z");
        assertThat(waiting()).isEmpty();

        change("C000001", "birth_date = '1990-06-11'");
        assertThat(waiting()).containsExactly("waits");
        live(Asks.when("entry", new org.marronnier.domain.scenario.Trigger.EntersSegment("fr")));
        change("C000001", "city = 'Nice'");
        contacts.says("C000001", "GRANTED", "2026-03-02T00:00:00Z");
        assertThat(waiting()).hasSize(2);
    }
}
