package org.marronnier.web.editing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.user.Language;
import org.marronnier.domain.user.Role;
import org.marronnier.domain.user.Users;
import org.marronnier.web.WebTest;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.marronnier.web.security.Signed;
import org.marronnier.web.shell.CurrentPlan;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** Items of every kind as wholes: copied, archived, brought back and ordered on their pages. */
class WholeItemsTest extends WebTest {

    private static final String PLAN = "ormeau-whole";
    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"(\\d+)\"");
    private static final String MORE =
            """
            journeys: [{key: achat, name: Parcours d’achat, steps: [{key: voir, name: Voir}]}, {key: retour, name: Parcours de retour}]
            segments: [{key: vip, name: Meilleurs clients, when: {event: purchase, count: {gte: 3}}}]
            kpis: [{key: fidele, name: Fidélité, ratio: {of: {event: purchase, count: {gte: 2}}, over: {event: purchase, count: {gte: 1}}}, window: P90D}]
            """;

    @Autowired private ImportingPlan importing;
    @Autowired private EditingItem editing;
    @Autowired private Plans plans;
    @Autowired private Users users;
    @Autowired private JdbcClient jdbc;

    @BeforeEach
    void bringThePlanIn() throws IOException {
        for (var table : List.of("change", "preparation", "approval", "comment")) {
            jdbc.sql("delete from " + table + " where plan = :plan").param("plan", PLAN).update();
        }
        try (var in = WholeItemsTest.class.getResourceAsStream("/pages-plan.yaml")) {
            var text =
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("ormeau-pages", PLAN)
                            .replace(
                                    "campaigns:\n",
                                    """
                                      - {key: relance, name: Relance, status: draft}
                                    campaigns:
                                    """)
                            .concat(MORE);
            assertThat(
                            importing.importText(
                                    text.getBytes(StandardCharsets.UTF_8),
                                    TextFormat.YAML,
                                    "test",
                                    true))
                    .isInstanceOf(ImportingPlan.Outcome.Imported.class);
        }
        jdbc.sql("delete from change where plan = :plan").param("plan", PLAN).update();
    }

    @ParameterizedTest
    @CsvSource({
        "/journeys, achat, Parcours d’achat, fr",
        "/segments, vip, Meilleurs clients, en",
        "/templates, printemps, printemps-2, fr",
        "/objectives, repeat, Augmenter le réachat, en",
        "/kpis, fidele, Fidélité, fr",
        "/programmes, accueil, Accueil, en",
        "/programmes/accueil/scenarios, bienvenue, Bienvenue, fr",
        "/campaigns, lettre, Lettre du jeudi, en",
        "/events, ouverture, Ouverture de la boutique, fr"
    })
    void copiesArchivesAndBringsBack(String all, String key, String name, String language) {
        var copied =
                mvc.post()
                        .uri(all + "/" + key + "/copy")
                        .with(speaking(language))
                        .with(token())
                        .sessionAttr(CurrentPlan.class.getName(), PLAN)
                        .exchange();

        var copy = all + "/" + key + "-2";
        assertThat(copied.getResponse().getRedirectedUrl()).startsWith(copy);
        var page = get(copy, language);
        assertThat(page)
                .hasStatusOk()
                .bodyText()
                .contains(language.equals("fr") ? "Archiver" : "Archive");
        if (!name.endsWith("-2")) {
            assertThat(page)
                    .bodyText()
                    .contains(name + (language.equals("fr") ? " (copie)" : " (copy)"));
        }
        assertThat(page).bodyText().contains(copy + "/archival");

        var list = all.endsWith("/scenarios") ? "/programmes/accueil" : all;
        assertThat(post(copy + "/archival", Map.of("version", version(page))))
                .hasRedirectedUrl(list);
        assertThat(get(copy, language)).hasStatus(404);
        var listed = get(list, language);
        assertThat(listed)
                .bodyText()
                .contains(language.equals("fr") ? "Remettre dans le plan" : "Bring back", name);

        assertThat(post(restoration(listed), Map.of("to", list))).hasRedirectedUrl(list);
        assertThat(get(copy, language)).hasStatusOk();
        assertThat(get(list, language)).bodyText().doesNotContain("/restoration");
    }

    @Test
    void copiesAScenarioIntoAnotherProgramme() {
        var from = "/programmes/accueil/scenarios/bienvenue";
        assertThat(get(from, "fr")).bodyText().contains("Copier dans le programme", "Relance");

        assertThat(post(from + "/copy", Map.of("to", "relance")))
                .hasRedirectedUrl("/programmes/relance/scenarios/bienvenue");

        var copy = plan().programmes().getLast().scenarios().getFirst();
        assertThat(copy.brief().name()).isEqualTo("Bienvenue");
        assertThat(copy.status()).isEqualTo(Status.DRAFT);
        assertThat(plan().programmes().getFirst().scenarios()).hasSize(1);
        assertThat(post(from + "/copy", Map.of("to", "nulle-part"))).hasStatus(404);
    }

    @Test
    void leavesInThePlanWhatOthersName() {
        assertThat(post("/templates/printemps/archival", Map.of("version", "0")))
                .hasRedirectedUrl("/templates/printemps");
        assertThat(plan().keys(ItemKind.TEMPLATE, null)).contains("printemps");
    }

    @Test
    void leavesWhatIsApprovedToWhoApproves() {
        var scenario = "/programmes/accueil/scenarios/bienvenue";
        assertThat(post(Role.MARKETER, scenario + "/archival", Map.of("version", "0")))
                .hasRedirectedUrl(scenario);
        assertThat(post(scenario + "/archival", Map.of("version", "0")))
                .hasRedirectedUrl("/programmes/accueil");
        assertThat(plan().programmes().getFirst().scenarios()).isEmpty();
    }

    @Test
    void givesANewOneAnotherKeyThanWhatWasArchivedAfterItWasApproved() {
        post("/programmes/accueil/scenarios/bienvenue/archival", Map.of("version", "0"));

        assertThat(post("/programmes/accueil/scenarios", Map.of("name", "Bienvenue")))
                .hasRedirectedUrl("/programmes/accueil/scenarios/bienvenue-2");
        assertThat(post("/segments", Map.of("name", "New", "when.kind", "all")))
                .hasRedirectedUrl("/segments/new-2");
    }

    @Test
    void ordersJourneysAndScenarios() {
        assertThat(post("/journeys/order?keys[]=achat&keys[]=retour&up=retour", Map.of()))
                .hasRedirectedUrl("/journeys");
        assertThat(plan().keys(ItemKind.JOURNEY, null)).containsExactly("retour", "achat");

        var scenarios = "/programmes/accueil/scenarios";
        post(scenarios + "/bienvenue/copy", Map.of());
        assertThat(post(scenarios + "/order?keys[]=bienvenue-2&keys[]=bienvenue", Map.of()))
                .hasRedirectedUrl("/programmes/accueil");
        assertThat(plan().keys(ItemKind.SCENARIO, "accueil"))
                .containsExactly("bienvenue-2", "bienvenue");
    }

    @Test
    void bringsTheVersionThatStandsAlongWhereOnlyAPartIsSwapped() {
        var page = "/journeys/achat";
        var answer =
                mvc.post()
                        .uri(page + "/name")
                        .param("version", version(get(page, "fr")))
                        .param("name", "Achat")
                        .header("HX-Request", "true")
                        .with(as(Role.MARKETER))
                        .with(token())
                        .sessionAttr(CurrentPlan.class.getName(), PLAN)
                        .exchange();

        var now = editing.find(PLAN, journey()).orElseThrow().version();
        assertThat(answer)
                .hasStatusOk()
                .bodyText()
                .containsPattern(
                        "id=\"archiving\"[^>]*hx-swap-oob=\"true\">.*name=\"version\" value=\""
                                + now
                                + "\"");
    }

    private static ItemPlace journey() {
        return ItemPlace.of(ItemKind.JOURNEY, "achat");
    }

    private PlanDocument plan() {
        return plans.load(PLAN).orElseThrow();
    }

    private static String version(MvcTestResult page) {
        return found(VERSION, page);
    }

    private static String restoration(MvcTestResult page) {
        return found(Pattern.compile("(/changes/\\d+/restoration)"), page);
    }

    private static String found(Pattern pattern, MvcTestResult page) {
        var found = pattern.matcher(body(page));
        assertThat(found.find()).as(pattern.pattern()).isTrue();
        return found.group(1);
    }

    private static String body(MvcTestResult page) {
        return new String(
                page.getMvcResult().getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private MvcTestResult get(String path, String language) {
        return mvc.get()
                .uri(path)
                .with(speaking(language))
                .sessionAttr(CurrentPlan.class.getName(), PLAN)
                .exchange();
    }

    private RequestPostProcessor speaking(String language) {
        var user = user("whole-" + language, Role.CRM_MANAGER);
        users.setLanguage(user.id(), Language.of(language).orElseThrow());
        return Signed.in(users.find(user.id()).orElseThrow());
    }

    private MvcTestResult post(String path, Map<String, String> form) {
        return post(Role.CRM_MANAGER, path, form);
    }

    private MvcTestResult post(Role role, String path, Map<String, String> form) {
        var request = mvc.post().uri(path);
        form.forEach(request::param);
        return request.with(as(role))
                .with(token())
                .sessionAttr(CurrentPlan.class.getName(), PLAN)
                .exchange();
    }
}
