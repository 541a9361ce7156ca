package org.marronnier.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.user.Role;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.springframework.beans.factory.annotation.Autowired;

/** From a bar of a funnel to the contacts behind it, to one of them, and to what it gets next. */
@BrowserTest
class ExplainingJourneyTest extends JourneyTest {

    private static final String PLAN = "plan-explique";

    @Autowired private ImportingPlan importing;

    @BeforeEach
    void bringThePlanIn() {
        importing.importText(
                """
                marronnier: 1
                plan: {key: plan-explique, name: Plan expliqué, brand: Maison des Raisons, from: 2031-01-01, to: 2031-12-31,
                       zone: Europe/Paris, lookAhead: P7D}
                conventions:
                  purposes: [{key: offers, name: Offres}]
                  senders: [{key: maison, channel: EMAIL, name: Maison, address: bonjour@maison.example}]
                rules:
                  pressure: [{key: une-promo, name: Une promotion par semaine, max: 1, window: {rolling: P7D}, unit: person,
                              restricts: {channels: [EMAIL], types: [PROMOTIONAL]}}]
                templates: [{key: hello, channel: EMAIL, sender: maison, subject: Bonjour, text: Bonjour}]
                campaigns:
                  - {key: printemps-explique, name: Soldes de printemps, kind: one-off, type: PROMOTIONAL, purpose: offers,
                     channels: [EMAIL], template: hello, start: 2031-05-13T10:00, whenCapped: drop, priority: 40, status: approved}
                  - {key: fete-expliquee, name: Fête des mères, kind: one-off, type: PROMOTIONAL, purpose: offers,
                     channels: [EMAIL], template: hello, start: 2031-05-15T10:00, whenCapped: drop, priority: 80, status: approved}
                """
                        .getBytes(StandardCharsets.UTF_8),
                TextFormat.YAML,
                "test",
                true);
        sql(
                """
                insert into contact (external_id, email, email_key, first_name, last_name)
                select 'X-' || lpad(i::text, 2, '0'), 'x' || i || '@maison.example', 'x' || i || '@maison.example', 'Camille', 'Frêne' || i
                from generate_series(1, 30) i
                on conflict do nothing
                """);
        sql(
                """
                insert into consent (contact_id, channel, purpose, status, source, at)
                select id, 'EMAIL', 'offers', 'GRANTED', 'web', timestamptz '2026-02-01Z' from contact where external_id like 'X-%'
                on conflict do nothing
                """);
        sql(
                """
                insert into run (plan, campaign, fired_for, decides_at, started_at, progressed_at, ended_at, state)
                select 'plan-explique', 'printemps-explique', at, at, at, at, at, 'done' from (select date_trunc('hour', now()) - interval '1 day' as at) fired
                where not exists (select from run where campaign = 'printemps-explique')
                """);
        sql(
                """
                insert into decision (run_id, contact_id, at, outcome, line, channel, until, reasons)
                select r.id, c.id, r.fired_for,
                       case when c.external_id <= 'X-25' then 'SUPPRESS' when c.external_id <= 'X-27' then 'DEFER' else 'SEND' end,
                       case when c.external_id <= 'X-25' then 'pressure:une-promo' when c.external_id <= 'X-27' then 'deferred' else 'queued' end,
                       case when c.external_id > 'X-25' then 'EMAIL' end,
                       case when c.external_id between 'X-26' and 'X-27' then now() + interval '2 days' end,
                       cast(case when c.external_id <= 'X-27' then
                         '[{"gate": "PRESSURE", "channel": "EMAIL", "rules": ["une-promo"], "counts": [{"rule": "une-promo", "counted": 2, "max": 1,
                            "heldBy": [{"source": "campaign:fete-expliquee", "contact": "' || c.external_id || '", "at": "2026-11-20T09:00:00Z", "standing": "SENT"}],
                            "freeAgain": "2026-11-27T09:00:00Z"}]}]' else '[]' end as jsonb)
                from contact c, run r where c.external_id like 'X-%' and r.campaign = 'printemps-explique'
                on conflict do nothing
                """);
        sql(
                """
                insert into message (contact_id, run_id, plan, source, channel, type, purpose, status, at, sent_at, opened_at)
                select c.id, r.id, 'plan-explique', 'campaign:printemps-explique', 'EMAIL', 'PROMOTIONAL', 'offers', 'SENT', r.fired_for, r.fired_for,
                       r.fired_for + interval '1 hour'
                from contact c, run r where c.external_id > 'X-27' and c.external_id like 'X-%' and r.campaign = 'printemps-explique'
                on conflict do nothing
                """);
        sql(
                """
                insert into run_tally (run_id, line, n)
                select r.id, line, n from run r, (values ('targeted', 30), ('pressure:une-promo', 25), ('deferred', 2), ('sent', 3)) said (line, n)
                where r.campaign = 'printemps-explique'
                on conflict do nothing
                """);
    }

    @Test
    void goesFromABarToAContactAndAsksWhyWithTheKeyboardAlone(Page page) {
        user("nadia", Role.CRM_MANAGER);
        signIn(page, "nadia", PLAN);

        page.navigate(at("/campaigns/printemps-explique"));
        var line =
                page.locator(".m-run .m-funnel details")
                        .filter(having("Une promotion par semaine"));
        tabTo(page, line.locator("summary"));
        page.keyboard().press("Enter");
        var contacts = line.locator("tbody tr:not(.more)");
        assertThat(contacts).hasCount(20);
        assertThat(contacts.first()).containsText("celui-ci aurait été le n°");
        assertThat(contacts.first().locator("a[href='/campaigns/fete-expliquee']")).isVisible();
        Accessibility.assertNoSeriousViolation(page);
        shoot(page, "funnel");
        tabTo(page, line.locator("tr.more button"));
        page.keyboard().press("Enter");
        assertThat(contacts).hasCount(25);
        assertThat(contacts.nth(20).locator("a").first()).isFocused();
        var waiting = page.locator(".m-run .m-funnel details").filter(having("Différés"));
        waiting.locator("summary").click();
        assertThat(waiting.locator("tbody tr").first()).containsText("Différé jusqu’au");
        page.setViewportSize(400, 900);
        var reason = contacts.first().locator("td").first();
        assertThat((Boolean) reason.evaluate("one => one.offsetWidth > 200")).isTrue();
        page.setViewportSize(1440, 900);
        tabTo(page, contacts.first().locator("a").first());
        page.keyboard().press("Enter");
        page.waitForURL("**/contacts/X-01");

        var decision = page.locator("#decisions > .m-decisions .m-decision").first();
        assertThat(decision.locator(".why")).containsText("Fête des mères");
        assertThat(decision.locator(".why")).containsText("Libre à nouveau");
        page.keyboard().press("/");
        assertThat(page.locator("#why")).isFocused();
        page.keyboard().type("Soldes de printemps");
        page.keyboard().press("Enter");
        var answer = page.locator("#why-answer");
        assertThat(answer).containsText("Ce contact ne recevra pas Soldes de printemps");
        assertThat(answer.locator("a[href='/campaigns/fete-expliquee']").first()).isVisible();
        assertThat(answer.locator(".m-trace li")).hasCount(10);
        Accessibility.assertNoSeriousViolation(page);
        shoot(page, "why");
        tabTo(page, page.locator("#why"));
        page.keyboard().press("Control+a");
        page.keyboard().type("Rien de tel");
        page.keyboard().press("Enter");
        assertThat(answer).containsText("Aucune campagne ni aucun scénario");

        page.locator(".m-wish > summary").click();
        page.locator("#preference-max").fill("2");
        page.keyboard().press("Enter");
        assertThat(page.locator("#preferences")).containsText("Au plus 2 messages sur 7 jours");
        page.locator("#preferences").getByText("Retirer").click();
        assertThat(page.locator("#preferences")).containsText("Aucun souhait");
        Accessibility.assertNoSeriousViolation(page);
        // A screenshot hides the caret by a style of its own.
        assertThat(errors)
                .filteredOn(error -> !error.contains("422") && !error.contains("inline style"))
                .isEmpty();
    }

    @Test
    void asksWhyOnTheCampaign(Page page) {
        user("nadia", Role.CRM_MANAGER);
        signIn(page, "nadia", PLAN);

        page.navigate(at("/campaigns/printemps-explique"));
        page.locator("#why-contact").fill("X-29");
        page.keyboard().press("Enter");
        assertThat(page.locator("#why-answer")).containsText("Ce contact ne recevra pas");
        assertThat(page.locator("#why-answer a[href='/contacts/X-29']")).isVisible();
        Accessibility.assertNoSeriousViolation(page);
        shoot(page, "why-campaign");
        page.navigate(at("/contacts/X-29"));
        assertThat(page.locator(".m-gauges li").first()).containsText("1 / 1");
        assertThat(page.locator("#decisions > .m-decisions .m-decision").first())
                .containsText("Ouvert");
        shoot(page, "contact-29");
    }

    private static void shoot(Page page, String name) {
        for (var width : new int[] {1440, 1180}) {
            page.setViewportSize(width, 900);
            page.screenshot(
                    new Page.ScreenshotOptions()
                            .setPath(
                                    Path.of(
                                            "target",
                                            "browser",
                                            "explain-%s-%d.png".formatted(name, width))));
        }
        page.setViewportSize(1440, 900);
    }

    private void sql(String sql) {
        database().jdbc().sql(sql).update();
    }
}
