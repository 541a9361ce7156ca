package org.marronnier.scheduler.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.marronnier.domain.scenario.Trigger;

/**
 * A scenario goes into service within a second, and what happens is told in whole ones: that second
 * counts, and nothing before it.
 */
class LaunchTest extends TriggerTest {

    LaunchTest() {
        super("2026-03-02T09:00:00.700Z");
        contacts.one("C1", "").one("C2", "").one("C3", "");
    }

    @Test
    void firesForAnEventInItsVerySecondAndForNoneBefore() {
        live(
                Asks.when("thanks", Asks.event("purchase", "PT0S")),
                Asks.when("cart", Asks.abandoned("cart", "purchase", "PT1H")));
        happened("day-before", "C1", "purchase", "2026-03-01T09:00:00Z");
        happened("second-before", "C1", "purchase", "2026-03-02T08:59:59Z");
        happened("then", "C1", "purchase", "2026-03-02T09:00:00Z");
        happened("cart-before", "C3", "cart", "2026-03-02T07:59:59Z");
        happened("cart-then", "C2", "cart", "2026-03-02T08:00:00Z");

        at("2026-03-02T09:30:00Z");

        assertThat(entries())
                .containsExactly(
                        "C1 event:then 2026-03-02 09:00:00",
                        "C2 event:cart-then 2026-03-02 09:00:00");
    }

    @Test
    void armsForAnInstantInItsVerySecondAndForNoneBefore() {
        recorded("before", "C1", "purchase", "2026-03-01T08:59:59Z", "{}");
        recorded("then", "C2", "purchase", "2026-03-01T09:00:00Z", "{}");

        live(Asks.when("thanks", Asks.event("purchase", "PT24H")));
        at("2026-03-02T09:30:00Z");

        assertThat(entries()).containsExactly("C2 event:then 2026-03-02 09:00:00");
    }

    @Test
    void keepsADateThatComesInItsVerySecond() {
        change("C1", "birth_date = '1990-03-02'");
        change("C2", "birth_date = '1990-03-01'");

        live(Asks.when("birthday", Asks.birthday("P0D", "10:00")));

        assertThat(entries()).containsExactly("C1 date:2026 2026-03-02 09:00:00");
        assertThat(appointments())
                .containsExactly(
                        "C2 date:2027 2027-03-01 09:00:00", "C1 date:2027 2027-03-02 09:00:00");
    }

    /** Whether it is answered before the scenario has gone through the contact, or after. */
    @Test
    void entersWhoStartsToMatchInItsVerySecondAndNobodyWhoDidBefore() {
        plans.segment("buyers", Asks.atLeast(1, "purchase", "P10D"));
        recorded("before", "C1", "purchase", "2026-03-02T08:59:59Z", "{}");
        recorded("then", "C2", "purchase", "2026-03-02T09:00:00Z", "{}");

        live(Asks.when("buyers", new Trigger.EntersSegment("buyers")));
        arrives("before");
        arrives("then");
        happened("late", "C3", "purchase", "2026-03-02T09:00:00Z");
        at("2026-03-02T09:30:00Z");

        assertThat(entries())
                .containsExactly(
                        "C2 entry:2026-03-02T09:00:00Z 2026-03-02 09:00:00",
                        "C3 entry:2026-03-02T09:00:00Z 2026-03-02 09:00:00");
    }
}
