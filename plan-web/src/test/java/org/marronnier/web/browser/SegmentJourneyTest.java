package org.marronnier.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.user.Role;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.springframework.beans.factory.annotation.Autowired;

@BrowserTest
class SegmentJourneyTest extends JourneyTest {

    @Autowired private ImportingPlan importing;

    /** Contacts 1 to 6 of the town bought twice; 1 and 2 opened a message, 2 long ago. */
    @BeforeEach
    void bringThePlanAndItsContactsIn() throws IOException {
        try (var in = SegmentJourneyTest.class.getResourceAsStream("/rules-plan.yaml")) {
            importing.importText(
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("key: clavier,", "key: clavier-journey,")
                            .replace("Plan du clavier", "Plan au clavier")
                            .replace("Clavier-les-Bains", "Clavier-le-Port")
                            .getBytes(StandardCharsets.UTF_8),
                    TextFormat.YAML,
                    "test",
                    true);
        }
        run("delete from contact where external_id like 'CLJ%'");
        run(
                """
                insert into contact (external_id, first_name, city)
                select 'CLJ' || i, 'Client ' || i, case when i <= 8 then 'Clavier-le-Port' else 'Ailleurs' end
                from generate_series(1, 12) i
                """);
        run(
                """
                insert into event (id, contact_id, type, at, properties)
                select 'clj-' || external_id || '-' || n, id, 'purchase', now() - n * interval '20 days', '{"amount": 50}'
                from contact, generate_series(1, 2) n
                where external_id ~ '^CLJ([1-6]|9)$'
                on conflict do nothing
                """);
        run(
                """
                insert into message (contact_id, plan, source, channel, type, status, at, sent_at, opened_at)
                select id, 'clavier-journey', 'campaign:soldes', 'EMAIL', 'PROMOTIONAL', 'SENT',
                       now() - d * interval '1 day', now() - d * interval '1 day', now() - d * interval '1 day'
                from (select id, case external_id when 'CLJ1' then 3 else 60 end d
                      from contact where external_id in ('CLJ1', 'CLJ2')) opened
                """);
    }

    @Test
    void buildsASegmentFromNothingWithTheKeyboardAlone(Page page) {
        user("keya", Role.MARKETER);
        signIn(page, "keya", "clavier-journey");
        page.navigate(at("/segments/new"));
        assertThat(page.locator(".m-condition")).containsText("Aucun critère");

        tabTo(page, page.getByLabel("Nom"));
        page.keyboard().type("VIP sans ouverture");
        add(page, "Segment");
        assertThat(page.locator("[name='when.parts[0].segment']")).isFocused();
        page.keyboard().type("VIP");
        add(page, "Événement : achat, visite…");
        assertThat(page.getByLabel("Type d’événement")).isFocused();
        page.keyboard().type("purchase");
        page.keyboard().press("Shift+Tab");
        assertThat(page.getByLabel("Valeur")).isFocused();
        page.keyboard().type("2");
        add(page, "Message reçu");
        assertThat(page.getByLabel("État du message")).isFocused();
        page.keyboard().type("ouv");
        page.keyboard().press("Shift+Tab");
        page.keyboard().press("Shift+Tab");
        page.keyboard().press("Shift+Tab");
        page.keyboard().type("sans");

        assertThat(page.locator(".m-glimpse .m-count-big")).hasText("5", waiting());
        assertThat(page.locator(".m-glimpse .m-sentence")).containsText("achats sur 90 jours");
        assertThat(page.locator(".m-glimpse")).containsText("Client 3");
        Accessibility.assertNoSeriousViolation(page);

        tabTo(page, page.getByRole(AriaRole.BUTTON, named("Créer le segment")));
        page.keyboard().press("Enter");

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText("VIP sans ouverture");
        assertThat(page.locator("#audience b")).hasText("5", waiting());
        assertThat(counted()).isEqualTo(5);
        assertThat(errors).isEmpty();
        Accessibility.assertNoSeriousViolation(page);
    }

    @Test
    void movesAndGroupsCriteriaWithTheKeyboard(Page page) {
        user("keyo", Role.MARKETER);
        signIn(page, "keyo", "clavier-journey");
        page.navigate(at("/segments/new"));
        add(page, "Segment");
        add(page, "Phase de vie");
        assertThat(page.locator(".m-line select[name$='.stage']")).isFocused();

        tabTo(page, page.locator("button[value='up:1']"));
        page.keyboard().press("Enter");
        assertThat(page.locator("button[value='up:0']")).isFocused();
        assertThat(page.locator("[name='when.parts[0].stage']")).isVisible();

        tabTo(page, page.locator("button[value='group:1']"));
        page.keyboard().press("Enter");
        assertThat(page.locator("[name='when.parts[1].parts[0].segment']")).isFocused();
        tabTo(page, page.locator("button[value='remove:0']"));
        page.keyboard().press("Enter");
        assertThat(page.locator(".m-line")).hasCount(1);
        assertThat(errors).isEmpty();
    }

    @Test
    void triesASegmentWithAContactByTheKeyboard(Page page) {
        user("keyt", Role.MARKETER);
        signIn(page, "keyt", "clavier-journey");
        page.navigate(at("/segments/vip"));

        tabTo(page, page.locator("#trial-contact"));
        page.keyboard().type("CLJ1");
        page.keyboard().press("Enter");

        assertThat(page.locator("#trial .m-verdict > li").first()).isVisible();
        assertThat(page.locator("#trial a")).hasAttribute("href", "/contacts/CLJ1");
        assertThat(page.locator("#trial-contact")).isFocused();
        assertThat(errors).isEmpty();
        Accessibility.assertNoSeriousViolation(page);
    }

    @Test
    void keepsSegmentsTemplatesAndConventionsInReachOfEveryone(Page page) {
        user("keyu", Role.ADMIN);
        signIn(page, "keyu", "clavier-journey");

        for (var path :
                List.of(
                        "/segments",
                        "/segments/vip",
                        "/templates",
                        "/templates/bonjour",
                        "/conventions",
                        "/conventions/senders",
                        "/conventions/departments",
                        "/conventions/typology",
                        "/conventions/deduplication")) {
            page.navigate(at(path));
            assertThat(page.locator("h1")).isVisible();
            assertThat(Accessibility.violations(page)).as(path).isEmpty();
        }
        assertThat(page.locator("#duplicates")).isVisible();
        assertThat(errors).isEmpty();
    }

    /** Opens the menu at the end of the condition and takes a criterion from it. */
    private static void add(Page page, String criterion) {
        tabTo(
                page,
                page.locator(".m-add[data-place=''] > summary, .m-add:not([data-place]) > summary")
                        .last());
        page.keyboard().press("Enter");
        tabTo(
                page,
                page.locator(".m-add[open] button")
                        .getByText(criterion, new Locator.GetByTextOptions().setExact(true))
                        .locator("xpath=ancestor::button"));
        var lines = page.locator(".m-line").count();
        page.keyboard().press("Enter");
        assertThat(page.locator(".m-line")).hasCount(lines + 1);
    }

    /** The same audience, written by hand. */
    private long counted() {
        return database()
                .jdbc()
                .sql(
                        """
                        select count(*) from contact c
                        where lower(c.city) = 'clavier-le-port'
                          and (select count(*) from event e
                               where e.contact_id = c.id and e.type = 'purchase' and e.at > now() - interval '90 days') >= 2
                          and not exists (select from message m
                                          where m.contact_id = c.id and m.opened_at is not null
                                            and m.at > now() - interval '30 days')
                        """)
                .query(Long.class)
                .single();
    }

    private void run(String sql) {
        database().jdbc().sql(sql).update();
    }

    private static LocatorAssertions.HasTextOptions waiting() {
        return new LocatorAssertions.HasTextOptions().setTimeout(60_000);
    }
}
