package org.marronnier.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.user.Role;

/** A scenario from its first try to its end, while the workers run. */
@BrowserTest
class ScenarioLifeJourneyTest extends ScenarioJourneyTest {

    private static final String PLAN_KEY = "vie-maison";
    private static final String SCENARIO = "/programmes/vie-accueil/scenarios/vie-bonjour";
    private static final String PLAN =
            """
            marronnier: 1
            plan: {key: vie-maison, name: Vie d'un scénario, brand: Maison de la Vie, from: %1$s, to: %2$s,
                   zone: Europe/Paris, locale: fr, country: FR, saleEvent: purchase, lookAhead: P7D, universalControl: 0}
            conventions:
              purposes: [{key: vie-news, name: Nouvelles}]
              senders: [{key: vie-club, channel: EMAIL, name: Le Club, address: club@vie.example, types: [SERVICE]}]
            templates:
              - {key: vie-hello, channel: EMAIL, locale: fr, sender: vie-club, subject: "Bonjour {{firstName}}", html: "<p>Bonjour {{firstName}}</p>"}
              - {key: vie-again, channel: EMAIL, locale: fr, sender: vie-club, subject: "Merci d’avoir lu", html: "<p>Merci</p>"}
            programmes:
              - key: vie-accueil
                name: Accueil
                status: live
                scenarios:
                  - key: vie-bonjour
                    name: Bonjour à vous
                    status: approved
                    type: SERVICE
                    purpose: vie-news
                    trigger: {event: vie-signup}
                    reentry: always
                    steps:
                      - send: {template: vie-hello, channels: [EMAIL], expiry: P3D}
                      - wait: P5D
                      - branch:
                          if: {message: {template: vie-hello, status: OPENED}, count: {gte: 1}}
                          then: [{send: {template: vie-again, channels: [EMAIL], expiry: P3D}}]
                          else: []
            """
                    .formatted(TODAY.minusDays(30), TODAY.plusDays(300));

    @BeforeEach
    void people() {
        bringIn(PLAN);
        person("VIE-1", "Ana", "Delavie", "FR");
        person("VIE-2", "Bob", "Delavie", "FR");
    }

    @Test
    void triesLaunchesFollowsPausesResumesAndEndsAScenario(Page page) {
        user("solene", Role.CRM_MANAGER);
        setDefaultAssertionTimeout(PATIENT);
        signIn(page, "solene", PLAN_KEY);

        page.navigate(at(SCENARIO + "/live"));
        tryItWithTheKeyboard(page);

        page.navigate(at(SCENARIO + "/live"));
        assertThat(page.locator("main")).containsText("n’a pas encore été mis en service");
        confirm(page, "launch");
        assertThat(page.locator("#live-now")).containsText("Personne n’est encore entré");
        assertThat(tile(page, "Entrées")).hasText("0");

        happens("vie-1", "VIE-1", "vie-signup");
        assertThat(tile(page, "Entrées")).hasText("1");
        assertThat(tile(page, "Dedans")).hasText("1");
        assertThat(tile(page, "Messages")).hasText("1");
        assertThat(step(page, 0)).containsText("1 envoyé");
        assertThat(step(page, 1)).containsText("1 ici");
        Accessibility.assertNoSeriousViolation(page);
        page.waitForCondition(() -> sent() == 1, patiently());
        readThePath(page);

        page.navigate(at(SCENARIO + "/live"));
        confirm(page, "pause");
        assertThat(page.locator("#live-now")).containsText("En pause");
        happens("vie-2", "VIE-2", "vie-signup");
        page.waitForCondition(() -> arrivals() == 0, patiently());
        page.reload();
        assertThat(tile(page, "Messages")).hasText("1");
        assertThat(messages()).isOne();

        confirm(page, "resume");
        assertThat(page.locator("#live-now")).not().containsText("En pause");
        page.waitForCondition(() -> sent() == 2, patiently());
        page.reload();
        assertThat(tile(page, "Messages")).hasText("2");
        assertThat(tile(page, "Dedans")).hasText("2");
        assertThat(step(page, 1)).containsText("2 ici");

        endWithTheNumber(page);
        assertThat(errors).isEmpty();
    }

    private void tryItWithTheKeyboard(Page page) {
        tabTo(page, page.locator(".m-actions a").filter(having("Essayer")));
        page.keyboard().press("Enter");
        page.waitForURL("**/trial");
        tabTo(page, page.locator("#trial-q"));
        page.keyboard().type("VIE-1");
        page.keyboard().press("Enter");
        tabTo(page, page.locator("main a").filter(having("Ana Delavie")));
        page.keyboard().press("Enter");

        var stops = page.locator(".m-path > li");
        assertThat(stops).hasCount(3);
        assertThat(stops.nth(1)).containsText("Partirait par le canal E-mail");
        assertThat(stops.nth(1)).containsText("Bonjour Ana");
        assertThat(stops.nth(2)).containsText("Que devient le message");
        Accessibility.assertNoSeriousViolation(page);
        tabTo(page, stops.nth(2).locator("button").filter(having("Le message est ouvert")));
        page.keyboard().press("Enter");
        assertThat(stops).hasCount(4);
        assertThat(stops.nth(2)).containsText("Supposé ouvert");
        assertThat(stops.nth(3)).containsText("Attente terminée");
        onward(page, stops, 5);
        assertThat(stops.nth(4)).containsText("la condition est remplie");
        onward(page, stops, 6);
        assertThat(stops.nth(5)).containsText("Merci d’avoir lu");
        onward(page, stops, 7);
        assertThat(page.locator("[role=status]").filter(having("C’est fini"))).isVisible();
        assertThat(messages()).isZero();
    }

    /** The next stop, by the button that has the focus already. */
    private static void onward(Page page, Locator stops, int stop) {
        assertThat(page.locator("button[autofocus]")).isFocused();
        page.keyboard().press("Enter");
        assertThat(stops).hasCount(stop);
    }

    private static void readThePath(Page page) {
        page.locator(".m-tiles a").first().click();
        page.waitForURL("**/enrolments?state=RUNNING");
        page.locator("main tbody a").filter(having("Ana")).click();
        var path = page.locator(".m-path > li");
        assertThat(path).hasCount(3);
        assertThat(path.first()).containsText("Par l’événement «\u00a0vie signup\u00a0» du");
        assertThat(path.nth(1)).containsText("Bonjour {{firstName}}");
        assertThat(path.nth(1).locator("a[href^='/inbox/']")).isVisible();
        assertThat(path.nth(2)).containsText("Attend à l’étape 2 jusqu’au");
        Accessibility.assertNoSeriousViolation(page);
    }

    private static void endWithTheNumber(Page page) {
        page.locator("[data-opens=live-end]").click();
        var end = page.locator("#live-end button[type=submit]");
        page.locator("#live-end-count").fill("1");
        assertThat(end).isDisabled();
        page.locator("#live-end-count").fill("2");
        Accessibility.assertNoSeriousViolation(page);
        end.click();
        assertThat(page.locator("#live-now")).containsText("Ce scénario est terminé");
        assertThat(page.locator(".m-actions [data-opens]")).hasCount(0);
        assertThat(tile(page, "Dedans")).hasText("0");
    }

    /** Asks for a move and says yes. */
    private static void confirm(Page page, String move) {
        page.locator("[data-opens=live-" + move + "]").click();
        page.locator("#live-" + move + " button[type=submit]").click();
        assertThat(page.locator("[data-opens=live-" + move + "]")).hasCount(0);
    }

    private static Page.WaitForConditionOptions patiently() {
        return new Page.WaitForConditionOptions().setTimeout(PATIENT);
    }

    private static Locator tile(Page page, String label) {
        return page.locator(".m-tiles > li").filter(having(label)).locator(".value");
    }

    private static Locator step(Page page, int n) {
        return page.locator("#live-now .m-list > .m-steps > .m-step")
                .nth(n)
                .locator("> .m-box .m-figures");
    }

    private long messages() {
        return count("message m join contact c on c.id = m.contact_id");
    }

    private long sent() {
        return count("message m join contact c on c.id = m.contact_id and m.status = 'SENT'");
    }

    private long arrivals() {
        return count("arrival a join contact c on c.id = a.contact_id");
    }

    private long count(String rows) {
        return database()
                .jdbc()
                .sql("select count(*) from %s where c.external_id like 'VIE-%%'".formatted(rows))
                .query(Long.class)
                .single();
    }
}
