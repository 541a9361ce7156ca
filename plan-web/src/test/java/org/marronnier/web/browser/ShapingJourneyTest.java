package org.marronnier.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.user.Role;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.springframework.beans.factory.annotation.Autowired;

/** The parts of a plan shaped with a pointer, with the keyboard alone, and without a script. */
@BrowserTest
class ShapingJourneyTest extends JourneyTest {

    private static final String PLAN = "plan-a-former";

    @Autowired private ImportingPlan importing;
    @Autowired private Plans plans;

    @BeforeEach
    void bringThePlanIn() {
        importing.importText(
                """
                marronnier: 1
                plan: {key: plan-a-former, name: Plan à former, brand: Maison des Formes, from: 2027-01-01, to: 2027-12-31}
                conventions:
                  purposes: [{key: offers, name: Offres}]
                  stages: [{key: client, name: Client, when: {event: purchase, count: {gte: 1}}}]
                  senders: [{key: maison, channel: EMAIL, name: Maison, address: bonjour@maison.example}]
                templates: [{key: hello, channel: EMAIL, sender: maison, subject: Bonjour, text: Bonjour}]
                journeys: [{key: achat, name: Parcours d’achat}, {key: retour, name: Parcours de retour}]
                programmes:
                  - key: accueil
                    name: Accueil
                    stage: client
                    scenarios:
                      - key: bienvenue
                        name: Bienvenue
                        type: SERVICE
                        purpose: offers
                        trigger: {event: signup}
                        steps: [{send: {template: hello, channels: [EMAIL], expiry: P3D}}, {wait: P5D}, {end: true}]
                  - {key: fidelite, name: Fidélité, stage: client}
                  - {key: reveil, name: Réveil, stage: client}
                """
                        .getBytes(StandardCharsets.UTF_8),
                TextFormat.YAML,
                "test",
                true);
    }

    @Test
    void dragsStepsAndProgrammesByTheirHandles(Page page) {
        user("theo", Role.MARKETER);
        signIn(page, "theo", PLAN);

        page.navigate(at("/programmes/accueil/scenarios/bienvenue"));
        var steps = page.locator(".m-step");
        drag(page, steps.nth(1).locator(".m-grip"), steps.first());
        assertThat(page.locator(".m-toast").last()).containsText("Scénario enregistré");
        assertThat(steps.first()).containsText("Attendre 5 jours");
        assertThat(scenario().steps().getFirst()).isInstanceOf(Step.WaitFor.class);
        page.keyboard().press("Control+z");
        assertThat(steps.nth(1)).containsText("Attendre 5 jours");
        assertThat(page.locator(".m-toast").last()).containsText("annulé");
        assertThat(scenario().steps().get(1)).isInstanceOf(Step.WaitFor.class);

        page.navigate(at("/programmes"));
        var lines = page.locator("[data-sorted] tr");
        drag(page, lines.nth(1).locator(".m-grip"), lines.first());
        assertThat(page.locator(".m-toast").last()).containsText("Ordre enregistré");
        assertThat(plan().keys(ItemKind.PROGRAMME, null))
                .containsExactly("fidelite", "accueil", "reveil");
        assertThat(errors).isEmpty();
    }

    @Test
    void ordersCopiesAndArchivesWithTheKeyboardAlone(Page page) {
        user("theo", Role.MARKETER);
        signIn(page, "theo", PLAN);

        page.navigate(at("/journeys"));
        tabTo(page, page.locator(".m-grip").nth(1));
        page.keyboard().press("Space");
        page.keyboard().press("ArrowUp");
        page.keyboard().press("Space");
        assertThat(page.locator(".m-toast").last()).containsText("Ordre enregistré");
        assertThat(plan().keys(ItemKind.JOURNEY, null)).containsExactly("retour", "achat");
        Accessibility.assertNoSeriousViolation(page);

        page.navigate(at("/programmes/accueil/scenarios/bienvenue"));
        tabTo(page, page.locator(".m-copies > summary"));
        page.keyboard().press("Enter");
        tabTo(page, page.locator("#copy-to"));
        page.keyboard().type("Fid");
        Accessibility.assertNoSeriousViolation(page);
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        page.waitForURL("**/programmes/fidelite/scenarios/bienvenue");
        assertThat(plan().keys(ItemKind.SCENARIO, "fidelite")).containsExactly("bienvenue");

        tabTo(page, page.locator("#edit-brief"));
        page.keyboard().press("Enter");
        tabTo(page, page.locator("#f-goal"));
        page.keyboard().type("Garder");
        page.keyboard().press("Enter");
        assertThat(page.locator(".m-brief dl")).containsText("Garder");
        tabTo(page, page.locator("#archiving button"));
        page.keyboard().press("Enter");
        page.waitForURL("**/programmes/fidelite");
        assertThat(plan().keys(ItemKind.SCENARIO, "fidelite")).isEmpty();
        tabTo(page, button(page, "Remettre dans le plan"));
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-sorted]")).containsText("Bienvenue");
        assertThat(plan().keys(ItemKind.SCENARIO, "fidelite")).containsExactly("bienvenue");
        assertThat(errors).isEmpty();
    }

    @Test
    void editsAScenarioWithoutAScript(Page scripted) {
        user("theo", Role.MARKETER);
        try (var context =
                scripted.context()
                        .browser()
                        .newContext(
                                new Browser.NewContextOptions()
                                        .setLocale("fr-FR")
                                        .setJavaScriptEnabled(false))) {
            var page = context.newPage();
            signIn(page, "theo", PLAN);
            page.navigate(at("/programmes/accueil/scenarios/bienvenue"));

            page.locator("#edit-trigger").click();
            page.locator("[name='trigger.event']").fill("order");
            page.locator(".m-part-form .btn-primary").click();
            assertThat(page.locator(".m-flow")).containsText("order");

            page.locator("#edit-brief").click();
            page.locator("[name=name]").fill("");
            page.locator("[name=goal]").fill("Servir");
            page.locator("[name=priority]").fill("beaucoup");
            page.locator(".m-part-form .btn-primary").click();
            assertThat(page.locator("#f-name")).hasAttribute("aria-invalid", "true");
            assertThat(page.locator("#f-priority")).hasValue("beaucoup");
            assertThat(page.locator("#f-priority")).hasAttribute("aria-invalid", "true");
            assertThat(page.locator("#f-goal")).hasValue("Servir");
            page.locator("[name=name]").fill("Bienvenue à tous");
            page.locator("[name=priority]").fill("60");
            page.locator(".m-part-form .btn-primary").click();
            assertThat(page.locator("h1")).hasText("Bienvenue à tous");

            page.locator(".m-plus > summary").first().click();
            page.locator(".m-plus[open] .m-menu a", where("Attendre une durée")).first().click();
            page.locator("[name='_number:wait']").fill("deux");
            page.locator(".m-part-form .btn-primary").first().click();
            assertThat(page.locator("[name='_number:wait']")).hasValue("deux");
            assertThat(page.locator("[name='_number:wait']")).hasAttribute("aria-invalid", "true");
            page.locator("[name='_number:wait']").fill("2");
            page.locator(".m-part-form .btn-primary").first().click();
            assertThat(page.locator(".m-step")).hasCount(4);
            assertThat(page.locator(".m-step").first()).containsText("Attendre 2 jours");

            page.locator(".m-step").first().locator("button[value=down]").click();
            assertThat(page.locator(".m-step").nth(1)).containsText("Attendre 2 jours");
            page.locator(".m-step").nth(1).locator("form[action$='/removal'] button").click();
            assertThat(page.locator(".m-step")).hasCount(3);

            page.locator("#edit-target").click();
            assertThat(page.locator(".m-part-form")).isVisible();
            page.locator(".m-part-form .btn-primary").click();
            assertThat(page.locator("h1")).hasText("Bienvenue à tous");
        }
        assertThat(scenario().name()).isEqualTo("Bienvenue à tous");
        assertThat(scenario().priority()).isEqualTo(60);
        assertThat(scenario().steps()).hasSize(3);
    }

    @Test
    void makesAPlanFromNothingAndSetsItUp(Page page) {
        user("paola", Role.ADMIN);
        signIn(page, "paola", PLAN);

        tabTo(page, page.locator(".m-planswitch > summary"));
        page.keyboard().press("Enter");
        tabTo(page, page.locator(".m-planswitch a[href='/plan/new']"));
        page.keyboard().press("Enter");
        page.waitForURL("**/plan/new");
        tabTo(page, page.locator("#f-name"));
        page.keyboard().type("Plan tout neuf");
        page.keyboard().press("Enter");
        assertThat(page.locator("#f-brand")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("#f-name")).hasValue("Plan tout neuf");
        Accessibility.assertNoSeriousViolation(page);
        tabTo(page, page.locator("#f-brand"));
        page.keyboard().type("Maison Neuve");
        page.locator("#f-from").fill("2028-01-01");
        page.locator("#f-to").fill("2028-12-31");
        page.locator("#f-brand").press("Enter");
        page.waitForURL("**/plan");
        assertThat(page.locator("#begin")).hasText("Par où commencer");
        assertThat(page.locator(".m-planswitch .name").first()).containsText("Plan tout neuf");
        Accessibility.assertNoSeriousViolation(page);

        for (var path : List.of("/events", "/events/new", "/kpis", "/plan/settings")) {
            page.navigate(at(path));
            Accessibility.assertNoSeriousViolation(page);
        }
        page.locator("#f-zone").fill("Europe/Pari");
        page.locator("#f-name").press("Enter");
        assertThat(page.locator("#f-zone-note")).containsText("Europe/Paris");
        assertThat(page.locator("#f-zone")).hasValue("Europe/Pari");
        page.locator("#f-zone").fill("Europe/Madrid");
        page.locator("#f-name").press("Enter");
        assertThat(page.locator(".m-toast").last()).containsText("Réglages enregistrés");
        assertThat(plans.load("plan-tout-neuf").orElseThrow().plan().zone().getId())
                .isEqualTo("Europe/Madrid");
        page.keyboard().press("Control+z");
        assertThat(page.locator("#f-zone")).hasValue("Europe/Paris");
    }

    private PlanDocument plan() {
        return plans.load(PLAN).orElseThrow();
    }

    private ScenarioBrief scenario() {
        return plan().programmes().stream()
                .filter(one -> one.brief().key().equals("accueil"))
                .flatMap(one -> one.scenarios().stream())
                .findFirst()
                .orElseThrow()
                .brief();
    }

    /** Takes something by its handle and lets it go over the upper edge of something else. */
    private static void drag(Page page, Locator handle, Locator onto) {
        var from = handle.boundingBox();
        var to = onto.boundingBox();
        page.mouse().move(from.x + from.width / 2, from.y + from.height / 2);
        page.mouse().down();
        page.mouse().move(from.x + from.width / 2, from.y - 6, steps(4));
        page.mouse().move(from.x + from.width / 2, to.y + 5, steps(12));
        page.mouse().move(from.x + from.width / 2, to.y + 3, steps(4));
        page.mouse().up();
    }

    private static Mouse.MoveOptions steps(int count) {
        return new Mouse.MoveOptions().setSteps(count);
    }
}
