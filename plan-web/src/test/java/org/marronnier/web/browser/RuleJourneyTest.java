package org.marronnier.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.pack.LegalPacks;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.user.Role;
import org.marronnier.web.editing.PackItems;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.springframework.beans.factory.annotation.Autowired;

/** A rule written in place with the keyboard alone, tried on the past, and the pack of the law. */
@BrowserTest
class RuleJourneyTest extends JourneyTest {

    private static final String PLAN = "regles-a-ecrire";

    /** In milliseconds: what is computed in the background takes its turn. */
    private static final int COMPUTED = 30_000;

    /** Only what is in the shell scrolls. */
    private static final String SHELL_STANDS =
            "() => document.documentElement.scrollHeight <= innerHeight && scrollY === 0";

    @Autowired private ImportingPlan importing;
    @Autowired private Plans plans;

    @BeforeEach
    void bringThePlanIn() {
        user("adele", Role.ADMIN);
        importing.importText(
                """
                marronnier: 1
                plan: {key: regles-a-ecrire, name: Plan des règles, brand: Maison Mesurée, from: 2026-01-01, to: 2027-12-31}
                segments: [{key: lyonnais, name: Lyonnais, when: {field: city, eq: Lyon-des-regles}}]
                rules:
                  pressure: [{key: promo, name: Deux e-mails promotionnels, restricts: {channels: [EMAIL], types: [PROMOTIONAL]}, max: 2, window: {rolling: P7D}}]
                  quiet: [{key: nuit, channels: [SMS], types: [PROMOTIONAL], from: "21:00", to: "07:00"}]
                """
                        .getBytes(StandardCharsets.UTF_8),
                TextFormat.YAML,
                "test",
                true);
        database()
                .jdbc()
                .sql(
                        """
                        with made as (
                            insert into contact (external_id, city)
                            select 'R' || n, 'Lyon-des-regles' from generate_series(1, 3) n
                            on conflict (external_id) do nothing
                            returning id)
                        insert into message (contact_id, plan, source, channel, type, status, at)
                        select made.id, 'regles-a-ecrire', 'campaign:soldes', 'EMAIL', 'PROMOTIONAL', 'SENT',
                               now() - interval '10 days' + n * interval '1 hour'
                        from made, generate_series(1, 2) n
                        """)
                .update();
    }

    @Test
    void writesARuleInPlaceAndSeesWhatItHoldsBack(Page page) {
        signIn(page, "adele", PLAN);
        page.navigate(at("/rules"));
        var max = page.locator("a.m-token").first();
        assertThat(max).hasText("2");
        Accessibility.assertNoSeriousViolation(page);

        tabTo(page, max);
        page.keyboard().press("Enter");
        var field = page.locator("#f-max");
        assertThat(field).isFocused();
        Accessibility.assertNoSeriousViolation(page);
        page.keyboard().press("Escape");
        assertThat(page.locator("#draft")).hasCount(0);
        assertThat(max).isFocused();

        page.keyboard().press("Enter");
        assertThat(field).isFocused();
        page.keyboard().press("Control+a");
        page.keyboard().type("beaucoup");
        page.keyboard().press("Enter");
        assertThat(field).hasAttribute("aria-invalid", "true");
        assertThat(field).hasValue("beaucoup");
        page.keyboard().press("Control+a");
        page.keyboard().type("1");
        page.keyboard().press("Enter");
        var impact = page.locator("#impact");
        assertThat(impact)
                .containsText(
                        "Messages retenus",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(COMPUTED));
        assertThat(page.locator("#impact > table tbody tr").nth(1)).containsText("+3");
        assertThat(impact.locator("svg[role=img]"))
                .hasAttribute(
                        "aria-label", Pattern.compile("au plus [36] aujourd’hui, au plus 3 "));
        impact.locator(".m-curve summary").press("Enter");
        assertThat(impact.locator(".m-curve tbody tr")).hasCount(30);
        assertThat(impact).containsText("Lyonnais");
        assertThat(page.locator(".m-token.changed")).hasText("1");
        assertThat(max(plan())).isEqualTo(2);
        Accessibility.assertNoSeriousViolation(page);
        leadsToTheEffectOnANarrowScreen(page);

        page.locator("#draft button[value=window]").press("Enter");
        assertThat(page.locator("#f-_window")).isFocused();
        tabTo(page, button(page, "Appliquer le changement"));
        page.keyboard().press("Enter");
        assertThat(page.locator(".m-toast").last()).containsText("Enregistré");
        assertThat(page.locator("a.m-token").first()).hasText("1");
        assertThat(max(plan())).isEqualTo(1);
        page.keyboard().press("Control+z");
        assertThat(page.locator("a.m-token").first()).hasText("2");
        assertThat(max(plan())).isEqualTo(2);
    }

    @Test
    void switchesARuleOffAndOnAgainAndTriesWhatAChannelCarries(Page page) {
        signIn(page, "adele", PLAN);
        page.navigate(at("/rules"));
        var first = page.locator("[role=switch]").first();
        assertThat(first).hasAttribute("aria-checked", "true");

        tabTo(page, first);
        page.keyboard().press("Space");
        assertThat(first).hasAttribute("aria-checked", "false");
        assertThat(first).isFocused();
        assertThat(page.locator(".m-rule-line.open")).containsText("En pause");
        assertThat(plan().pressure().getFirst().paused()).isFalse();
        Accessibility.assertNoSeriousViolation(page);
        page.keyboard().press("Space");
        assertThat(first).hasAttribute("aria-checked", "true");
        page.keyboard().press("Space");
        assertThat(first).hasAttribute("aria-checked", "false");
        tabTo(page, button(page, "Appliquer le changement"));
        page.keyboard().press("Enter");
        assertThat(page.locator(".m-toast").last()).containsText("Enregistré");
        assertThat(page.locator(".m-rule-line.paused")).hasCount(1);
        assertThat(plan().pressure().getFirst().paused()).isTrue();
        page.keyboard().press("Control+z");
        assertThat(page.locator(".m-rule-line.paused")).hasCount(0);
        assertThat(plan().pressure().getFirst().paused()).isFalse();

        page.locator("form.m-carried input[name=perDay]").first().fill("2");
        tabTo(page, page.locator("form.m-carried [name=_try]").first());
        page.keyboard().press("Enter");
        assertThat(page.locator("#impact"))
                .containsText(
                        "Messages retenus",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(COMPUTED));
        assertThat(page.locator("form.m-carried input[name=perDay]").first()).hasValue("2");
        assertThat(plan().capacity()).isEmpty();
        Accessibility.assertNoSeriousViolation(page);

        page.navigate(at("/rules?edit=quiet:nuit&part=when"));
        assertThat(page.locator("[id='f-from']")).isVisible();
        assertThat(page.locator("[id='f-dates.from']")).isHidden();
        page.locator("#f-_pattern").selectOption("dates");
        assertThat(page.locator("[id='f-from']")).isHidden();
        assertThat(page.locator("[id='f-dates.from']")).isVisible();
        assertThat(errors).isEmpty();
    }

    @Test
    void bringsThePackOfTheLawInAndTakesItBack(Page page) {
        signIn(page, "adele", PLAN);
        page.navigate(at("/rules"));

        tabTo(page, page.locator("a[href='/rules/packs/france']"));
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Pack France");
        assertThat(page.locator(".m-pack")).containsText("2022-1313");
        Accessibility.assertNoSeriousViolation(page);
        tabTo(page, button(page, "Ajouter les 9 règles"));
        page.keyboard().press("Enter");
        assertThat(page.locator(".m-toast").last()).containsText("sont ajoutées");
        assertThat(page.locator(".m-law").last()).containsText("2022-1313");
        assertThat(held()).isEqualTo(11);
        Accessibility.assertNoSeriousViolation(page);

        page.keyboard().press("Control+z");
        assertThat(page.locator(".m-toast").last()).containsText("annulé");
        assertThat(held()).isZero();
        assertThat(errors).isEmpty();
    }

    private int held() {
        return PackItems.count(plan(), LegalPacks.of("france").orElseThrow());
    }

    private static void leadsToTheEffectOnANarrowScreen(Page page) {
        var toEffect = page.locator("#draft .m-to-impact");
        assertThat(toEffect).isHidden();
        assertThat(holds(page, SHELL_STANDS)).isTrue();
        page.setViewportSize(400, 900);
        assertThat(page.locator("#impact-title")).not().isInViewport();
        toEffect.click();
        assertThat(page.locator("#impact-title")).isInViewport();
        assertThat(holds(page, SHELL_STANDS)).isTrue();
        assertThat(
                        holds(
                                page,
                                "() => [...document.querySelectorAll('.m-carried button')].every(one => one.scrollWidth <= one.clientWidth)"))
                .isTrue();
        page.setViewportSize(1440, 900);
    }

    private static Boolean holds(Page page, String script) {
        return (Boolean) page.evaluate(script);
    }

    private static int max(PlanDocument plan) {
        return plan.pressure().getFirst().limit() instanceof PressureRule.Cap cap ? cap.max() : 0;
    }

    private PlanDocument plan() {
        return plans.load(PLAN).orElseThrow();
    }
}
