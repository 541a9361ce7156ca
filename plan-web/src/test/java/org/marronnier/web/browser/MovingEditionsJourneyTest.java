package org.marronnier.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.user.Role;

/** A scenario that is changed while contacts are in it, and those who are moved along. */
@BrowserTest
class MovingEditionsJourneyTest extends ScenarioJourneyTest {

    private static final String PLAN_KEY = "edition-maison";
    private static final String SCENARIO = "/programmes/edition-accueil/scenarios/edition-bonjour";

    @Test
    void movesThoseWhoCanGoOnByTheNewEditionAndLeavesTheOthers(Page page) {
        setDefaultAssertionTimeout(PATIENT);
        people();
        bringIn(plan("P5D", "[{wait: P6D}]"));
        user("rosalie", Role.CRM_MANAGER);
        signIn(page, "rosalie", PLAN_KEY);
        page.navigate(at(SCENARIO + "/live"));
        page.waitForCondition(() -> count("live_scenario", "plan = '" + PLAN_KEY + "'") == 1);
        happens("edition-1", "EDITION-1", "edition-signup");
        happens("edition-2", "EDITION-2", "edition-signup");
        assertThat(figures(page, "0.then.0")).containsText("1 ici");
        assertThat(figures(page, "0.else.0")).containsText("1 ici");
        assertThat(page.locator("#live-moves")).hasCount(0);
        assertThat(page.locator(".m-actions button"))
                .hasText(new String[] {"Mettre en pause", "Terminer"});

        bringIn(plan("P9D", "[{end: true}]"));
        page.waitForCondition(() -> count("scenario_edition", "number = 2 and " + OURS) == 1);
        page.reload();
        assertThat(page.locator(".m-live-tools")).containsText("Version 2");
        assertThat(edition(page, 1)).containsText("Contacts dedans : 2");
        assertThat(figures(page, "0.then.0")).containsText("0 ici");
        Accessibility.assertNoSeriousViolation(page);

        tabTo(page, page.locator("#live-moves"));
        page.keyboard().press("Enter");
        assertThat(page.locator("#live-move")).isVisible();
        tabTo(page, page.locator("#live-move button[type=submit]"));
        page.keyboard().press("Enter");

        assertThat(page.locator("body"))
                .containsText("Passés à la nouvelle version : 1. Restés sur la leur : 1.");
        assertThat(figures(page, "0.then.0")).containsText("1 ici");
        assertThat(edition(page, 2)).containsText("Contacts dedans : 1");
        assertThat(edition(page, 1)).containsText("Contacts dedans : 1");
        assertThat(
                        count(
                                "enrolment",
                                "state = 'RUNNING' and edition_id in (select id from scenario_edition where number = 2 and "
                                        + OURS
                                        + ")"))
                .isOne();

        edition(page, 1).locator("a").click();
        assertThat(page.locator(".m-live-tools")).containsText("Version 1");
        assertThat(figures(page, "0.else.0")).containsText("1 ici");
        figures(page, "0.else.0").locator("a").click();
        assertThat(page.locator("main tbody tr")).hasCount(1);
        assertThat(page.locator("main tbody")).containsText("Bob Delédition");
        assertThat(errors).isEmpty();
    }

    @Test
    void offersAMarketerNothingThatIsNotTheirs(Page page) {
        people();
        bringIn(plan("P5D", "[{wait: P6D}]"));
        user("gaspard", Role.MARKETER);
        signIn(page, "gaspard", PLAN_KEY);

        page.navigate(at(SCENARIO + "/live"));

        assertThat(page.locator(".m-live-tools")).isVisible();
        assertThat(page.locator(".m-actions [data-opens], main [data-opens]")).hasCount(0);
        assertThat(page.locator("main form[method=post]")).hasCount(0);
    }

    private static final String OURS =
            "scenario_id in (select id from live_scenario where plan = '" + PLAN_KEY + "')";

    /** The figures of a step, by its place; whether anybody is there or not. */
    private static Locator figures(Page page, String place) {
        var way = place.contains("then") ? 0 : 1;
        return page.locator("#live-now .m-way").nth(way).locator(".m-figures");
    }

    private static Locator edition(Page page, int number) {
        return page.locator("#live-side li").filter(having("Version " + number));
    }

    private void people() {
        person("EDITION-1", "Ana", "Delédition", "FR");
        person("EDITION-2", "Bob", "Delédition", "BE");
    }

    private long count(String table, String where) {
        return database()
                .jdbc()
                .sql("select count(*) from " + table + " where " + where)
                .query(Long.class)
                .single();
    }

    private static String plan(String wait, String otherwise) {
        return """
        marronnier: 1
        plan: {key: edition-maison, name: Deux versions, brand: Maison des Éditions, from: %1$s, to: %2$s,
               zone: Europe/Paris, locale: fr, country: FR, saleEvent: purchase, lookAhead: P7D, universalControl: 0}
        conventions:
          purposes: [{key: edition-news, name: Nouvelles}]
        programmes:
          - key: edition-accueil
            name: Accueil
            status: live
            scenarios:
              - key: edition-bonjour
                name: Bonjour en deux versions
                status: live
                type: SERVICE
                purpose: edition-news
                trigger: {event: edition-signup}
                reentry: always
                steps:
                  - branch:
                      if: {field: country, eq: FR}
                      then: [{wait: %3$s}]
                      else: %4$s
        """
                .formatted(TODAY.minusDays(30), TODAY.plusDays(300), wait, otherwise);
    }
}
