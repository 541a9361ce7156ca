package org.marronnier.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.marronnier.web.WebTest;

/** The whole application, walked through by somebody who signs in and looks at one plan. */
abstract class JourneyTest extends WebTest {

    /** In milliseconds: the first page of a fresh application takes its time. */
    private static final int COLD = 30_000;

    private static final int MOST_TABS = 150;

    /** What the consoles of the pages that signed in said was wrong. */
    protected final List<String> errors = new ArrayList<>();

    /** Signs in and shows the plan of this key. */
    protected void signIn(Page page, String name, String plan) {
        page.onConsoleMessage(
                message -> {
                    if (message.type().equals("error")) {
                        errors.add(message.text());
                    }
                });
        page.navigate(at("/sign-in"));
        page.getByLabel("Identifiant").fill(name);
        page.getByLabel("Mot de passe").fill(PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator(".m-side"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(COLD));
        if (page.locator("details.m-planswitch").count() > 0) {
            page.locator("details.m-planswitch > summary").click();
            var choice = page.locator(".m-planswitch button[value='" + plan + "']");
            choice.click();
            assertThat(choice).hasAttribute("aria-current", "true");
        }
    }

    /** Presses Tab until the focus stands there. */
    protected static void tabTo(Page page, Locator there) {
        assertThat(there).isVisible();
        for (var i = 0; i < MOST_TABS; i++) {
            if (Boolean.TRUE.equals(there.evaluate("one => one === document.activeElement"))) {
                return;
            }
            page.keyboard().press("Tab");
        }
        assertThat(there).isFocused();
    }

    protected static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, named(name));
    }

    protected static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    protected static Page.LocatorOptions where(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    protected static Locator.FilterOptions having(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
