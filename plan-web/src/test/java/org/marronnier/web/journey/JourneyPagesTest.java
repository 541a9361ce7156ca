package org.marronnier.web.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.journey.Journey.JourneyStep;
import org.marronnier.domain.programme.ProgrammeBrief;
import org.marronnier.domain.user.Role;
import org.marronnier.web.WebTest;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.marronnier.web.security.Signed;
import org.marronnier.web.shell.CurrentPlan;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class JourneyPagesTest extends WebTest {

    private static final String PLAN = "ormeau-journeys";

    @Autowired private ImportingPlan importing;
    @Autowired private Plans plans;

    @BeforeEach
    void bringThePlanIn() throws IOException {
        try (var in = JourneyPagesTest.class.getResourceAsStream("/pages-plan.yaml")) {
            var text =
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("ormeau-pages", PLAN);
            assertThat(
                            importing.importText(
                                    text.getBytes(StandardCharsets.UTF_8),
                                    TextFormat.YAML,
                                    "test",
                                    true))
                    .isInstanceOf(ImportingPlan.Outcome.Imported.class);
        }
    }

    @Test
    void drawsAJourneyStepByStep() {
        post("", "name", "L’achat");
        step("l-achat", "name", "Découverte", "stage", "prospect", "touchpoints[]", "site");
        step("l-achat", "name", "Achat", "friction", "Trop long");
        step("l-achat", "name", "Avis");
        change("l-achat", "/steps/move", "_step", "avis", "_way", "before");
        change("l-achat", "/steps", "_step", "achat", "name", "Achat", "friction", "Trop cher");
        change("l-achat", "/steps/removal", "_step", "decouverte");

        assertThat(steps("l-achat")).extracting(JourneyStep::name).containsExactly("Avis", "Achat");
        assertThat(steps("l-achat").getLast().friction()).isEqualTo("Trop cher");
        assertThat(get("/l-achat")).contains("Trop cher").doesNotContain("Découverte</h2>");
    }

    @Test
    void answersAnOpportunityWithAProgramme() {
        post("", "name", "La réponse");
        step(
                "la-reponse",
                "name",
                "Découverte",
                "stage",
                "prospect",
                "touchpoints[]",
                "site",
                "friction",
                "Trop de choix",
                "opportunity",
                "Un guide à l’inscription");
        assertThat(get("/la-reponse")).contains("Une opportunité attend un programme.");

        assertThat(post("/la-reponse/steps/decouverte/programme"))
                .hasRedirectedUrl("/programmes/un-guide-a-l-inscription");

        assertThat(steps("la-reponse").getFirst().programmes())
                .containsExactly("un-guide-a-l-inscription");
        assertThat(
                        document().programmes().stream()
                                .map(PlanDocument.Programme::brief)
                                .filter(one -> one.key().equals("un-guide-a-l-inscription")))
                .containsExactly(
                        new ProgrammeBrief(
                                "un-guide-a-l-inscription",
                                "Un guide à l’inscription",
                                "site",
                                "prospect",
                                "Trop de choix",
                                null,
                                null,
                                null,
                                null));
        assertThat(get("/la-reponse")).contains("Chaque opportunité a un programme.");
    }

    @Test
    void refusesAStepWithoutANameAndKeepsWhatWasTyped() {
        post("", "name", "Le refus");

        var answer = step("le-refus", "friction", "Une phrase tapée");

        assertThat(answer).hasStatus(422);
        assertThat(body(answer)).contains("Une phrase tapée", "aria-invalid=\"true\"");
        assertThat(steps("le-refus")).isEmpty();
    }

    private MvcTestResult step(String journey, String... fields) {
        return change(journey, "/steps", fields);
    }

    private MvcTestResult change(String journey, String part, String... fields) {
        var all = new String[fields.length + 2];
        System.arraycopy(fields, 0, all, 0, fields.length);
        all[fields.length] = "version";
        all[fields.length + 1] =
                get("/" + journey).replaceAll("(?s).*data-version=\"(\\d+)\".*", "$1");
        return post("/" + journey + part, all);
    }

    private PlanDocument document() {
        return plans.load(PLAN).orElseThrow();
    }

    private List<JourneyStep> steps(String key) {
        return document().journeys().stream()
                .filter(journey -> journey.key().equals(key))
                .flatMap(journey -> journey.steps().stream())
                .toList();
    }

    private MvcTestResult post(String path, String... fields) {
        var request =
                mvc.post()
                        .uri("/journeys" + path)
                        .header("Accept-Language", "fr")
                        .sessionAttr(CurrentPlan.class.getName(), PLAN)
                        .with(csrf())
                        .with(Signed.in(user("marc", Role.MARKETER)));
        for (var i = 0; i < fields.length; i += 2) {
            request = request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }

    private String get(String path) {
        var answer =
                mvc.get()
                        .uri("/journeys" + path)
                        .header("Accept-Language", "fr")
                        .sessionAttr(CurrentPlan.class.getName(), PLAN)
                        .with(Signed.in(user("marc", Role.MARKETER)))
                        .exchange();
        assertThat(answer).hasStatusOk();
        return body(answer);
    }

    private static String body(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
