package org.marronnier.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.marronnier.store.database.TestDatabase;
import org.marronnier.web.Marronnier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Walks the README's five-minute tour word for word, on a fresh start. */
@BrowserTest
@Isolated("reads what is printed")
@ExtendWith(OutputCaptureExtension.class)
class TourTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private static final double LONG = 90_000;

    @Test
    void holdsWordForWord(Page page, CapturedOutput output) throws IOException {
        var tour = Tour.ofReadme();
        assertThat(tour.titles())
                .containsExactly(
                        "Start",
                        "Sign in",
                        "Open the calendar",
                        "Fire it",
                        "Read the mail",
                        "See why one contact got none");
        tour.agreesWith(words("fr"), words("en"));

        try (var application =
                new SpringApplicationBuilder(Marronnier.class)
                        .run(
                                "--server.port=0",
                                "--MARRONNIER_DEMO=true",
                                "--spring.datasource.url=" + DATABASE.url(),
                                "--spring.datasource.username=" + DATABASE.user(),
                                "--spring.datasource.password=" + DATABASE.password())) {
            assertThat(output).contains(tour.step("Start").code(1));
            assertThat(output).doesNotContain(" WARN ");
            assertThat(waitingOfThePast()).isZero();
            var address =
                    "http://127.0.0.1:"
                            + application.getEnvironment().getProperty("local.server.port");

            signIn(page, address, tour.step("Sign in"), output);
            openTheCalendar(page, tour.step("Open the calendar"));
            fire(page, tour.step("Fire it"));
            readTheMail(page, tour.step("Read the mail"));
            seeWhy(page, tour.step("See why one contact got none"));
        }
    }

    private static void signIn(Page page, String address, Tour.Step step, CapturedOutput output) {
        var password = Pattern.compile("│ +password +(\\S+)").matcher(output).results().findFirst();
        page.navigate(address);
        page.getByLabel(step.next()).fill(step.code(0));
        page.getByLabel(step.next()).fill(password.orElseThrow().group(1));
        page.getByRole(AriaRole.BUTTON, named(step.next())).click();
        assertThat(page).hasURL(address + "/plan");
        assertThat(page.locator("body")).containsText("Maison Tilleul");
        step.isOver();
    }

    private static void openTheCalendar(Page page, Tour.Step step) {
        page.getByRole(AriaRole.LINK, named(step.next())).first().click();
        var campaign = page.locator("a.fc-event").filter(having(step.next()));
        var nextMonth = page.getByRole(AriaRole.LINK, named(step.next()));
        assertThat(page.locator("a.fc-event").first()).isVisible(waitingVisible());
        if (campaign.count() == 0) {
            nextMonth.click();
        }
        campaign.first().click();
        step.isOver();
    }

    private static void fire(Page page, Tour.Step step) {
        assertThat(page.locator(".m-title")).containsText(step.next());
        assertThat(page.getByText(step.next(), exactly()).first()).isVisible();
        assertThat(heading(page, step.next())).isVisible();
        var count = page.locator(".m-count-big");
        assertThat(count).isVisible(waitingVisible());
        page.getByRole(AriaRole.BUTTON, named(step.next())).click();
        page.locator("#count").fill(count.innerText().replaceAll("\\D", ""));
        page.getByRole(AriaRole.BUTTON, named(step.next())).click();
        assertThat(heading(page, step.next())).isVisible();
        var run = page.locator(".m-run").first();
        assertThat(run.locator(".m-chip").first()).hasText("Terminé", waiting());
        assertThat(run.getByText(step.next(), new Locator.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(run.locator(".m-funnel li.total"))
                .containsText(Pattern.compile(step.next() + "\\s*[1-9]"));
        step.isOver();
    }

    private static void readTheMail(Page page, Tour.Step step) {
        page.getByRole(AriaRole.LINK, named(step.next())).first().click();
        page.locator("table tbody tr").first().getByRole(AriaRole.LINK).click();
        assertThat(page.locator("h1")).containsText(step.next());
        step.isOver();
    }

    private static void seeWhy(Page page, Tour.Step step) {
        page.getByRole(AriaRole.LINK, named(step.next())).first().click();
        page.getByRole(AriaRole.LINK, named(step.next())).first().click();
        var funnel = page.locator(".m-run").first();
        var line = funnel.locator("details").filter(having(step.next()));
        assertThat(Tour.plain(funnel.innerText())).contains(step.next());
        line.locator("summary").click();
        line.locator("table tbody tr").first().getByRole(AriaRole.LINK).first().click();
        assertThat(heading(page, step.next())).isVisible();
        var decision = page.locator("#decisions > .m-decisions .m-decision").first();
        assertThat(decision.locator(".why")).containsText("consentement");
        decision.getByText(step.next(), new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(decision.locator(".m-trace .failed").first()).isVisible();
        step.isOver();
    }

    /** Campaigns that a first start would fire for an instant before it, and messages that wait. */
    private static long waitingOfThePast() {
        return DATABASE.jdbc()
                .sql(
                        """
                        select (select count(*) from outbox)
                             + (select count(*) from run where state <> 'done')
                             + (select count(*) from qrtz_triggers
                                where trigger_group like 'plan:%'
                                  and next_fire_time < extract(epoch from now()) * 1000)
                        """)
                .query(Long.class)
                .single();
    }

    private static Map<String, String> words(String language) throws IOException {
        var properties = new Properties();
        var name = "/messages_" + language.toLowerCase(Locale.ROOT) + ".properties";
        try (var in = Objects.requireNonNull(TourTest.class.getResourceAsStream(name))) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        var words = new HashMap<String, String>();
        properties
                .stringPropertyNames()
                .forEach(key -> words.put(key, properties.getProperty(key)));
        return words;
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(AriaRole.HEADING, named(name)).first();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Page.GetByTextOptions exactly() {
        return new Page.GetByTextOptions().setExact(true);
    }

    private static Locator.FilterOptions having(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static LocatorAssertions.HasTextOptions waiting() {
        return new LocatorAssertions.HasTextOptions().setTimeout(LONG);
    }

    private static LocatorAssertions.IsVisibleOptions waitingVisible() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(LONG);
    }
}
