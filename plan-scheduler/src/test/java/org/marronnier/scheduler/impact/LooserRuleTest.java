package org.marronnier.scheduler.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.time.Span;
import org.marronnier.scheduler.trigger.Asks;

/** What a rule alone refused is tried again by a looser one. */
class LooserRuleTest extends ImpactTest {

    private static final ScenarioBrief WELCOME =
            Asks.when("welcome", Asks.event("purchase", "PT1H"))
                    .steps(
                            new Step.Send(
                                    "hello",
                                    List.of(Channel.EMAIL),
                                    Span.days(2),
                                    WhenCapped.DROP,
                                    BigDecimal.ZERO,
                                    null,
                                    List.of()))
                    .brief();

    @Test
    void letsGoByALooserRuleWhatTheRuleAloneRefused() {
        sent("A", "2026-06-01T08:00:00Z", "campaign:sale");
        refused("A", "2026-06-02T08:00:00Z", pressure("promo"));
        refused("A", "2026-06-03T08:00:00Z", pressure("promo"));
        refused("B", "2026-06-02T08:00:00Z", pressure("promo", "other"));
        refused("C", "2026-06-02T08:00:00Z", pressure("other"));
        refused("C", "2026-05-20T08:00:00Z", pressure("promo"));

        var impact = impact(cap(1, "P7D", "person"), cap(2, "P7D", "person"));

        assertThat(impact.before()).extracting(Impact.Held::held).isEqualTo(new Impact.Count(2, 1));
        assertThat(impact.after().held()).isEqualTo(new Impact.Count(1, 1));
        assertThat(impact.after().concerned()).isEqualTo(new Impact.Count(3, 1));
        assertThat(impact.after().sources())
                .isEqualTo(Map.of("campaign:sale", new Impact.Count(1, 1)));
        assertThat(impact.after().segments()).isEqualTo(Map.of("lyon", new Impact.Count(1, 1)));
        assertThat(impact.days().get(2)).isEqualTo(day("2026-06-02", 1, 1, 0));
        assertThat(impact.days().get(3)).isEqualTo(day("2026-06-03", 1, 1, 1));
    }

    @Test
    void letsGoWhatAHouseholdWasRefusedByAStep() {
        plans.scenario(WELCOME, Status.LIVE);
        sent("A", "2026-06-01T08:00:00Z", "campaign:sale");
        refusedAtStep("B", "2026-06-02T08:00:00Z", "0", pressure("promo"));
        refusedAtStep("B", "2026-06-03T08:00:00Z", "9", pressure("promo"));

        var impact = impact(cap(1, "P7D", "household"), cap(2, "P7D", "household"));

        assertThat(impact.before())
                .extracting(Impact.Held::sources)
                .isEqualTo(Map.of("scenario:welcome", new Impact.Count(1, 1)));
        assertThat(impact.after().held()).isEqualTo(Impact.Count.NONE);
    }

    @Test
    void letsGoWhatAQuietPeriodRefusedAndAShorterOneWouldNot() {
        refused("A", "2026-06-01T19:00:00Z", quiet("night"));
        refused("C", "2026-06-01T21:00:00Z", quiet("night"));

        var id =
                impacts.ask(
                        plan(),
                        null,
                        ItemKind.QUIET_PERIOD,
                        Map.of("key", "night", "from", "20:00", "to", "08:00"),
                        Map.of("key", "night", "from", "22:00", "to", "08:00"));
        impacts.drainOnce();

        assertThat(answer(id).before())
                .extracting(Impact.Held::held)
                .isEqualTo(new Impact.Count(2, 2));
        assertThat(answer(id).after().held()).isEqualTo(new Impact.Count(1, 1));
    }

    private static String pressure(String... rules) {
        return Stream.of(rules)
                .map("{\"rule\": \"%s\"}"::formatted)
                .collect(
                        Collectors.joining(
                                ", ",
                                "[{\"gate\": \"PRESSURE\", \"channel\": \"EMAIL\", \"counts\": [",
                                "]}]"));
    }

    private static String quiet(String period) {
        return "[{\"gate\": \"QUIET\", \"channel\": \"EMAIL\", \"periods\": [\"%s\"]}]"
                .formatted(period);
    }

    private void refused(String externalId, String at, String reasons) {
        database.jdbc()
                .sql(
                        """
                        with fired as (
                            insert into run (plan, campaign, fired_for, decides_at, started_at, progressed_at)
                            select 'maison', 'sale', at, at, at, at from (select cast(:at as timestamptz)) given (at)
                            on conflict (plan, campaign, fired_for) do update set state = excluded.state
                            returning id)
                        insert into decision (run_id, contact_id, at, outcome, line, reasons)
                        select fired.id, contact.id, cast(:at as timestamptz), 'SUPPRESS', 'any', cast(:reasons as jsonb)
                        from fired, contact where external_id = :contact
                        """)
                .param("at", at)
                .param("reasons", reasons)
                .param("contact", externalId)
                .update();
    }

    private void refusedAtStep(String externalId, String at, String step, String reasons) {
        database.jdbc()
                .sql(
                        """
                        with live as (
                            insert into live_scenario (plan, programme, key, state, since)
                            values ('maison', 'club', 'welcome', 'LIVE', cast(:at as timestamptz))
                            on conflict (plan, programme, key) do update set since = excluded.since
                            returning id)
                        insert into step_decision (enrolment_id, step, at, scenario_id, contact_id, due, outcome, line, reasons)
                        select 1, :step, cast(:at as timestamptz), live.id, contact.id, cast(:at as timestamptz),
                               'SUPPRESS', 'any', cast(:reasons as jsonb)
                        from live, contact where external_id = :contact
                        """)
                .param("at", at)
                .param("step", step)
                .param("reasons", reasons)
                .param("contact", externalId)
                .update();
    }
}
