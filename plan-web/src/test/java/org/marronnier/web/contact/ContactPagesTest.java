package org.marronnier.web.contact;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.user.Role;
import org.marronnier.domain.user.Scope;
import org.marronnier.web.WebTest;
import org.marronnier.web.browser.Accessibility;
import org.marronnier.web.browser.BrowserTest;
import org.marronnier.web.shell.CurrentPlan;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@BrowserTest
class ContactPagesTest extends WebTest {

    private static final String PLAN =
            """
            marronnier: 1
            plan: {key: people-2027, name: Les contacts, brand: Maison, from: 2027-01-01, to: 2027-12-31, zone: Europe/Paris,
                   locale: fr, country: FR, saleEvent: purchase}
            conventions:
              purposes: [{key: offers, name: Offres}]
              senders: [{key: club, channel: EMAIL, name: Le Club, address: club@maison.example, types: [PROMOTIONAL]}]
            rules:
              pressure: [{key: people-week, name: Une promotion par semaine, max: 1, window: {rolling: P7D}, unit: person,
                          restricts: {channels: [EMAIL], types: [PROMOTIONAL]}}]
            templates:
              - {key: hello, channel: EMAIL, locale: fr, sender: club, subject: "Bonjour", html: "<p>Bonjour</p>"}
            campaigns:
              - {key: people-sale, name: Soldes du printemps, kind: one-off, type: PROMOTIONAL, purpose: offers, channels: [EMAIL],
                 template: hello, start: 2027-05-13T10:00, whenCapped: drop, status: approved}
            """;

    @BeforeEach
    void people() {
        bringIn(PLAN);
        sql(
                """
                insert into contact (external_id, email, email_key, phone, first_name, last_name, city, country, birth_date, attributes)
                select 'P-' || lpad(i::text, 3, '0'), 'camille.' || i || '@maison.example', 'camille.' || i || '@maison.example',
                       '+3361234' || lpad(i::text, 4, '0'), 'Camille', 'Peupleraie' || i, 'Lyon', 'FR', '1984-02-29',
                       '{"tier": "<gold>"}'
                from generate_series(1, 60) i
                on conflict do nothing
                """);
        sql(
                """
                insert into consent (contact_id, channel, purpose, status, source, at)
                select id, 'EMAIL', 'offers', status, 'web', at
                from contact, (values ('DENIED', timestamptz '2026-01-01Z'), ('GRANTED', timestamptz '2026-02-01Z')) said (status, at)
                where external_id = 'P-001'
                on conflict do nothing
                """);
        sql(
                """
                insert into event (id, contact_id, type, at, properties)
                select 'P-' || i, id, 'purchase', timestamptz '2027-01-01 10:00Z' + make_interval(days => i), '{"amount": 42.50}'
                from contact, generate_series(1, 25) i
                where external_id = 'P-001'
                on conflict do nothing
                """);
        sql(
                """
                insert into run (plan, campaign, fired_for, decides_at, started_at, progressed_at, state)
                select 'people-2027', 'people-sale', at, at, at, at, 'done'
                from generate_series(timestamptz '2027-05-13 08:00Z', '2027-05-15 08:00Z', interval '1 day') at
                on conflict do nothing
                """);
        sql(
                """
                insert into decision (run_id, contact_id, at, outcome, line, channel, reasons)
                select run.id, contact.id, fired_for, outcome, 'x', 'EMAIL', cast(reasons as jsonb)
                from contact, run join (values
                    (timestamptz '2027-05-13 08:00Z', 'SEND', '[]'),
                    (timestamptz '2027-05-14 08:00Z', 'SUPPRESS', '[{"gate": "PRESSURE", "channel": "EMAIL", "rules": ["people-week"],
                                                   "counts": [{"rule": "people-week", "counted": 2, "max": 1}]}]'),
                    (timestamptz '2027-05-15 08:00Z', 'SUPPRESS', '[{"gate": "NO_ADDRESS", "channels": ["EMAIL"], "bounced": ["EMAIL"]},
                                                   {"gate": "NO_CONSENT", "consents": [{"channel": "EMAIL", "regime": "OPT_IN", "status": "DENIED"}]}]')
                    ) made (at, outcome, reasons) on made.at = run.fired_for
                where contact.external_id = 'P-001' and run.campaign = 'people-sale'
                on conflict do nothing
                """);
        sql(
                """
                insert into message (contact_id, run_id, plan, source, channel, type, status, at, sent_at, opened_at)
                select c.id, r.id, 'people-2027', 'campaign:people-sale', 'EMAIL', 'PROMOTIONAL', 'SENT', r.fired_for, r.fired_for,
                       r.fired_for + interval '1 hour'
                from contact c, run r
                where c.external_id = 'P-001' and r.campaign = 'people-sale' and r.fired_for = '2027-05-13 08:00Z'
                on conflict do nothing
                """);
    }

    @Test
    void tellsTheTimeLineInTheLocalTimeOfTheContactAndWhatBecameOfItsMessages() {
        sql("update contact set known_zone = 'Pacific/Auckland' where external_id = 'P-001'");

        var page = get("/contacts/P-001");

        sql("update contact set known_zone = null where external_id = 'P-001'");
        assertThat(page).bodyText().contains("20:00</span>", "Ouvert à 21:00");
        assertThat(get("/contacts/P-001")).bodyText().contains("10:00</span>", "Ouvert à 11:00");
        assertThat(
                        mvc.get()
                                .uri("/api/v1/contacts/P-001/decisions")
                                .header("Authorization", bearer(Scope.CONTACTS_READ)))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying("$.decisions", all -> all.assertThat().asArray().hasSize(3))
                .hasPathSatisfying(
                        "$.decisions[2].message.openedAt",
                        at -> at.assertThat().isEqualTo("2027-05-13T09:00:00Z"))
                .hasPathSatisfying(
                        "$.decisions[1].reasons[0].counts[0].rule",
                        rule -> rule.assertThat().isEqualTo("people-week"));
        assertThat(
                        mvc.get()
                                .uri("/api/v1/contacts/P-none/decisions")
                                .header("Authorization", bearer(Scope.CONTACTS_READ)))
                .hasStatus(404);
        assertThat(
                        mvc.get()
                                .uri("/api/v1/contacts/P-001/decisions?cursor=bm90aGluZw")
                                .header("Authorization", bearer(Scope.CONTACTS_READ)))
                .hasStatus(400);
    }

    @Test
    void findsPeopleByNameAndKeepsThemOutOfTheAddress() {
        var found =
                mvc.post()
                        .uri("/contacts/search")
                        .param("q", "peupleraie7")
                        .with(as(Role.MARKETER))
                        .with(token())
                        .exchange();

        assertThat(found)
                .hasStatusOk()
                .bodyText()
                .contains("Camille Peupleraie7", "camil•••@maison.example")
                .doesNotContain("camille.7@maison.example", "Peupleraie8<");
        assertThat(mvc.get().uri("/contacts/search?q=peupleraie7").with(as(Role.MARKETER)))
                .doesNotHave(
                        new org.assertj.core.api.Condition<>(
                                (MvcTestResult answer) -> answer.getResponse().getStatus() == 200,
                                "a page"));
    }

    @Test
    void tellsEachDecisionByTheNamesOfThePlan() {
        assertThat(get("/contacts/P-001"))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "Soldes du printemps",
                        "Une promotion par semaine",
                        "&lt;gold&gt;",
                        "amount 42.5")
                .doesNotContain(">people-sale<", "<gold>", "camille.1@maison.example");
        assertThat(get("/contacts/P-001/decisions?outcome=sent"))
                .bodyText()
                .contains("Soldes du printemps")
                .doesNotContain("Une promotion par semaine");
    }

    @Test
    void readsOnAndRefusesAForeignCursor() {
        assertThat(get("/contacts/P-001/events?after=bm90aGluZw")).hasStatus(400);
        assertThat(get("/contacts/P-001/decisions?after=%25%25")).hasStatus(400);
        assertThat(get("/contacts/P-none")).hasStatus(404);
    }

    @Test
    void showsAddressesWholeAndKeepsWhoLooked() {
        var before = looked();

        assertThat(
                        mvc.post()
                                .uri("/contacts/P-002/addresses")
                                .with(as(Role.MARKETER))
                                .with(token()))
                .hasStatusOk()
                .bodyText()
                .contains("camille.2@maison.example");

        assertThat(looked()).isEqualTo(before + 1);
    }

    @Test
    void givesContactsToProgramsPageByPage() {
        var key = bearer(Scope.CONTACTS_READ);

        assertThat(
                        mvc.get()
                                .uri("/api/v1/contacts?q=peupleraie&limit=40")
                                .header("Authorization", key))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying("$.contacts", one -> one.assertThat().asArray().hasSize(40))
                .hasPathSatisfying("$.next", one -> one.assertThat().asString().isNotEmpty());
        assertThat(mvc.get().uri("/api/v1/contacts/P-001").header("Authorization", key))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying(
                        "$.consents[0].status", one -> one.assertThat().isEqualTo("GRANTED"));
        assertThat(mvc.get().uri("/api/v1/contacts?limit=0").header("Authorization", key))
                .hasStatus(400);
        assertThat(mvc.get().uri("/api/v1/contacts/P-none").header("Authorization", key))
                .hasStatus(404);
        assertThat(
                        mvc.get()
                                .uri("/api/v1/contacts/P-001")
                                .header("Authorization", bearer(Scope.PLANS_READ)))
                .hasStatus(403);
    }

    @Test
    void isReadSearchedAndUnfoldedInABrowser(Page page) {
        user("noor", Role.MARKETER);
        page.navigate(at("/sign-in"));
        page.getByLabel("Identifiant").fill("noor");
        page.getByLabel("Mot de passe").fill(PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator(".m-side")).isVisible();

        page.navigate(at("/contacts"));
        Accessibility.assertNoSeriousViolation(page);
        page.locator(".m-find input[name=q]").fill("camille peupleraie");
        assertThat(page.locator("#found .more input[name=q]")).hasValue("camille peupleraie");
        assertThat(page.locator("#found tbody tr:not(.more)")).hasCount(50);
        shoot(page, "contacts-fr");
        page.locator("#found .more button").click();
        assertThat(page.locator("#found tbody tr:not(.more)")).hasCount(60);
        assertThat(page).hasURL(at("/contacts"));
        Accessibility.assertNoSeriousViolation(page);

        page.navigate(at("/contacts/P-001"));
        for (var language : new String[] {"fr", "en"}) {
            assertThat(page.locator("html")).hasAttribute("lang", language);
            var second = page.locator("#decisions > .m-decisions .m-decision").nth(1);
            assertThat(second.getByRole(AriaRole.HEADING)).hasText("Soldes du printemps");
            assertThat(second.locator(".why")).containsText("Une promotion par semaine");
            second.locator("summary").click();
            assertThat(second.locator(".m-trace li.failed")).hasCount(1);
            Accessibility.assertNoSeriousViolation(page);
            shoot(page, "contact-" + language);
            page.locator(".m-lang").click();
        }

        Locator events = page.locator("section[aria-labelledby=events-title]");
        assertThat(events.locator("li b")).hasCount(20);
        events.locator(".m-more button").click();
        assertThat(events.locator("li b")).hasCount(25);
        Accessibility.assertNoSeriousViolation(page);
    }

    private static void shoot(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(
                                Path.of(
                                        "target",
                                        "browser",
                                        "%s.png".formatted(name.toLowerCase(Locale.ROOT)))));
    }

    private int looked() {
        return database()
                .jdbc()
                .sql(
                        "select count(*) from audit where what = 'contact.revealed' and subject = 'P-002'")
                .query(Integer.class)
                .single();
    }

    private MvcTestResult get(String path) {
        return mvc.get()
                .uri(path)
                .with(as(Role.MARKETER))
                .sessionAttr(CurrentPlan.class.getName(), "people-2027")
                .locale(Locale.FRENCH)
                .exchange();
    }

    private void sql(String sql) {
        database().jdbc().sql(sql).update();
    }
}
