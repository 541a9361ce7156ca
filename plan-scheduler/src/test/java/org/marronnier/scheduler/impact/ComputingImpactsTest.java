package org.marronnier.scheduler.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.document.ItemKind;

/** What a rule would have held back, of what the database remembers. */
class ComputingImpactsTest extends ImpactTest {

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
}
