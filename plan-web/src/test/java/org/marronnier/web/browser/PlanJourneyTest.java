package org.marronnier.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.user.Role;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.springframework.beans.factory.annotation.Autowired;

@BrowserTest
class PlanJourneyTest extends JourneyTest {

    private static final double LONG = 60_000;

    @Autowired private ImportingPlan importing;

    @BeforeEach
    void bringThePlanIn() throws IOException {
        try (var in = PlanJourneyTest.class.getResourceAsStream("/pages-plan.yaml")) {
            var text =
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("ormeau-pages", "ormeau-journey")
                            .replace("Plan relationnel", "Plan du voyage")
                            .replace("Ormeau-sur-Mer", "Ormeau-les-Bains");
            importing.importText(
                    text.getBytes(StandardCharsets.UTF_8), TextFormat.YAML, "test", true);
        }
        database()
                .jdbc()
                .sql(
                        """
                        insert into contact (external_id, email, email_key, first_name, city) values
                            ('OJ1', 'ada@clients.example', 'ada@clients.example', 'Ada', 'Ormeau-les-Bains'),
                            ('OJ2', 'ben@clients.example', 'ben@clients.example', 'Ben', 'Ormeau-les-Bains'),
                            ('OJ3', null, null, 'Cleo', 'Ormeau-les-Bains')
                        on conflict do nothing
                        """)
                .update();
        database()
                .jdbc()
                .sql(
                        """
                        insert into consent (contact_id, channel, purpose, status, source, at)
                        select id, 'EMAIL', 'offers', 'GRANTED', 'form', timestamptz '2026-01-01'
                        from contact where external_id = 'OJ1'
                        on conflict do nothing
                        """)
                .update();
    }

    @Test
    void looksAtThePlanAndMovesThroughTheCalendar(Page page) {
        user("mona", Role.MARKETER);
        signIn(page, "mona", "ormeau-journey");

        page.navigate(at("/plan"));
        assertThat(page.getByRole(AriaRole.HEADING, heading(1))).hasText("Plan du voyage");
        assertThat(page.locator(".m-nav a[href='/imports']")).hasCount(0);
        assertThat(page.locator(".m-programme")).containsText(new String[] {"Accueil"});
        Accessibility.assertNoSeriousViolation(page);

        page.navigate(at("/calendar?month=2027-05"));
        assertThat(page.locator("a.fc-event", where("Fête du printemps"))).isVisible();
        assertThat(page.locator(".fc-day:not(.fc-day-other) a.fc-event", where("Lettre du jeudi")))
                .hasCount(4);
        assertThat(page.locator(".fc-bg-event.own").first())
                .containsText("Ouverture de la boutique");
        Accessibility.assertNoSeriousViolation(page);

        page.keyboard().press("ArrowRight");
        assertThat(page).hasURL(at("/calendar?date=2027-06-01"));
        page.getByRole(AriaRole.LINK, named("Mois précédent")).click();
        assertThat(page).hasURL(at("/calendar?date=2027-05-01"));
        page.locator(".fc-daygrid-day[data-date='2027-05-01']").focus();
        page.keyboard().press("ArrowDown");
        assertThat(page.locator(".fc-daygrid-day[data-date='2027-05-08']")).isFocused();

        page.locator("a.fc-event", where("Fête du printemps")).click();
        assertThat(page.getByRole(AriaRole.HEADING, heading(1))).hasText("Fête du printemps");
        assertThat(page.getByRole(AriaRole.BUTTON, named("Lancer maintenant"))).hasCount(0);
        assertThat(page.getByRole(AriaRole.BUTTON, named("Approuver"))).hasCount(0);
        Accessibility.assertNoSeriousViolation(page);
        assertThat(errors).isEmpty();

        assertThat(post(page, "/life/approval?kind=CAMPAIGN&key=printemps&version=0"))
                .isEqualTo(403);
        assertThat(post(page, "/campaigns/printemps/runs?count=3")).isEqualTo(403);
    }

    @Test
    void approvesFiresAndSeesWhyAContactGotNothing(Page page) {
        user("ines", Role.CRM_MANAGER);
        signIn(page, "ines", "ormeau-journey");

        page.navigate(at("/campaigns/printemps"));
        assertThat(page.locator(".m-nav a[href='/imports']")).hasCount(1);
        assertThat(page.locator(".m-count-big")).hasText("3", waiting());
        assertThat(page.locator(".m-letter header b")).containsText("Bonjour");
        assertThat(page.locator(".m-checks")).containsText("3 contacts");
        assertThat(page.locator(".m-checks")).not().containsText("Cible à calculer");
        page.locator(".m-go .btn-primary").click();
        assertThat(page.locator(".m-title .m-chip").first()).hasText("Prévu");

        page.getByRole(AriaRole.BUTTON, named("Lancer maintenant")).click();
        var field = page.getByLabel("Saisissez 3 pour confirmer");
        var fire = page.getByRole(AriaRole.BUTTON, named("Lancer l’envoi"));
        field.fill("2");
        assertThat(fire).isDisabled();
        assertThat(post(page, "/campaigns/printemps/runs?count=2")).isEqualTo(422);
        assertThat(runs()).isZero();
        field.fill("3");
        Accessibility.assertNoSeriousViolation(page);
        fire.click();

        assertThat(page.locator(".m-run .m-chip").first()).hasText("Terminé", waiting());
        assertThat(page.locator(".m-run .m-funnel li.total"))
                .containsText(Pattern.compile("Envoyés\\s*1"));
        Accessibility.assertNoSeriousViolation(page);
        page.locator(".m-run .m-funnel summary", where("Sans consentement")).click();
        var row =
                page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("Ben"));
        assertThat(row).containsText("Pas de consentement par e-mail : jamais donné");
        Accessibility.assertNoSeriousViolation(page);
        assertThat(errors).isEmpty();
    }

    private long runs() {
        return database()
                .jdbc()
                .sql("select count(*) from run where plan = 'ormeau-journey'")
                .query(Long.class)
                .single();
    }

    /** What the server answers to who goes round the page. */
    private int post(Page page, String path) {
        var csrf = page.locator("meta[name=csrf]");
        return page.request()
                .post(
                        at(path),
                        RequestOptions.create()
                                .setHeader(
                                        csrf.getAttribute("data-header"),
                                        csrf.getAttribute("content")))
                .status();
    }

    private static LocatorAssertions.HasTextOptions waiting() {
        return new LocatorAssertions.HasTextOptions().setTimeout(LONG);
    }

    private static Page.GetByRoleOptions heading(int level) {
        return new Page.GetByRoleOptions().setLevel(level);
    }
}
