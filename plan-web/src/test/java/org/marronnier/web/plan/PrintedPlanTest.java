package org.marronnier.web.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.user.Role;
import org.marronnier.web.WebTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class PrintedPlanTest extends WebTest {

    private static final String HEAD =
            """
            marronnier: 1
            plan: {key: printed-2027, name: Plan imprimé, brand: Maison Papier, from: 2027-01-01, to: 2027-12-31, zone: Europe/Paris, locale: fr}
            conventions:
              stages: [{key: neuf, name: Nouveau, when: {event: purchase, count: {eq: 1}}}]
              touchpoints: [{key: site, name: Site marchand, direction: inbound}]
            segments: [{key: vip, name: Meilleurs clients, when: {event: purchase, count: {gte: 3}}}]
            rules:
              pressure:
                - {key: a, name: A, restricts: {channels: [EMAIL], types: [PROMOTIONAL]}, max: 2, window: {rolling: P7D}, overrides: [{segment: vip, max: 3}]}
                - {key: b, name: B, restricts: {channels: [LETTER]}, max: 1, window: {calendar: month}, unit: household}
                - {key: c, name: C, restricts: {types: [PROMOTIONAL]}, after: {event: claim}, window: {rolling: P10D}}
              quiet:
                - {key: q, channels: [SMS], types: [PROMOTIONAL], days: [MON, TUE, WED, THU, FRI, SAT], from: "20:00", to: "08:00"}
                - {key: h, channels: [SMS, PHONE], publicHolidays: FR}
              capacity: [{channel: PHONE, perDay: 500}]
            objectives: [{key: o, name: Augmenter le réachat, kpi: repeat-rate, stage: neuf, baseline: 0.31, target: 0.36, by: 2027-12-31}]
            templates: [{key: t, channel: EMAIL, subject: Bonjour, text: Bonjour}]
            programmes:
              - key: accueil
                name: Accueil
                touchpoint: site
                stage: neuf
                scenarios: [{key: b, name: Bienvenue, type: SERVICE, intent: inform, trigger: {event: purchase}, steps: [{send: {template: t, channels: [EMAIL]}}, {wait: P5D}, {send: {template: t, channels: [EMAIL]}}]}]
            campaigns:
            """;

    @Autowired private ImportingPlan importing;

    private final MockHttpSession session = new MockHttpSession();

    @BeforeEach
    void bringThePlanIn() {
        var campaigns = new StringBuilder(HEAD);
        for (int i = 0; i < 30; i++) {
            campaigns.append(
                    "  - {key: c%d, name: Campagne %d, type: SERVICE, channels: [EMAIL], start: 2027-%02d-05T10:00}\n"
                            .formatted(i, i, 1 + i % 12));
        }
        campaigns.append("  - {key: idee, name: Sans jour, type: SERVICE, channels: [SMS]}\n");
        campaigns.append(
                "  - {key: lettre, name: Lettre, kind: recurring, type: SERVICE, channels: [EMAIL], start: 2027-03-04T10:00, recurrence: \"FREQ=WEEKLY;COUNT=5\"}\n");
        assertThat(
                        importing.importText(
                                campaigns.toString().getBytes(UTF_8),
                                TextFormat.YAML,
                                "test",
                                true))
                .isInstanceOf(ImportingPlan.Outcome.Imported.class);
        assertThat(
                        mvc.post()
                                .uri("/plan-choice")
                                .param("plan", "printed-2027")
                                .session(session)
                                .with(as(Role.MARKETER))
                                .with(token()))
                .hasStatus3xxRedirection();
    }

    @Test
    void saysTheRulesAsSentences() throws Exception {
        var text = document("").getResponse().getContentAsString(UTF_8).replace('\u00a0', ' ');

        assertThat(text)
                .contains(
                        "Au plus 2 e-mails promotionnels par contact sur toute période de 7 jours. Au plus 3 pour",
                        "Au plus 1 courrier par foyer et par mois. Transactionnel exempté.",
                        ": aucun message promotionnel pendant 10 jours.",
                        "Aucun SMS promotionnel du lundi au samedi, de 20 h 00 à 8 h 00.",
                        "Aucun message par SMS ou téléphone les jours fériés (France).",
                        "Au plus 500 appels par jour, tous contacts confondus.");
    }

    @Test
    void holdsTheWholePlan() throws Exception {
        var page = document("");

        assertThat(page)
                .bodyText()
                .contains(
                        "Plan imprimé",
                        "Maison Papier",
                        "1 programmes, 1 scénarios et 32 campagnes")
                .contains("Augmenter le réachat", "31", "36")
                .contains("Bienvenue", "Site marchand", "2 e-mails", "Pour informer")
                .contains("Sans date", "Sans jour", "jeu. 4 mars, 5 fois")
                .contains("Diagnostic");
        var text = page.getResponse().getContentAsString(UTF_8);
        for (int i = 0; i < 30; i++) {
            assertThat(text).contains(">Campagne " + i + "<");
        }
    }

    @Test
    void numbersItsSheets() throws Exception {
        var text = document("").getResponse().getContentAsString(UTF_8);
        var numbers = Pattern.compile("m-num\">(\\d+) / (\\d+)<").matcher(text).results().toList();

        assertThat(numbers).hasSizeGreaterThanOrEqualTo(5);
        for (int i = 0; i < numbers.size(); i++) {
            assertThat(numbers.get(i).group(1)).isEqualTo(String.valueOf(i + 1));
            assertThat(numbers.get(i).group(2)).isEqualTo(String.valueOf(numbers.size()));
        }
    }

    @Test
    void showsThePartsThatAreChosen() {
        assertThat(document("?parts=cover&parts=programmes"))
                .bodyText()
                .contains("Bienvenue")
                .doesNotContain("Campagne 3");
    }

    private MvcTestResult document(String query) {
        var page =
                mvc.get()
                        .uri("/plan/document" + query)
                        .session(session)
                        .with(as(Role.MARKETER))
                        .exchange();
        assertThat(page).hasStatusOk();
        return page;
    }
}
