package org.marronnier.web.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.marronnier.web.browser.Accessibility;
import org.marronnier.web.browser.BrowserTest;

@Order(1)
@BrowserTest
class PagesAccessibilityTest extends ShopTest {

    private static final long CONTACTS = 500;

    /** Sends a form as the page itself would, with its token. */
    private static final String SEND =
            """
            ask => {
              const form = document.createElement("form");
              form.method = "post";
              form.action = ask.path;
              const token = document.querySelector("input[name=_csrf]").value;
              for (const [name, value] of Object.entries({...ask.form, _csrf: token})) {
                const field = document.createElement("input");
                field.type = "hidden";
                field.name = name;
                field.value = value;
                form.append(field);
              }
              document.body.append(form);
              form.submit();
            }
            """;

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void keepsEveryPageInReachOfEveryone(String language, Page page) {
        var asks = Asks.of(shop(CONTACTS));
        page.context().addCookies(List.of(new Cookie("language", language).setUrl(at("/"))));
        // The longer words on the narrower window.
        page.setViewportSize(language.equals("fr") ? 1200 : 1440, 900);
        var violations = new ArrayList<String>();

        for (var ask : asks) {
            if (ask.kind() == Ask.Kind.ALONE) {
                page.navigate(at(ask.path()));
                violations.addAll(seen(ask, page, language));
            }
        }
        signIn(page);
        for (var ask : asks) {
            if (ask.kind() == Ask.Kind.PAGE) {
                open(ask, page);
                violations.addAll(seen(ask, page, language));
            }
        }

        assertThat(violations).isEmpty();
    }

    private List<String> seen(Ask ask, Page page, String language) {
        assertThat(page.locator("html")).hasAttribute("lang", language);
        assertThat(page.locator("h1")).isVisible();
        return Accessibility.violations(page).stream()
                .map(
                        violation ->
                                "%s (%s, %s): %s"
                                        .formatted(ask.name(), ask.path(), language, violation))
                .toList();
    }

    private void open(Ask ask, Page page) {
        if (!ask.isPost()) {
            var response = page.navigate(at(ask.path()));
            assertThat(response.status()).as(ask.name()).isEqualTo(200);
            return;
        }
        var response =
                page.waitForResponse(
                        answer -> answer.url().equals(at(ask.path())),
                        () -> page.evaluate(SEND, Map.of("path", ask.path(), "form", ask.form())));
        assertThat(response.status()).as(ask.name()).isEqualTo(200);
        page.waitForLoadState();
    }

    private void signIn(Page page) {
        page.navigate(at("/sign-in"));
        page.locator("#name").fill("admin");
        page.locator("#password").fill(PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator(".m-side")).isVisible();
    }
}
