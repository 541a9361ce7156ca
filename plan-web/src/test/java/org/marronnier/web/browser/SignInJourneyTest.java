package org.marronnier.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.user.Role;
import org.marronnier.web.WebTest;

@BrowserTest
class SignInJourneyTest extends WebTest {

    @Test
    void signsInSpeaksEnglishAndSignsOut(Page page) {
        user("camille.f", Role.ADMIN);
        List<String> errors = new ArrayList<>();
        page.onConsoleMessage(
                message -> {
                    if (message.type().equals("error")) {
                        errors.add(message.text());
                    }
                });

        page.navigate(at("/team"));
        Accessibility.assertNoSeriousViolation(page);
        page.getByLabel("Identifiant").fill("camille.f");
        page.getByLabel("Mot de passe").fill("not the right one");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("ne convient pas");
        assertThat(page.getByLabel("Identifiant")).hasValue("camille.f");
        Accessibility.assertNoSeriousViolation(page);
        page.getByLabel("Mot de passe").fill(PASSWORD);
        page.getByRole(AriaRole.BUTTON, named("Entrer")).click();

        assertThat(page).hasURL(at("/team"));
        assertThat(heading(page)).hasText("Équipe");
        Accessibility.assertNoSeriousViolation(page);

        page.locator(".m-lang").click();
        assertThat(page).hasURL(at("/team"));
        assertThat(heading(page)).hasText("Team");
        assertThat(page.locator("html")).hasAttribute("lang", "en");

        page.locator("body").press("?");
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        Accessibility.assertNoSeriousViolation(page);
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();

        page.getByRole(AriaRole.BUTTON, named("Sign out")).click();
        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("You are signed out.");
        assertThat(errors).isEmpty();
    }

    @Test
    void keepsItsPagesInReachOfEveryone(Page page) {
        user("dana", Role.ADMIN);
        page.navigate(at("/sign-in"));
        page.getByLabel("Identifiant").fill("dana");
        page.getByLabel("Mot de passe").fill(PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator(".m-side")).isVisible();

        for (String path :
                List.of(
                        "/team",
                        "/team/users/new",
                        "/team/users/dana",
                        "/team/keys/new",
                        "/account",
                        "/nowhere")) {
            page.navigate(at(path));
            page.setViewportSize(1440, 900);
            Accessibility.assertNoSeriousViolation(page);
            page.setViewportSize(1200, 800);
            Accessibility.assertNoSeriousViolation(page);
        }

        assertThat(heading(page)).hasText("Cette page n’existe pas");
        assertThat(page.locator(".m-side")).isVisible();
    }

    private static Locator heading(Page page) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
