package org.marronnier.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.user.Role;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.springframework.beans.factory.annotation.Autowired;

/** A new user brings the calendar of a team in, from the example to the calendar. */
@BrowserTest
class SpreadsheetJourneyTest extends JourneyTest {

    private static final String DOCUMENT =
            """
            marronnier: 1
            plan: {key: sheet-journey, name: Plan du tableur, brand: Maison du Tableur, from: 2027-01-01, to: 2027-12-31, zone: Europe/Paris, locale: fr}
            conventions: {departments: [{key: crm, name: Relation client}]}
            segments: [{key: vip, name: Meilleurs clients, when: {event: purchase, count: {gte: 3}}}]
            """;

    @Autowired private ImportingPlan importing;

    @BeforeEach
    void bringThePlanIn() {
        importing.importText(
                DOCUMENT.getBytes(StandardCharsets.UTF_8), TextFormat.YAML, "test", true);
    }

    @Test
    void takesTheExampleFromUploadToTheCalendar(Page page) {
        user("sheila", Role.MARKETER);
        signIn(page, "sheila", "sheet-journey");

        page.navigate(at("/plan/spreadsheet"));
        Accessibility.assertNoSeriousViolation(page);
        var example = page.waitForDownload(() -> page.getByText("Télécharger un exemple").click());
        assertThat(example.suggestedFilename()).isEqualTo("calendrier-exemple.xlsx");

        page.getByLabel("Tableur (XLSX ou CSV)").setInputFiles(example.path());
        exact(page, "Lire le tableur").click();
        assertThat(page.getByRole(AriaRole.HEADING, level(1)))
                .hasText("Correspondance des colonnes");
        assertThat(page.getByRole(AriaRole.COMBOBOX, exactly("Opération"))).hasValue("NAME");
        assertThat(page.getByRole(AriaRole.COMBOBOX, exactly("Date d’envoi"))).hasValue("DATE");
        assertThat(page.getByRole(AriaRole.COMBOBOX, exactly("Remarque"))).hasValue("");
        Accessibility.assertNoSeriousViolation(page);

        exact(page, "Aperçu").click();
        assertThat(page.getByRole(AriaRole.HEADING, level(1))).hasText("Aperçu");
        assertThat(page.locator(".m-tallies dd").first()).hasText("12");
        Accessibility.assertNoSeriousViolation(page);

        exact(page, "Créer 12 campagnes").click();
        assertThat(page.getByRole(AriaRole.HEADING, level(1))).hasText("Tableur importé");
        Accessibility.assertNoSeriousViolation(page);
        page.getByRole(AriaRole.LINK, exactly("Voir le calendrier")).click();

        page.navigate(at("/calendar?month=2027-01"));
        assertThat(page.locator("#content .m-fc-event").getByText("Soldes d’hiver").first())
                .isVisible();
        page.navigate(at("/campaigns/soldes-d-hiver"));
        assertThat(page.locator(".m-title .m-chip").first()).hasText("Brouillon");
        assertThat(errors).isEmpty();
    }

    private static Locator exact(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, exactly(name));
    }

    private static Page.GetByRoleOptions exactly(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Page.GetByRoleOptions level(int level) {
        return new Page.GetByRoleOptions().setLevel(level);
    }
}
