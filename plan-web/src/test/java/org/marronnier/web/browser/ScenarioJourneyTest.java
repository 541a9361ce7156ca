package org.marronnier.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.user.Role;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.springframework.beans.factory.annotation.Autowired;

/** A programme with a welcome scenario, made from nothing by somebody without a pointer. */
@BrowserTest
class ScenarioJourneyTest extends JourneyTest {

    private static final String PLAN = "ormeau-keyboard";
    private static final int FARTHEST = 120;

    /** In milliseconds, on a machine that does much else. */
    private static final double PATIENT = 20_000;

    @Autowired private ImportingPlan importing;
    @Autowired private Plans plans;

    @BeforeEach
    void bringThePlanIn() throws IOException {
        try (var in = ScenarioJourneyTest.class.getResourceAsStream("/pages-plan.yaml")) {
            var text =
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("ormeau-pages", PLAN)
                            .replace("Plan relationnel", "Plan du premier scénario")
                            .replace("Maison Ormeau", "Maison du Clavier");
            importing.importText(
                    text.getBytes(StandardCharsets.UTF_8), TextFormat.YAML, "test", true);
        }
    }

    @Test
    void makesAProgrammeWithAWelcomeScenarioAndApprovesIt(Page page) {
        user("ines", Role.CRM_MANAGER);
        setDefaultAssertionTimeout(PATIENT);
        signIn(page, "ines", PLAN);

        page.navigate(at("/plan"));
        tabTo(page, "Ajouter au plan");
        press(page, "Enter");
        tabTo(page, "Programme");
        press(page, "Enter");
        page.waitForURL("**/programmes/new");
        tabTo(page, "#f-name");
        type(page, "Accueil au clavier");
        press(page, "Enter");
        page.waitForURL("**/programmes/accueil-au-clavier");

        page.navigate(at("/programmes/accueil-au-clavier/scenarios/new"));
        assertThat(page.locator("#f-name")).isFocused();
        type(page, "Bienvenue");
        press(page, "Enter");
        page.waitForURL("**/programmes/accueil-au-clavier/scenarios/bienvenue");
        assertThat(page.locator(".m-flow"))
                .containsText("À chaque événement signup, 30 minutes après.");
        assertThat(page.locator(".m-step")).hasCount(3);
        Accessibility.assertNoSeriousViolation(page);

        tabTo(page, "Modifier : En bref");
        press(page, "Enter");
        assertThat(page.locator("form.m-part-form")).isFocused();
        tabTo(page, "#f-goal");
        type(page, "Faire connaître les services");
        press(page, "Enter");
        assertThat(page.locator(".m-brief dl")).containsText("Faire connaître les services");
        assertThat(page.locator("#edit-brief")).isFocused();

        tabTo(page, "Modifier : Cible");
        press(page, "Enter");
        assertThat(page.locator(".m-glimpse")).containsText("contacts");
        assertThat(page.locator(".m-steps").first()).isVisible();
        press(page, "Escape");
        assertThat(page.locator(".m-part-form")).hasCount(0);

        page.locator(".m-step").nth(1).locator("button[value=up]").focus();
        press(page, "Enter");
        assertThat(page.locator(".m-step").first()).containsText("Attendre 5 jours");
        page.locator(".m-step").first().locator("button[value=down]").focus();
        press(page, "Enter");
        assertThat(page.locator(".m-step").nth(1)).containsText("Attendre 5 jours");

        page.reload();
        tabTo(page, "Approuver");
        press(page, "Enter");
        assertThat(page.locator(".m-title .m-chip").first()).hasText("Prévu");

        assertThat(
                        plans.load(PLAN).orElseThrow().programmes().stream()
                                .flatMap(programme -> programme.scenarios().stream())
                                .filter(
                                        scenario ->
                                                "Faire connaître les services"
                                                        .equals(scenario.brief().goal()))
                                .map(scenario -> scenario.status()))
                .containsExactly(Status.APPROVED);
        assertThat(errors).isEmpty();
    }

    /** Presses Tab until the focus stands on what is named, by its text or by its id. */
    private static void tabTo(Page page, String wanted) {
        for (var i = 0; i < FARTHEST; i++) {
            press(page, "Tab");
            var there =
                    (Boolean)
                            page.evaluate(
                                    """
                                    wanted => {
                                      const here = document.activeElement;
                                      return wanted.startsWith("#") ? "#" + here.id === wanted : here.textContent.replaceAll("\\u00a0", " ").trim().startsWith(wanted);
                                    }
                                    """,
                                    wanted);
            if (there) {
                return;
            }
        }
        throw new AssertionError("%s cannot be reached with Tab.".formatted(wanted));
    }

    private static void press(Page page, String key) {
        page.keyboard().press(key);
    }

    private static void type(Page page, String text) {
        page.keyboard().type(text);
    }
}
