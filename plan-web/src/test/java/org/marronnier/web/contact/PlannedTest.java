package org.marronnier.web.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.user.Role;
import org.marronnier.domain.user.Scope;
import org.marronnier.scheduler.figure.MeasuringPlans;
import org.marronnier.web.WebTest;
import org.marronnier.web.shell.CurrentPlan;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/**
 * What approved campaigns would do about a contact, and what a campaign would come to, before
 * anything runs; and what was decided, as a table.
 */
class PlannedTest extends WebTest {

    private static final String KEY_OF_PLAN = "planned-soon";
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Paris"));

    private static final String PLAN =
            """
            marronnier: 1
            plan: {key: planned-soon, name: Bientôt, brand: Maison, from: %1$s, to: %2$s, zone: Europe/Paris,
                   locale: fr, country: FR, saleEvent: purchase, lookAhead: P7D}
            conventions:
              purposes: [{key: offers, name: Offres}]
              senders: [{key: club, channel: EMAIL, name: Le Club, address: club@maison.example, types: [PROMOTIONAL, SERVICE]}]
            rules:
              pressure: [{key: planned-week, name: Une promotion par semaine, max: 1, window: {rolling: P7D}, unit: person,
                          restricts: {channels: [EMAIL], types: [PROMOTIONAL]}}]
              capacity: [{channel: EMAIL, perDay: 1000}]
            templates:
              - {key: hello, channel: EMAIL, locale: fr, sender: club, subject: "Bonjour", html: "<p>Bonjour</p>"}
            campaigns:
              - {key: planned-big, name: Grande annonce, kind: one-off, type: PROMOTIONAL, purpose: offers, channels: [EMAIL],
                 template: hello, start: %3$sT10:00, whenCapped: drop, priority: 80, status: approved, target: {field: country, eq: FR}}
              - {key: planned-small, name: Petite annonce, kind: one-off, type: PROMOTIONAL, purpose: offers, channels: [EMAIL],
                 template: hello, start: %3$sT11:00, whenCapped: drop, priority: 40, status: approved, target: {field: country, eq: FR}}
              - {key: planned-belge, name: Annonce belge, kind: one-off, type: PROMOTIONAL, purpose: offers, channels: [EMAIL],
                 template: hello, start: %3$sT12:00, status: approved, target: {field: country, eq: BE}}
              - {key: planned-draft, name: Brouillon, kind: one-off, type: PROMOTIONAL, purpose: offers, channels: [EMAIL],
                 template: hello, start: %3$sT13:00, status: draft, target: {field: city, eq: Planville}}
              - {key: planned-later, name: Bien plus tard, kind: one-off, type: PROMOTIONAL, purpose: offers, channels: [EMAIL],
                 template: hello, start: %4$sT13:00, status: approved}
              - {key: planned-empty, name: Sans canal, kind: one-off, type: PROMOTIONAL, start: %3$sT13:00, status: draft}
            """
                    .formatted(
                            TODAY.minusDays(30),
                            TODAY.plusDays(300),
                            TODAY.plusDays(3),
                            TODAY.plusDays(90));

    @Autowired private MeasuringPlans measuring;

    @BeforeEach
    void people() {
        bringIn(PLAN);
        sql(
                """
                insert into contact (external_id, email, email_key, first_name, country, city)
                values ('PLANNED-1', 'planned1@maison.example', 'planned1@maison.example', 'Ana', 'FR', 'Planville'),
                       ('PLANNED-2', 'planned2@maison.example', 'planned2@maison.example', 'Bob', 'DE', 'Planville')
                on conflict do nothing
                """);
        sql(
                """
                insert into consent (contact_id, channel, purpose, status, source, at)
                select id, 'EMAIL', 'offers', 'GRANTED', 'web', timestamptz '2026-01-01Z' from contact where external_id = 'PLANNED-1'
                on conflict do nothing
                """);
    }

    @Test
    void tellsWhatIsPlannedOfCampaignsThatMeanTheContactSoon() {
        assertThat(planned("PLANNED-1", "?plan=" + KEY_OF_PLAN))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying("$.decisions", all -> all.assertThat().asArray().hasSize(2))
                .hasPathSatisfying(
                        "$.decisions[0].source",
                        one -> one.assertThat().isEqualTo("campaign:planned-big"))
                .hasPathSatisfying(
                        "$.decisions[0].outcome", one -> one.assertThat().isEqualTo("SEND"))
                .hasPathSatisfying(
                        "$.decisions[1].outcome", one -> one.assertThat().isEqualTo("SUPPRESS"))
                .hasPathSatisfying(
                        "$.decisions[1].reasons[0].counts[0].heldBy[0].source",
                        one -> one.assertThat().isEqualTo("campaign:planned-big"));
        assertThat(planned("PLANNED-2", "?plan=" + KEY_OF_PLAN))
                .bodyJson()
                .hasPathSatisfying("$.decisions", all -> all.assertThat().asArray().isEmpty());
        assertThat(planned("PLANNED-none", "?plan=" + KEY_OF_PLAN)).hasStatus(404);
        assertThat(planned("PLANNED-1", "?plan=nowhere")).hasStatus(404);
    }

    @Test
    void showsWhatIsPlannedAboveTheDecisions() {
        assertThat(page("/contacts/PLANNED-1", null))
                .hasStatusOk()
                .bodyText()
                .contains("hx-get=\"/contacts/PLANNED-1/planned\"", "hx-trigger=\"load\"");
        assertThat(page("/contacts/PLANNED-1/planned", "true"))
                .hasStatusOk()
                .bodyText()
                .contains("Grande annonce", "Prévu", "Petite annonce", "Serait supprimé")
                .doesNotContain("<html", "Annonce belge", "Brouillon", "Bien plus tard", "hx-get=");
        assertThat(page("/contacts/PLANNED-1/planned", null))
                .hasStatusOk()
                .bodyText()
                .contains("<html", "Grande annonce");
        assertThat(page("/contacts/PLANNED-2/planned", "true"))
                .bodyText()
                .contains("Aucune campagne approuvée ne vise ce contact");
        assertThat(page("/contacts/PLANNED-none/planned", "true")).hasStatus(404);
    }

    @Test
    void takesTheDecisionsOutAsATableAndKeepsWhoDid() {
        sql(
                """
                insert into message (contact_id, plan, source, channel, type, status, at, sent_at)
                select id, 'planned-soon', 'campaign:=planned', 'EMAIL', 'PROMOTIONAL', 'SENT', '2026-06-01Z', '2026-06-01Z'
                from contact where external_id = 'PLANNED-2'
                """);

        var answer = page("/contacts/PLANNED-2/decisions.csv", null);

        assertThat(answer).hasStatusOk().hasContentType("text/csv;charset=UTF-8");
        assertThat(answer)
                .bodyText()
                .startsWith("at,contact,plan,source,name,channel,outcome,until,reasons,message,")
                .contains(
                        "2026-06-01T00:00:00Z,PLANNED-2,planned-soon,campaign:=planned,'=planned,EMAIL,,,,SENT,2026-06-01T00:00:00Z");
        assertThat(
                        database()
                                .jdbc()
                                .sql(
                                        "select count(*) from audit where what = 'contact.exported' and subject = 'PLANNED-2'")
                                .query(Long.class)
                                .single())
                .isPositive();
        assertThat(page("/contacts/PLANNED-none/decisions.csv", null)).hasStatus(404);
    }

    @Test
    void foreseesTheFunnelOfADraftInTheBackground() {
        assertThat(page("/campaigns/planned-draft", null))
                .hasStatusOk()
                .bodyText()
                .contains("hx-get=\"/campaigns/planned-draft/forecast\"", "Prévision en cours");
        measuring.drainOnce();

        assertThat(page("/campaigns/planned-draft/forecast", "true"))
                .hasStatusOk()
                .bodyText()
                .contains("Ciblés", "Sans consentement", "À envoyer", "Recalculer")
                .contains("n’est pas déduit\u00a0: Grande annonce, Petite annonce, Annonce belge.")
                .doesNotContain("every 1s", "<html");
        assertThat(page("/campaigns/planned-draft/forecast/contacts?line=noConsent", "true"))
                .hasStatusOk()
                .bodyText()
                .contains("Bob", "/contacts/PLANNED-2/why?source=campaign%3Aplanned-draft%40")
                .doesNotContain("<html", "Ana");
        assertThat(page("/campaigns/planned-draft/forecast/contacts?line=noConsent", null))
                .hasStatusOk()
                .bodyText()
                .contains("<html", "Bob");
        assertThat(page("/campaigns/planned-draft/forecast/contacts?line=nothing", "true"))
                .hasStatus(404);
        assertThat(forecast("planned-draft"))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying("$.state", one -> one.assertThat().isEqualTo("done"))
                .hasPathSatisfying("$.judged", one -> one.assertThat().isEqualTo(2))
                .hasPathSatisfying("$.margin", one -> one.assertThat().isEqualTo(0))
                .hasPathSatisfying("$.funnel.targeted", one -> one.assertThat().isEqualTo(2))
                .hasPathSatisfying("$.funnel.noConsent", one -> one.assertThat().isEqualTo(1));
    }

    @Test
    void foreseesNothingOfWhatSendsNothing() {
        assertThat(page("/campaigns/planned-empty", null))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("/forecast");
        assertThat(page("/campaigns/planned-empty/forecast", "true")).hasStatus(404);
        assertThat(page("/campaigns/planned-none/forecast", "true")).hasStatus(404);
        assertThat(forecast("planned-empty")).hasStatus(409);
        assertThat(forecast("planned-none")).hasStatus(404);
    }

    private MvcTestResult planned(String contact, String query) {
        return mvc.get()
                .uri("/api/v1/contacts/" + contact + "/planned" + query)
                .header("Authorization", bearer(Scope.CONTACTS_READ))
                .exchange();
    }

    private MvcTestResult forecast(String campaign) {
        return mvc.get()
                .uri("/api/v1/campaigns/" + campaign + "/forecast")
                .header("Authorization", bearer(Scope.PLANS_READ))
                .exchange();
    }

    private MvcTestResult page(String path, @Nullable String htmx) {
        var asked =
                mvc.get()
                        .uri(path)
                        .with(as(Role.MARKETER))
                        .sessionAttr(CurrentPlan.class.getName(), KEY_OF_PLAN)
                        .locale(Locale.FRENCH);
        return (htmx == null ? asked : asked.header("HX-Request", htmx)).exchange();
    }

    private void sql(String sql) {
        database().jdbc().sql(sql).update();
    }
}
