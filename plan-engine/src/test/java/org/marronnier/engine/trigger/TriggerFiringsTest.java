package org.marronnier.engine.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.marronnier.domain.contact.EventRecord;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.time.Span;

class TriggerFiringsTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2040-01-01T00:00:00Z");

    /** Worked case 13. */
    @ParameterizedTest
    @CsvSource({
        "2004-02-29, 0, 2027-02-28T08:00:00Z",
        "2004-02-29, 1, 2027-03-01T08:00:00Z",
        "2004-02-29, -7, 2027-02-21T08:00:00Z",
        "1980-06-10, -15, 2027-05-26T07:00:00Z",
        "1980-01-03, -10, 2027-12-24T08:00:00Z",
        "1980-12-31, 10, 2027-01-10T08:00:00Z"
    })
    void keepsADateEachYear(LocalDate date, int offset, Instant at) {
        var trigger = new Trigger.OnDate("birthDate", Span.days(offset), LocalTime.of(9, 0), false);
        var in2027 =
                TriggerFirings.of(trigger)
                        .between(
                                new ContactHistory(List.of(), date, PARIS),
                                Instant.parse("2026-12-31T23:00:00Z"),
                                Instant.parse("2027-12-31T23:00:00Z"));

        assertThat(in2027).extracting(Firing::at).containsExactly(at);
    }

    @Test
    void namesADateByItsOwnYear() {
        var trigger = new Trigger.OnDate("birthDate", Span.days(-10), LocalTime.of(9, 0), false);
        var contact = new ContactHistory(List.of(), LocalDate.of(1980, 1, 3), PARIS);

        var outlook =
                TriggerFirings.of(trigger)
                        .outlook(
                                contact,
                                Instant.parse("2026-12-01T00:00:00Z"),
                                Instant.parse("2026-12-25T00:00:00Z"));

        assertThat(outlook)
                .containsExactly(
                        new Firing("date:2027", Instant.parse("2026-12-24T08:00:00Z")),
                        new Firing("date:2028", Instant.parse("2027-12-24T08:00:00Z")));
    }

    @Test
    void readsADateInTheLocalTimesThatThereAre() {
        var trigger = new Trigger.OnDate("visit", Span.ZERO, LocalTime.of(2, 30), true);
        var firings = TriggerFirings.of(trigger);

        assertThat(
                        firings.between(
                                new ContactHistory(List.of(), LocalDate.of(2027, 3, 28), PARIS),
                                START,
                                END))
                .containsExactly(new Firing("date", Instant.parse("2027-03-28T01:00:00Z")));
        assertThat(
                        firings.between(
                                new ContactHistory(List.of(), LocalDate.of(2027, 10, 31), PARIS),
                                START,
                                END))
                .containsExactly(new Firing("date", Instant.parse("2027-10-31T00:30:00Z")));
        assertThat(ContactHistory.date("2027-10-31T23:30:00Z", PARIS))
                .isEqualTo(LocalDate.of(2027, 11, 1));
        assertThat(ContactHistory.date("soon", PARIS)).isNull();
        assertThat(ContactHistory.date(20271031, PARIS)).isNull();
    }

    @Test
    void seesADateThatIsFarAhead() {
        var trigger = new Trigger.OnDate("renewal", Span.ZERO, LocalTime.of(9, 0), false);
        var contact = new ContactHistory(List.of(), LocalDate.of(2039, 6, 1), PARIS);

        assertThat(TriggerFirings.of(trigger).outlook(contact, START, START))
                .containsExactly(new Firing("date:2039", Instant.parse("2039-06-01T07:00:00Z")));
    }

    @Test
    void aCartIsNotAbandonedWhereItIsBoughtAtThatVeryInstant() {
        var cart = event("b", "cart", "2027-05-01T10:00:00Z", null);
        var trigger = new Trigger.Abandonment("cart", "purchase", Span.parse("PT4H"), null);

        assertThat(fired(trigger, cart)).containsExactly("event:b 2027-05-01T14:00:00Z");
        assertThat(fired(trigger, cart, event("a", "purchase", "2027-05-01T10:00:00Z", null)))
                .isEmpty();
        assertThat(fired(trigger, cart, event("c", "purchase", "2027-05-01T14:00:00Z", null)))
                .isEmpty();
        assertThat(fired(trigger, cart, event("c", "purchase", "2027-05-01T14:00:01Z", null)))
                .hasSize(1);
        assertThat(fired(trigger, cart, event("a", "purchase", "2027-05-01T09:59:59Z", null)))
                .hasSize(1);
        assertThat(fired(trigger, cart, event("a", "cart", "2027-05-01T10:00:00Z", null)))
                .containsExactly("event:b 2027-05-01T14:00:00Z");
        assertThat(fired(trigger, cart, event("c", "cart", "2027-05-01T14:00:00Z", null)))
                .containsExactly("event:c 2027-05-01T18:00:00Z");
    }

    @Test
    void eachCartIsBoughtOrAbandonedByItself() {
        var trigger = new Trigger.Abandonment("cart", "purchase", Span.parse("PT4H"), "no");
        var one = event("a", "cart", "2027-05-01T10:00:00Z", 1);
        var two = event("b", "cart", "2027-05-01T11:00:00Z", 2);
        var none = event("c", "cart", "2027-05-01T12:00:00Z", null);

        assertThat(
                        fired(
                                trigger,
                                one,
                                two,
                                none,
                                event("d", "purchase", "2027-05-01T13:00:00Z", "1"),
                                event("e", "purchase", "2027-05-01T13:00:00Z", null)))
                .containsExactly("event:b 2027-05-01T15:00:00Z");
    }

    @Test
    void silenceIsBrokenByAnyOfItsEvents() {
        var trigger = new Trigger.Inactivity(List.of("purchase", "visit"), Span.parse("P1M"));

        assertThat(
                        fired(
                                trigger,
                                event("a", "purchase", "2027-01-31T09:00:00Z", null),
                                event("b", "visit", "2027-02-28T09:00:00Z", null),
                                event("c", "visit", "2027-02-28T09:00:00Z", null),
                                event("d", "signup", "2027-03-05T09:00:00Z", null),
                                event("e", "visit", "2027-03-28T08:00:01Z", null)))
                .containsExactly("event:c 2027-03-28T08:00:00Z", "event:e 2027-04-28T08:00:01Z");
    }

    @Test
    void buysAgainAfterTheMedianIntervalOrTheUsualOne() {
        var trigger =
                new Trigger.Replenishment(
                        "purchase",
                        "no",
                        new BigDecimal("0.5"),
                        Map.of("SOIL", Span.days(30)),
                        null);
        var purchases =
                new EventRecord[] {
                    event("a", "purchase", "2027-03-01T09:00:00Z", "soil"),
                    event("b", "purchase", "2027-03-11T09:00:00Z", "Soil"),
                    event("c", "purchase", "2027-03-13T09:00:00Z", "SOIL"),
                    event("d", "purchase", "2027-03-13T10:00:00Z", "pot"),
                };

        assertThat(fired(trigger, purchases))
                .containsExactly(
                        // 30 days on the local clock are an hour short of 30 times 24 hours
                        "event:a 2027-03-16T08:30:00Z",
                        "event:c 2027-03-16T09:00:00Z",
                        "event:b 2027-03-26T08:30:00Z");
    }

    @Test
    void asksForNoMoreThanItReads() {
        var needs =
                TriggerFirings.of(
                                new Trigger.Abandonment(
                                        "cart", "purchase", Span.parse("PT4H"), "no"))
                        .needs();

        assertThat(needs.types()).containsExactlyInAnyOrder("cart", "purchase");
        assertThat(needs.properties()).containsExactly("no");
        assertThat(needs.eventsSince(END)).contains(END.minusSeconds(4 * 3_600));
    }

    private static List<String> fired(Trigger trigger, EventRecord... events) {
        return TriggerFirings.of(trigger)
                .between(new ContactHistory(List.of(events), null, PARIS), START, END)
                .stream()
                .map(firing -> firing.firedBy() + " " + firing.at())
                .toList();
    }

    private static EventRecord event(String id, String type, String at, @Nullable Object no) {
        return new EventRecord(
                id, type, Instant.parse(at), no == null ? Map.of() : Map.of("no", no));
    }
}
