package org.marronnier.store.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.store.audience.MeasuredPeople.FRENCH;
import static org.marronnier.store.audience.MeasuredPeople.NOW;
import static org.marronnier.store.audience.MeasuredPeople.VOCABULARY;
import static org.marronnier.store.audience.MeasuredPeople.plain;
import static org.marronnier.store.audience.MeasuredPeople.value;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Comparison.Operator;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.condition.PropertyTest;
import org.marronnier.domain.figure.Figure;
import org.marronnier.domain.figure.Figure.None;
import org.marronnier.domain.figure.Figure.Why;
import org.marronnier.domain.scenario.Reentry;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.time.Span;
import org.marronnier.store.database.TestDatabase;

/** How often scenarios would have been entered, whatever starts them. */
class EntryFiguresTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private static final Reentry ALWAYS = new Reentry.Always();

    private final MeasuredPeople people = new MeasuredPeople(DATABASE);

    @BeforeEach
    void threeOfTwoCountries() {
        people.begin();
    }

    @Test
    void countsEventsThatFireAsReentryLetsThem() {
        people.event("A", "signup", 2, "{\"first\": true}");
        people.event("A", "signup", 9, "{\"first\": true}");
        people.event("A", "signup", 12, "{\"first\": true}");
        people.event("B", "signup", 31, "{\"first\": true}");
        people.event("B", "signup", 5, "{\"first\": false}");
        people.event("C", "signup", 5, "{\"first\": true}");
        var trigger =
                new Trigger.OnEvent(
                        "signup",
                        List.of(
                                new PropertyTest(
                                        "first",
                                        List.of(
                                                Comparison.of(
                                                        Operator.EQ, new Operand.Truth(true))))),
                        Span.ZERO);
        var later = new Trigger.OnEvent("signup", trigger.where(), Span.days(3));

        assertThat(entries(trigger, ALWAYS)).isEqualTo(value("4"));
        assertThat(entries(trigger, new Reentry.Once())).isEqualTo(value("2"));
        assertThat(entries(trigger, new Reentry.After(Span.days(7)))).isEqualTo(value("3"));
        assertThat(entries(later, ALWAYS)).isEqualTo(value("4"));
        assertThat(entries(trigger, ALWAYS, FRENCH)).isEqualTo(value("3"));
    }

    /** In New York 8 March 2026 has 23 hours, and none elsewhere. */
    @Test
    void countsTheDaysOfTheContactsOwnCalendar() {
        people.zone("A", "America/New_York");
        for (var contact : List.of("A", "B")) {
            people.eventAt(contact, "signup", "2026-03-07T12:00:00Z", "{}");
            people.eventAt(contact, "signup", "2026-03-08T10:59:59Z", "{}");
            people.eventAt(contact, "signup", "2026-03-08T11:00:00Z", "{}");
        }

        assertThat(
                        measured(
                                new Trigger.OnEvent("signup", List.of(), Span.ZERO),
                                Condition.EVERYBODY,
                                new Reentry.After(Span.days(1)),
                                30,
                                Instant.parse("2026-03-20T08:00:00Z")))
                .isEqualTo(value("3"));
    }

    @Test
    void countsWhatIsAbandoned() {
        people.event("A", "cart", 10, "{\"cart\": \"1\"}");
        people.event("B", "cart", 10, "{\"cart\": \"2\"}");
        people.eventAt("B", "purchase", "2026-06-20T10:00:00Z", "{\"cart\": \"9\"}");
        people.eventAt("C", "cart", "2026-06-25T08:00:00Z", "{}");
        people.eventAt("C", "cart", "2026-06-25T10:00:00Z", "{}");
        people.eventAt("A", "cart", "2026-06-30T06:00:00Z", "{}");
        var four = Span.parse("PT4H");

        assertThat(entries(new Trigger.Abandonment("cart", "purchase", four, null), ALWAYS))
                .isEqualTo(value("2"));
        assertThat(entries(new Trigger.Abandonment("cart", "purchase", four, "cart"), ALWAYS))
                .isEqualTo(value("3"));
    }

    @Test
    void countsDatesOfTheLastDays() {
        people.birth("A", "1990-06-10");
        people.birth("B", "1990-07-02");
        people.birth("C", "1992-06-30");

        var morning = LocalTime.of(9, 0);
        assertThat(entries(new Trigger.OnDate("birthDate", Span.ZERO, morning, false), ALWAYS))
                .isEqualTo(value("2"));
        assertThat(entries(new Trigger.OnDate("birthDate", Span.days(-3), morning, false), ALWAYS))
                .isEqualTo(value("3"));
        assertThat(
                        entries(
                                new Trigger.OnDate(
                                        "birthDate", Span.ZERO, LocalTime.of(11, 0), false),
                                ALWAYS))
                .isEqualTo(value("1"));
        assertThat(entries(new Trigger.OnDate("birthDate", Span.ZERO, morning, true), ALWAYS))
                .isEqualTo(value("0"));
    }

    @Test
    void keepsTheLeapDayOnTheLastOfFebruary() {
        people.birth("A", "1992-02-29");

        var trigger = new Trigger.OnDate("birthDate", Span.ZERO, LocalTime.of(9, 0), false);
        assertThat(
                        measured(
                                trigger,
                                Condition.EVERYBODY,
                                ALWAYS,
                                1,
                                Instant.parse("2027-02-28T09:00:00Z")))
                .isEqualTo(value("1"));
        assertThat(
                        measured(
                                trigger,
                                Condition.EVERYBODY,
                                ALWAYS,
                                1,
                                Instant.parse("2028-02-28T09:00:00Z")))
                .isEqualTo(value("0"));
    }

    @Test
    void countsSilences() {
        people.event("A", "purchase", 100, "{}");
        people.event("B", "purchase", 100, "{}");
        people.event("B", "visit", 50, "{}");
        people.event("C", "purchase", 200, "{}");
        var after = Span.days(90);

        assertThat(entries(new Trigger.Inactivity(List.of("purchase"), after), ALWAYS))
                .isEqualTo(value("2"));
        assertThat(entries(new Trigger.Inactivity(List.of("purchase", "visit"), after), ALWAYS))
                .isEqualTo(value("1"));
    }

    @Test
    void countsWhatIsDueAgain() {
        people.event("A", "purchase", 65, "{\"sku\": \"SOIL\"}");
        people.event("A", "purchase", 45, "{\"sku\": \"SOIL\"}");
        people.event("A", "purchase", 25, "{\"sku\": \"SOIL\"}");
        people.event("B", "purchase", 40, "{\"sku\": \"SEED\"}");
        people.event("C", "purchase", 40, "{\"sku\": \"POT\"}");
        var trigger =
                new Trigger.Replenishment(
                        "purchase",
                        "sku",
                        BigDecimal.ONE,
                        Map.of("SEED", Span.days(30)),
                        Span.days(300));

        assertThat(entries(trigger, ALWAYS)).isEqualTo(value("2"));
    }

    @Test
    void countsThoseWhoCameIn() {
        people.event("A", "purchase", 5, "{}");
        people.event("B", "purchase", 50, "{}");

        assertThat(entries(new Trigger.EntersSegment("buyers"), ALWAYS)).isEqualTo(value("1"));
        assertThat(entries(new Trigger.EntersStage("buyer"), ALWAYS)).isEqualTo(value("1"));
        assertThat(entries(new Trigger.EntersStage("buyer"), ALWAYS, new Condition.Not(FRENCH)))
                .isEqualTo(value("0"));
    }

    @Test
    void saysWhyThereIsNoNumber() {
        assertThat(entries(new Trigger.OnCall(), ALWAYS)).isEqualTo(new None(Why.CALL));
        assertThat(entries(new Trigger.Weather(List.of(), Span.days(1)), ALWAYS))
                .isEqualTo(new None(Why.WEATHER));
    }

    private Figure entries(Trigger trigger, Reentry reentry) {
        return entries(trigger, reentry, Condition.EVERYBODY);
    }

    private Figure entries(Trigger trigger, Reentry reentry, Condition target) {
        return measured(trigger, target, reentry, 30, NOW);
    }

    private Figure measured(
            Trigger trigger, Condition target, Reentry reentry, int days, Instant now) {
        return plain(
                people.measure(
                        all -> all.entries(trigger, target, reentry, VOCABULARY, days, now)));
    }
}
