package org.marronnier.scheduler.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.scenario.Reentry;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.time.Span;

/** Who enters, and who is turned away. */
class EnteringTest extends TriggerTest {

    EnteringTest() {
        super("2026-03-02T09:00:00Z");
        contacts.one("C1", "country = 'FR'").one("C2", "country = 'BE'");
    }

    private static Asks thanks() {
        return Asks.when("thanks", Asks.event("purchase", "PT0S"));
    }

    private void bought(String... days) {
        for (var day : days) {
            var at = day + "T10:00:00Z";
            clock.set(java.time.Instant.parse(at));
            happened(day, "C1", "purchase", at);
            work();
        }
    }

    @Test
    void entersOnce() {
        live(thanks().reentry(new Reentry.Once()));
        bought("2026-03-03", "2026-03-04");
        assertThat(house.column("select reason from enrolment order by fired_at"))
                .containsExactly(null, "REENTRY");
    }

    @Test
    void entersAgainASpanAfterTheLastEntryThatWasLetIn() {
        live(thanks().reentry(new Reentry.After(Span.parse("P5D"))));
        bought("2026-03-03", "2026-03-07", "2026-03-08", "2026-03-12", "2026-03-13");
        assertThat(house.column("select reason from enrolment order by fired_at"))
                .containsExactly(null, "REENTRY", null, "REENTRY", null);
    }

    /** In New York 8 March 2026 has 23 hours, and none elsewhere. */
    @Test
    void countsTheDaysOfTheContactsOwnCalendar() {
        change("C1", "zone = 'America/New_York', known_zone = 'America/New_York'");
        live(thanks().reentry(new Reentry.After(Span.parse("P1D"))));
        for (var contact : new String[] {"C1", "C2"}) {
            happened(contact + "-1", contact, "purchase", "2026-03-07T12:00:00Z");
            happened(contact + "-2", contact, "purchase", "2026-03-08T10:59:59Z");
            happened(contact + "-3", contact, "purchase", "2026-03-08T11:00:00Z");
        }
        at("2026-03-08T13:00:00Z");
        assertThat(entries())
                .containsExactly(
                        "C1 event:C1-1 2026-03-07 12:00:00",
                        "C2 event:C2-1 2026-03-07 12:00:00",
                        "C1 event:C1-2 2026-03-08 10:59:59 REENTRY",
                        "C2 event:C2-2 2026-03-08 10:59:59 REENTRY",
                        "C1 event:C1-3 2026-03-08 11:00:00",
                        "C2 event:C2-3 2026-03-08 11:00:00 REENTRY");
    }

    /** A call that came while the scenario was held asks nothing that could have changed. */
    @Test
    void letsNobodyInWhoIsErasedBeforeTheScenarioGoesOn() {
        live(Asks.when("called", new Trigger.OnCall()));
        stands("called", Status.PAUSED);
        database.jdbc()
                .sql(
                        """
                        insert into appointment (scenario_id, contact_id, fired_by, due)
                        select s.id, c.id, 'call:1', '2026-03-02T09:00:00Z' from live_scenario s, contact c
                        """)
                .update();
        change("C1", "erased_at = '2026-03-02T10:00:00Z'");

        clock.step(Duration.ofHours(2));
        stands("called", Status.LIVE);
        work();

        assertThat(entries())
                .containsExactly(
                        "C1 call:1 2026-03-02 09:00:00 ERASED", "C2 call:1 2026-03-02 09:00:00");
        assertThat(appointments()).isEmpty();
    }

    @Test
    void isInsideOnceAtATime() {
        live(thanks().oneAtATime());
        bought("2026-03-03", "2026-03-04");
        database.jdbc().sql("update enrolment set state = 'DONE' where reason is null").update();
        bought("2026-03-05");
        assertThat(house.column("select coalesce(reason, state) from enrolment order by fired_at"))
                .containsExactly("DONE", "INSIDE", "RUNNING");
    }

    @Test
    void entersInParallelAndInTheOrderOfTimeWithinOneBatch() {
        live(thanks(), Asks.when("one", Asks.event("purchase", "PT0S")).oneAtATime());
        happened("late", "C1", "purchase", "2026-03-02T09:00:03Z");
        happened("early", "C1", "purchase", "2026-03-02T09:00:02Z");
        at("2026-03-02T09:10:00Z");
        assertThat(
                        house.column(
                                """
                                select s.key || ' ' || e.fired_by || coalesce(' ' || e.reason, '')
                                from enrolment e join live_scenario s on s.id = e.scenario_id order by 1
                                """))
                .containsExactly(
                        "one event:early",
                        "one event:late INSIDE",
                        "thanks event:early",
                        "thanks event:late");
    }

    @Test
    void takesInWhomItMeansOnTheDaysOfThePlan() {
        plans.lasting("2026-01-01", "2026-03-04");
        live(thanks().target(Asks.livesIn("FR")));
        happened("e1", "C1", "purchase", "2026-03-02T10:00:00Z");
        happened("e2", "C2", "purchase", "2026-03-02T10:00:00Z");
        at("2026-03-02T11:00:00Z");
        // 4 March ends at 23:00 in UTC.
        happened("e3", "C1", "purchase", "2026-03-04T22:59:59Z");
        happened("e4", "C1", "purchase", "2026-03-04T23:00:00Z");
        at("2026-03-05T08:00:00Z");

        assertThat(entries())
                .containsExactly(
                        "C1 event:e1 2026-03-02 10:00:00",
                        "C2 event:e2 2026-03-02 10:00:00 NOT_TARGETED",
                        "C1 event:e3 2026-03-04 22:59:59",
                        "C1 event:e4 2026-03-04 23:00:00 OUTSIDE_PLAN");
        assertThat(
                        house.column(
                                "select line || ' ' || sum(n) from scenario_tally where step = '' group by line order by line"))
                .containsExactly("entered 2", "refused:NOT_TARGETED 1", "refused:OUTSIDE_PLAN 1");
    }
}
