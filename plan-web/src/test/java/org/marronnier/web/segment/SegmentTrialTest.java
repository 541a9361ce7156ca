package org.marronnier.web.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.user.Role;
import org.marronnier.domain.user.Scope;
import org.marronnier.web.WebTest;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.marronnier.web.shell.CurrentPlan;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Whether one contact is in a segment, on its page and by the API. */
class SegmentTrialTest extends WebTest {

    private static final String PLAN = "essai-segment";
    private static final String DOCUMENT =
            """
            marronnier: 1
            plan: {key: essai-segment, name: Essai, brand: Essai, from: 2027-01-01, to: 2027-12-31, zone: Europe/Paris, saleEvent: purchase}
            conventions:
              purposes: [{key: offers, name: Offres}]
              stages:
                - {key: prospect, name: Prospect, when: {event: purchase, count: {eq: 0}}}
                - {key: client, name: Client, when: {all: []}}
            segments:
              - {key: bordeaux, name: Bordelais, when: {field: city, eq: bordeaux}}
              - key: fideles
                name: Fidèles
                when:
                  all:
                    - {segment: bordeaux}
                    - {any: [{event: purchase, count: {gte: 2}}, {field: tier, eq: gold}]}
                    - {not: {stage: prospect}}
            """;

    @Autowired private ImportingPlan importing;

    @BeforeEach
    void bringThePlanAndTheContactIn() {
        importing.importText(
                DOCUMENT.getBytes(StandardCharsets.UTF_8), TextFormat.YAML, "test", true);
        database()
                .jdbc()
                .sql(
                        """
                        with one as (
                            insert into contact (external_id, first_name, city, attributes)
                            values ('ESSAI1', 'Inès', 'Bordeaux', '{"tier": "silver"}')
                            on conflict do nothing
                            returning id)
                        insert into event (id, contact_id, type, at)
                        select 'ESSAI1-1', id, 'purchase', timestamptz '2026-01-05 10:00Z' from one
                        """)
                .update();
    }

    @Test
    void thePageSaysWhichCriterionKeepsAContactOut() {
        var body = assertThat(post("ESSAI1", false)).hasStatusOk().bodyText();

        body.contains(
                "Inès",
                "ne fait pas partie du segment.",
                "Au moins un de ces critères est rempli\u00a0:",
                "Bordelais");
        assertThat(verdicts(post("ESSAI1", true)))
                .containsExactly("Oui", "Oui", "Non", "Non", "Non", "Oui", "Non", "Non");
    }

    @Test
    void thePageSaysThatNobodyHasAnId() {
        assertThat(post("ESSAI-NONE", true))
                .hasStatusOk()
                .bodyText()
                .contains("Aucun contact n’a l’identifiant ESSAI-NONE.");
    }

    @Test
    void theApiTellsEachPart() {
        var answer = ask(PLAN, "fideles", "{\"contact\": \"ESSAI1\"}", Scope.CONTACTS_READ);

        assertThat(answer).hasStatusOk();
        assertThat(answer)
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"contact": "ESSAI1", "segment": "fideles", "matches": false, "parts": [{
                          "holds": false,
                          "parts": [
                            {"condition": {"segment": "bordeaux"}, "holds": true,
                             "parts": [{"condition": {"field": "city", "eq": "bordeaux"}, "holds": true,
                                        "sentence": "Contacts whose city is bordeaux"}]},
                            {"holds": false, "parts": [
                              {"condition": {"event": "purchase", "count": {"gte": 2}}, "holds": false},
                              {"condition": {"field": "tier", "eq": "gold"}, "holds": false}]},
                            {"condition": {"not": {"stage": "prospect"}}, "holds": true}]}]}
                        """);
    }

    @Test
    void theApiSaysWhatIsNotThere() {
        var someone = "{\"contact\": \"ESSAI1\"}";

        assertThat(ask("nulle-part", "fideles", someone, Scope.CONTACTS_READ)).hasStatus(404);
        assertThat(ask(PLAN, "nul", someone, Scope.CONTACTS_READ)).hasStatus(404);
        assertThat(ask(PLAN, "fideles", "{\"contact\": \"NUL\"}", Scope.CONTACTS_READ))
                .hasStatus(404);
        assertThat(ask(PLAN, "fideles", "{}", Scope.CONTACTS_READ)).hasStatus(400);
        assertThat(ask(PLAN, "fideles", someone, Scope.PLANS_READ)).hasStatus(403);
    }

    private static List<String> verdicts(MvcTestResult answer) {
        var body = new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
        return Pattern.compile("<span>(Oui|Non)</span>")
                .matcher(body)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private MvcTestResult post(String contact, boolean htmx) {
        var request =
                mvc.post()
                        .uri("/segments/fideles/trial")
                        .with(as(Role.MARKETER))
                        .with(csrf())
                        .sessionAttr(CurrentPlan.class.getName(), PLAN)
                        .header("Accept-Language", "fr")
                        .param("contact", contact);
        return (htmx ? request.header("HX-Request", "true") : request).exchange();
    }

    private MvcTestResult ask(String plan, String segment, String body, Scope scope) {
        return mvc.post()
                .uri("/api/v1/plans/%s/segments/%s/test".formatted(plan, segment))
                .header("Authorization", bearer(scope))
                .header("Accept-Language", "en")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
