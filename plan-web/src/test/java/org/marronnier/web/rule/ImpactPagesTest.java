package org.marronnier.web.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.user.Role;
import org.marronnier.scheduler.figure.MeasuringPlans;
import org.marronnier.scheduler.impact.ComputingImpacts;
import org.marronnier.web.WebTest;
import org.marronnier.web.shell.CurrentPlan;
import org.springframework.beans.factory.annotation.Autowired;

/** What a change of a rule comes to is shown by campaign and segment, in messages and contacts. */
class ImpactPagesTest extends WebTest {

    private static final String PLAN = "effets";

    @Autowired private ComputingImpacts impacts;
    @Autowired private Clock clock;

    @Autowired private MeasuringPlans measuring;

    @Test
    void tellsMessagesAndContactsOfEachCampaignAndSegment() throws UnsupportedEncodingException {
        bringIn(
                """
                marronnier: 1
                plan: {key: effets, name: Effets, brand: Maison des Effets, from: 2020-01-01, to: 2035-12-31, zone: Europe/Paris}
                conventions: {purposes: [{key: offers, name: Offres}]}
                segments: [{key: effets-lyon, name: De Lyon, when: {field: externalId, startsWith: effets-}}]
                rules:
                  pressure:
                    - {key: promo, name: Promo, restricts: {types: [PROMOTIONAL]}, max: 1, window: {rolling: P7D}}
                campaigns:
                  - {key: effets-soldes, name: Soldes à effets, kind: one-off, type: PROMOTIONAL, purpose: offers, status: draft}
                """);
        var day = clock.instant().truncatedTo(ChronoUnit.SECONDS).minus(10, ChronoUnit.DAYS);
        sent("effets-1", day);
        refused("effets-1", day.plusSeconds(3_600));
        sent("effets-2", day);
        refused("effets-2", day.plusSeconds(3_600));
        refused("effets-2", day.plusSeconds(7_200));
        var today = clock.instant().atZone(ZoneId.of("Europe/Paris")).truncatedTo(ChronoUnit.DAYS);
        var first = today.minusDays(30).toInstant();
        sent("effets-3", first);
        refused("effets-3", first.plusSeconds(60));
        sent("effets-4", today.toInstant());
        refused("effets-4", today.toInstant().plusSeconds(1));
        refused("effets-4", today.toInstant().plusSeconds(2));

        var page =
                mvc.post()
                        .uri("/rules/pressure/promo/draft")
                        .with(as(Role.ADMIN))
                        .with(token())
                        .sessionAttr(CurrentPlan.class.getName(), PLAN)
                        .param("version", "1")
                        .param("_open", "max")
                        .param("name", "Promo")
                        .param("restricts.types[]", "PROMOTIONAL")
                        .param("max", "2")
                        .param("_window", "rolling")
                        .param("_number:window.rolling", "7")
                        .param("_unit:window.rolling", "DAY")
                        .exchange();
        assertThat(page).hasStatusOk();
        impacts.drainOnce();

        assertThat(shown("/rules/impacts/" + asked()))
                .containsSubsequence(
                        "Messages retenus",
                        ">4<",
                        ">1<",
                        "−3",
                        "Messages retenus par campagne et scénario",
                        "Soldes à effets",
                        "1 contact au lieu de 3",
                        ">4<",
                        ">1<",
                        "−3",
                        "Messages retenus par segment",
                        "De Lyon",
                        "1 contact au lieu de 3");
        shown("/rules");
        measuring.drainOnce();
        assertThat(shown("/rules/effects"))
                .as("of the same days as the trial beside it")
                .containsSubsequence("id=\"effect-pressure-promo\"", ">4<", ">supprimés<");
    }

    private String shown(String path) throws UnsupportedEncodingException {
        var page =
                mvc.get()
                        .uri(path)
                        .with(as(Role.ADMIN))
                        .sessionAttr(CurrentPlan.class.getName(), PLAN)
                        .header("Accept-Language", "fr")
                        .exchange();
        assertThat(page).hasStatusOk();
        return page.getResponse().getContentAsString();
    }

    private long asked() {
        return database()
                .jdbc()
                .sql("select id from rule_impact where plan = :plan")
                .param("plan", PLAN)
                .query(Long.class)
                .single();
    }

    private void sent(String contact, Instant at) {
        database()
                .jdbc()
                .sql(
                        """
                        with known as (insert into contact (external_id) values (:contact) returning id)
                        insert into message (contact_id, plan, source, channel, type, purpose, status, at)
                        select id, :plan, 'campaign:effets-soldes', 'EMAIL', 'PROMOTIONAL', 'offers', 'SENT', :at from known
                        """)
                .param("contact", contact)
                .param("plan", PLAN)
                .param("at", sql(at))
                .update();
    }

    private void refused(String contact, Instant at) {
        database()
                .jdbc()
                .sql(
                        """
                        with fired as (
                            insert into run (plan, campaign, fired_for, decides_at, started_at, progressed_at, ended_at, state)
                            values (:plan, 'effets-soldes', :at, :at, :at, :at, :at, 'done')
                            on conflict (plan, campaign, fired_for) do update set state = excluded.state
                            returning id)
                        insert into decision (run_id, contact_id, at, outcome, line, reasons)
                        select fired.id, contact.id, :at, 'SUPPRESS', 'pressure:promo',
                               '[{"gate": "PRESSURE", "channel": "EMAIL", "counts": [{"rule": "promo"}]}]'
                        from fired, contact where external_id = :contact
                        """)
                .param("contact", contact)
                .param("plan", PLAN)
                .param("at", sql(at))
                .update();
    }

    private static OffsetDateTime sql(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
