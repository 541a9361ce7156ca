package org.marronnier.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.user.Role;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.springframework.beans.factory.annotation.Autowired;

/** Two people edit one plan at the same time, in two browsers. */
@BrowserTest
class CollisionJourneyTest extends JourneyTest {

    private static final String PLAN = "collision";
    private static final List<String> PAGES =
            List.of(
                    "/objectives",
                    "/objectives/new",
                    "/kpis",
                    "/kpis/new",
                    "/kpis/nps",
                    "/programmes/welcome",
                    "/programmes/new",
                    "/programmes");

    @Autowired private ImportingPlan importing;
    @Autowired private Plans plans;

    @BeforeEach
    void bringThePlanIn() {
        importing.importText(document(), TextFormat.YAML, "test", true);
        user("paula", Role.MARKETER);
        user("quentin", Role.CRM_MANAGER);
    }

    @Test
    void theSecondIsToldWhoChangedWhatAndLosesNothing(Page paula) {
        try (var other =
                paula.context()
                        .browser()
                        .newContext(new Browser.NewContextOptions().setLocale("fr-FR"))) {
            var quentin = second(other);
            signIn(paula, "paula", PLAN);
            signIn(quentin, "quentin", PLAN);
            paula.navigate(at("/objectives/repeat"));
            quentin.navigate(at("/objectives/repeat"));

            quentin.locator("#f-target").fill("0,42");
            quentin.getByRole(AriaRole.BUTTON, exactly("Enregistrer")).click();
            assertThat(quentin.locator(".m-toast")).containsText("Enregistré");
            paula.locator("#f-name").fill("Racheter avant l’été");
            paula.getByRole(AriaRole.BUTTON, exactly("Enregistrer")).click();

            assertThat(paula.locator(".m-collision h2")).containsText("Quentin l’a modifié");
            assertThat(paula.locator(".m-collision tbody")).containsText("0.42");
            assertThat(paula.locator("#f-name")).hasValue("Racheter avant l’été");
            Accessibility.assertNoSeriousViolation(paula);

            paula.getByRole(AriaRole.BUTTON, exactly("Garder les miennes")).click();

            assertThat(paula.locator(".m-toast")).containsText("Enregistré");
            var objective = plans.load(PLAN).orElseThrow().objectives().getFirst();
            assertThat(objective.name()).isEqualTo("Racheter avant l’été");
            assertThat(objective.target()).isEqualByComparingTo("0.42");

            paula.locator("body").press("Control+z");

            assertThat(paula.locator(".m-toast")).containsText("Changement annulé");
            assertThat(plans.load(PLAN).orElseThrow().objectives().getFirst().name())
                    .isEqualTo("Racheter plus");
        }
    }

    @Test
    void ordersProgrammesWithTheKeyboard(Page page) {
        signIn(page, "paula", PLAN);
        for (var path : PAGES) {
            page.navigate(at(path));
            Accessibility.assertNoSeriousViolation(page);
        }
        page.navigate(at("/programmes"));
        var grip = page.getByRole(AriaRole.BUTTON, exactly("Déplacer Fidélité"));
        grip.focus();

        page.keyboard().press("Space");
        page.keyboard().press("ArrowUp");
        page.keyboard().press("Space");

        assertThat(page.locator(".m-toast")).containsText("Ordre enregistré");
        assertThat(plans.load(PLAN).orElseThrow().keys(ItemKind.PROGRAMME, null))
                .containsExactly("loyal", "welcome");
    }

    private Page second(BrowserContext context) {
        context.setDefaultTimeout(15_000);
        return context.newPage();
    }

    private static Page.GetByRoleOptions exactly(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static byte[] document() {
        return """
                marronnier: 1
                plan: {key: collision, name: Plan de la rencontre, brand: Maison, from: 2027-01-01, to: 2027-12-31, zone: Europe/Paris, locale: fr, saleEvent: purchase}
                objectives:
                  - {key: repeat, name: Racheter plus, kpi: repeat-rate, baseline: 0.31, target: 0.36}
                programmes:
                  - {key: welcome, name: Accueil, objective: repeat}
                  - {key: loyal, name: Fidélité}
                """
                .getBytes(StandardCharsets.UTF_8);
    }
}
