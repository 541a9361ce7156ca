package org.marronnier.scheduler.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.computing.ComputingState;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.Part;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.time.SteppedClock;
import org.marronnier.scheduler.Contacts;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.PlansInHand;
import org.marronnier.store.database.TestDatabase;
import org.marronnier.store.impact.RuleImpacts;

/** What a rule would have held back, of what the database remembers. */
class ComputingImpactsTest {

    private static final Map<String, Object> PROMOTIONAL = Map.of("types", List.of("PROMOTIONAL"));

    private final TestDatabase database = TestDatabase.migrated();
    private final SteppedClock clock = new SteppedClock(Instant.parse("2026-06-30T08:00:00Z"));
    private final PlansInHand plans =
            new PlansInHand()
                    .campaign("sale")
                    .segment("lyon", Part.CONDITION.read(Map.of("field", "city", "eq", "Lyon")));
    private final Contacts contacts = new Contacts(database.jdbc());
    private House house;
    private ComputingImpacts impacts;

    @BeforeEach
    void open() {
        house =
                new House(
                        database.dataSource(),
                        plans,
                        clock,
                        Map.of("marronnier.workers", "false"),
                        context ->
                                context.scan(
                                        "org.marronnier.scheduler.impact",
                                        "org.marronnier.store.impact"));
        impacts = house.get(ComputingImpacts.class);
        contacts.one("A", "city = 'Lyon', household = 'H'")
                .one("B", "household = 'H'")
                .one("C", "");
    }

    @AfterEach
    void close() {
        house.close();
        database.close();
    }

    @Test
    void dropsWhatTheRuleRefusesAndDoesNotCountItFurther() {
        sent("A", "2026-06-01T08:00:00Z", "campaign:sale");
        sent("A", "2026-06-03T08:00:00Z", "campaign:sale");
        sent("A", "2026-06-07T08:00:00Z", "campaign:gone");
        sent("A", "2026-06-09T08:00:00Z", "campaign:sale");
        sent("C", "2026-06-09T08:00:00Z", "campaign:sale");

        var impact = impact(null, cap(1, "P7D", "person"));

        assertThat(impact.before()).isNull();
        assertThat(impact.after().concerned()).isEqualTo(new Impact.Count(5, 2));
        assertThat(impact.after().held()).isEqualTo(new Impact.Count(2, 1));
        assertThat(impact.after().sources())
                .isEqualTo(
                        Map.of(
                                "campaign:sale",
                                new Impact.Count(1, 1),
                                Impact.OTHERS,
                                new Impact.Count(1, 1)));
        assertThat(impact.after().segments()).isEqualTo(Map.of("lyon", new Impact.Count(2, 1)));
        assertThat(impact.from()).isEqualTo("2026-05-30T22:00:00Z");
        assertThat(impact.until()).isEqualTo("2026-06-29T22:00:00Z");
    }

    @Test
    void countsWhatWasSentBeforeThePeriodAndHoldsNoneOfItBack() {
        sent("C", "2026-05-29T08:00:00Z", "campaign:sale");
        sent("C", "2026-05-30T08:00:00Z", "campaign:sale");
        sent("C", "2026-06-01T08:00:00Z", "campaign:sale");
        sent("C", "2026-06-30T07:00:00Z", "campaign:sale");

        var impact = impact(cap(3, "P7D", "person"), cap(2, "P7D", "person"));

        assertThat(impact.before()).extracting(Impact.Held::held).isEqualTo(Impact.Count.NONE);
        assertThat(impact.after().held()).isEqualTo(new Impact.Count(1, 1));
        assertThat(impact.after().segments())
                .isEqualTo(Map.of(Impact.OTHERS, new Impact.Count(1, 1)));
    }

    @Test
    void tellsDayByDayWhatWasSentAndWhatEitherRuleHoldsBack() {
        sent("A", "2026-06-01T08:00:00Z", "campaign:sale");
        sent("A", "2026-06-01T22:30:00Z", "campaign:sale");
        sent("A", "2026-06-02T08:00:00Z", "campaign:sale");

        var days = impact(cap(2, "P7D", "person"), cap(1, "P7D", "person")).days();

        assertThat(days).hasSize(30);
        assertThat(days.getFirst()).isEqualTo(day("2026-05-31", 0, 0, 0));
        assertThat(days.get(1)).isEqualTo(day("2026-06-01", 1, 0, 0));
        assertThat(days.get(2)).isEqualTo(day("2026-06-02", 2, 1, 2));
        assertThat(days.getLast()).isEqualTo(day("2026-06-29", 0, 0, 0));
    }

    @Test
    void holdsNothingBackByARuleThatIsSwitchedOff() {
        sent("A", "2026-06-01T08:00:00Z", "campaign:sale");
        sent("A", "2026-06-02T08:00:00Z", "campaign:sale");
        var paused = new LinkedHashMap<>(cap(1, "P7D", "person"));
        paused.put("paused", true);

        var impact = impact(cap(1, "P7D", "person"), paused);

        assertThat(impact.before()).extracting(Impact.Held::held).isEqualTo(new Impact.Count(1, 1));
        assertThat(impact.after().held()).isEqualTo(Impact.Count.NONE);
        assertThat(impact.after().concerned()).isEqualTo(new Impact.Count(2, 1));
    }

    @Test
    void holdsBackWhatCameWhenTheDayOfAChannelWasFull() {
        sent("A", "2026-06-01T08:00:00Z", "campaign:sale");
        sent("B", "2026-06-01T08:00:00Z", "campaign:sale");
        sent("C", "2026-06-01T07:00:00Z", "campaign:sale");
        sent("C", "2026-06-01T22:30:00Z", "campaign:sale");

        var impact = carried(2, 0);

        assertThat(impact.before()).extracting(Impact.Held::held).isEqualTo(new Impact.Count(1, 1));
        assertThat(impact.days().get(1)).isEqualTo(day("2026-06-01", 3, 1, 3));
        assertThat(impact.days().get(2)).isEqualTo(day("2026-06-02", 1, 0, 1));
        assertThat(impact.after().held()).isEqualTo(new Impact.Count(4, 3));
        assertThat(carried(3, 4).after().held()).isEqualTo(Impact.Count.NONE);
    }

    @Test
    void countsOverTheHouseholdAndLeavesOtherPlansAlone() {
        sent("A", "2026-06-01T08:00:00Z", "campaign:sale");
        sent("B", "2026-06-02T08:00:00Z", "campaign:sale");
        sent("C", "2026-06-01T08:00:00Z", "campaign:sale");
        sent("C", "2026-06-02T08:00:00Z", "campaign:sale");
        database.jdbc()
                .sql(
                        "update message set plan = 'other' where at = '2026-06-02T08:00:00Z' and contact_id = (select id from contact where external_id = 'C')")
                .update();

        assertThat(impact(null, cap(1, "P7D", "household")).after().held())
                .isEqualTo(new Impact.Count(1, 1));
        assertThat(impact(null, cap(1, "P7D", "person")).after().held())
                .isEqualTo(Impact.Count.NONE);
    }

    @Test
    void asksSegmentsForTheirOwnLimitsAndEventsForTheirSilence() {
        sent("A", "2026-06-01T08:00:00Z", "campaign:sale");
        sent("A", "2026-06-02T08:00:00Z", "campaign:sale");
        sent("C", "2026-06-01T08:00:00Z", "campaign:sale");
        sent("C", "2026-06-02T08:00:00Z", "campaign:sale");
        database.jdbc()
                .sql(
                        """
                        insert into event (id, contact_id, type, at, properties)
                        select 'e' || id, id, 'claim', '2026-06-01T12:00:00Z',
                               jsonb_build_object('kind', case external_id when 'A' then 'late' else 'other' end)
                        from contact
                        """)
                .update();

        var special = new LinkedHashMap<>(cap(1, "P7D", "person"));
        special.put("overrides", List.of(Map.of("segment", "lyon", "max", 2)));
        assertThat(impact(null, special).after().segments())
                .isEqualTo(Map.of(Impact.OTHERS, new Impact.Count(1, 1)));

        var silence =
                Map.<String, Object>of(
                        "key",
                        "silence",
                        "name",
                        "Silence",
                        "restricts",
                        PROMOTIONAL,
                        "after",
                        Map.of("event", "claim", "where", Map.of("kind", "late")),
                        "window",
                        Map.of("rolling", "P10D"));
        assertThat(impact(null, silence).after().segments())
                .isEqualTo(Map.of("lyon", new Impact.Count(1, 1)));
    }

    @Test
    void triesAQuietPeriodOnTheContactsOwnClock() {
        sent("A", "2026-06-01T19:00:00Z", "campaign:sale");
        sent("C", "2026-06-01T19:00:00Z", "campaign:sale");
        database.jdbc()
                .sql("update contact set known_zone = 'America/New_York' where external_id = 'C'")
                .update();

        var id =
                impacts.ask(
                        plan(),
                        null,
                        ItemKind.QUIET_PERIOD,
                        null,
                        Map.of("key", "night", "from", "20:00", "to", "08:00"));
        impacts.drainOnce();

        assertThat(answer(id).after().held()).isEqualTo(new Impact.Count(1, 1));
    }

    @Test
    void answersTheLastQuestionOfASlotAndTheSameOneOnce() {
        sent("A", "2026-06-01T08:00:00Z", "campaign:sale");
        sent("A", "2026-06-02T08:00:00Z", "campaign:sale");

        var first = ask("louise:promo", cap(2, "P7D", "person"));
        var second = ask("louise:promo", cap(1, "P7D", "person"));
        assertThat(second).isEqualTo(first);
        impacts.drainOnce();
        assertThat(answer(second).after().held().messages()).isEqualTo(1);

        ask("louise:promo", cap(1, "P7D", "person"));
        assertThat(impacts.find(second).orElseThrow().state()).isEqualTo(ComputingState.DONE);
        clock.step(Duration.ofHours(2));
        ask("louise:promo", cap(1, "P7D", "person"));
        assertThat(impacts.find(second).orElseThrow().state()).isEqualTo(ComputingState.WAITING);
    }

    @Test
    void givesUpAQuestionThatIsAnotherByNow() {
        sent("A", "2026-06-01T08:00:00Z", "campaign:sale");
        var asked = ask("louise:promo", cap(1, "P7D", "person"));
        var queue = house.get(RuleImpacts.class);
        var taken = queue.take("me", clock.instant()).orElseThrow();

        ask("louise:promo", cap(3, "P7D", "person"));

        assertThat(queue.reach(taken, "me", 0.5, clock.instant())).isFalse();
        queue.answer(taken, "me", Map.of(), clock.instant());
        assertThat(impacts.find(asked).orElseThrow().state()).isEqualTo(ComputingState.WAITING);
    }

    @Test
    void takesUpWhatANodeLeftBehind() {
        var asked = ask(null, cap(1, "P7D", "person"));
        var queue = house.get(RuleImpacts.class);
        queue.take("dead", clock.instant());

        assertThat(queue.take("me", clock.instant())).isEmpty();
        clock.step(Duration.ofMinutes(2));
        assertThat(queue.take("me", clock.instant()))
                .get()
                .extracting(RuleImpacts.Standing::id)
                .isEqualTo(asked);
    }

    @Test
    void saysThatARuleCannotBeTried() {
        var asked =
                impacts.ask(plan(), null, ItemKind.PRESSURE_RULE, null, Map.of("key", "broken"));

        impacts.drainOnce();

        assertThat(impacts.find(asked).orElseThrow().state()).isEqualTo(ComputingState.FAILED);
    }

    @Test
    void triesARuleAgainAtOnceThatCouldNotBeTried() {
        var asked = ask("louise:promo", Map.of("key", "broken"));
        impacts.drainOnce();
        assertThat(impacts.find(asked).orElseThrow().state()).isEqualTo(ComputingState.FAILED);

        ask("louise:promo", Map.of("key", "broken"));

        assertThat(impacts.find(asked).orElseThrow().state()).isEqualTo(ComputingState.WAITING);
    }

    private Impact impact(Map<String, Object> before, Map<String, Object> after) {
        var id = impacts.ask(plan(), null, ItemKind.PRESSURE_RULE, before, after);
        impacts.drainOnce();
        return answer(id);
    }

    private Impact carried(int before, int after) {
        var id =
                impacts.ask(
                        plan(),
                        null,
                        ItemKind.CAPACITY,
                        Map.of("channel", "EMAIL", "perDay", before),
                        Map.of("channel", "EMAIL", "perDay", after));
        impacts.drainOnce();
        return answer(id);
    }

    private static Impact.Day day(String day, long sent, long before, long after) {
        return new Impact.Day(LocalDate.parse(day), sent, before, after);
    }

    private long ask(String slot, Map<String, Object> after) {
        return impacts.ask(plan(), slot, ItemKind.PRESSURE_RULE, null, after);
    }

    private Impact answer(long id) {
        var standing = impacts.find(id).orElseThrow();
        assertThat(standing.state()).isEqualTo(ComputingState.DONE);
        return Impact.of(standing.figures());
    }

    private PlanDocument plan() {
        return plans.load(PlansInHand.PLAN).orElseThrow();
    }

    private static Map<String, Object> cap(int max, String window, String unit) {
        return Map.of(
                "key",
                "promo",
                "name",
                "Promo",
                "restricts",
                PROMOTIONAL,
                "max",
                max,
                "window",
                Map.of("rolling", window),
                "unit",
                unit);
    }

    private void sent(String externalId, String at, String source) {
        database.jdbc()
                .sql(
                        """
                        insert into message (contact_id, plan, source, channel, type, status, at)
                        select id, 'maison', :source, 'EMAIL', 'PROMOTIONAL', 'SENT', cast(:at as timestamptz)
                        from contact where external_id = :contact
                        """)
                .param("source", source)
                .param("at", at)
                .param("contact", externalId)
                .update();
    }
}
