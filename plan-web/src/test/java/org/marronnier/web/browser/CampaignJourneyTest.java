package org.marronnier.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.user.Role;
import org.marronnier.web.editing.EditedItem;
import org.marronnier.web.editing.EditingItem;
import org.marronnier.web.editing.Editor;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.springframework.beans.factory.annotation.Autowired;

/** A campaign is made, submitted, approved and seen; and what is typed is never lost. */
@BrowserTest
class CampaignJourneyTest extends JourneyTest {

    private static final String PLAN = "campaign-journey";
    private static final int MOST_TABS = 150;
    private static final int MOST_PARTS = 6;
    private static final double LONG = 30_000;

    @Autowired private ImportingPlan importing;
    @Autowired private EditingItem editing;

    @BeforeEach
    void bringThePlanIn() {
        assertThat(
                        importing.importText(
                                document().getBytes(StandardCharsets.UTF_8),
                                TextFormat.YAML,
                                "test",
                                true))
                .isInstanceOf(ImportingPlan.Outcome.Imported.class);
    }

    @Test
    void makesSubmitsAndApprovesACampaignWithTheKeyboardAlone(Page page) {
        user("odile", Role.MARKETER);
        user("rene", Role.CRM_MANAGER);
        signIn(page, "odile", PLAN);

        page.navigate(at("/campaigns"));
        enter(page, link(page, "Nouvelle campagne"));
        assertThat(page).hasURL(at("/campaigns/new"));
        Accessibility.assertNoSeriousViolation(page);
        type(page, page.getByLabel("Nom"), "Rosiers de mai");
        choose(page, page.getByLabel("Type de message"), "SERVICE");
        tabTo(page, page.locator("input[value='EMAIL']"));
        page.keyboard().press("Space");
        enter(page, button(page, "Créer la campagne"));

        assertThat(page).hasURL(at("/campaigns/rosiers-de-mai?step=audience"));
        assertThat(page.locator(".m-glimpse .m-count-big")).isVisible(patiently());
        enter(page, link(page, "Composer le message"));
        choose(page, page.getByLabel("Modèle"), "bonjour");
        assertThat(page.locator("#saved")).containsText("Enregistré à", saved());
        enter(page, link(page, "Planifier"));
        when(page, page.getByLabel("Départ"));
        assertThat(page.locator("#rail [aria-current]")).containsText("18 mai", saved());
        Accessibility.assertNoSeriousViolation(page);
        enter(page, link(page, "Vérifier"));
        enter(page, page.locator(".m-go .btn-primary"));
        assertThat(page.locator(".m-title .m-chip").first()).hasText("En relecture");
        Accessibility.assertNoSeriousViolation(page);

        page.context().clearCookies();
        signIn(page, "rene", PLAN);
        page.navigate(at("/campaigns/rosiers-de-mai"));
        enter(page, page.locator(".m-go .btn-primary"));
        assertThat(page.locator(".m-title .m-chip").first()).hasText("Prévu");

        page.navigate(at("/calendar?date=2027-05-18"));
        assertThat(
                        page.locator(
                                "a.fc-event",
                                new Page.LocatorOptions().setHasText("Rosiers de mai")))
                .isVisible();
        assertThat(errors).isEmpty();
    }

    @Test
    void savesWhileItIsTypedAndUndoes(Page page) {
        user("odile", Role.MARKETER);
        signIn(page, "odile", PLAN);
        page.navigate(at("/campaigns/idee?step=date"));

        page.getByLabel("Départ").fill("2027-05-06T10:00");
        page.locator("#repeat").selectOption("WEEKLY");
        page.getByLabel("jeudi").check();
        assertThat(page.locator("#recurrence-words"))
                .containsText("Toutes les semaines, le jeudi", saved());
        assertThat(page.locator("#recurrence-words li")).hasCount(5);
        assertThat(page.locator("#saved")).containsText("Enregistré");
        assertThat(idee().tree()).containsEntry("recurrence", "FREQ=WEEKLY;BYDAY=TH");
        Accessibility.assertNoSeriousViolation(page);

        page.locator("#repeat-every").fill("0");
        assertThat(page.locator("#f-recurrence-note")).containsText("récurrence", saved());
        assertThat(page.locator("#repeat-every")).isFocused();
        assertThat(page.locator("#repeat-every")).hasValue("0");
        page.locator("#repeat-every").fill("3");
        assertThat(page.locator("#recurrence-words"))
                .containsText("Toutes les 3 semaines, le jeudi", saved());
        assertThat(page.locator("#f-recurrence-note")).hasCount(0);

        page.locator("#toasts [data-undo]").last().click();
        assertThat(page.locator("#repeat-every")).hasValue("1", patientlyWithValue());
    }

    @Test
    void tellsWhoChangedItMeanwhileAndKeepsBoth(Page page) {
        user("odile", Role.MARKETER);
        user("rene", Role.CRM_MANAGER);
        signIn(page, "odile", PLAN);
        page.navigate(at("/campaigns/idee?step=brief"));
        var seen = idee();
        var tree = new LinkedHashMap<>(seen.tree());
        tree.put("lot", 9);
        editing.change(
                new Editor("rene", Role.CRM_MANAGER), PLAN, seen.place(), seen.version(), tree);

        page.getByLabel("Nom").fill("Idée d’Odile");

        assertThat(page.locator(".m-collision")).containsText("Rene", saved());
        assertThat(page.locator(".m-collision")).containsText("Lot");
        assertThat(page.getByLabel("Nom")).hasValue("Idée d’Odile");
        Accessibility.assertNoSeriousViolation(page);
        button(page, "Garder les miennes").click();
        assertThat(page.locator(".m-collision")).hasCount(0);
        assertThat(page.locator("#saved")).containsText("Enregistré à", saved());
        assertThat(idee().tree()).containsEntry("name", "Idée d’Odile");
        assertThat(String.valueOf(idee().tree().get("lot"))).isEqualTo("9");
    }

    @Test
    void keepsWhatIsTypedOfflineAndSendsItLater(Page page) {
        user("odile", Role.MARKETER);
        signIn(page, "odile", PLAN);
        page.navigate(at("/campaigns/idee?step=brief"));

        page.context().setOffline(true);
        page.getByLabel("Nom").fill("Idée hors ligne");
        assertThat(page.locator("#saved")).containsText("Hors ligne", saved());
        page.context().setOffline(false);
        assertThat(page.locator("#saved")).containsText("Enregistré à", saved());
        assertThat(idee().tree()).containsEntry("name", "Idée hors ligne");

        page.context().setOffline(true);
        page.getByLabel("Nom").fill("Idée gardée");
        assertThat(page.locator("#saved")).containsText("Hors ligne", saved());
        page.evaluate("document.querySelector('form[data-autosave]').remove()");
        page.context().setOffline(false);
        page.navigate(at("/campaigns/idee?step=brief"));
        assertThat(page.getByLabel("Nom")).hasValue("Idée gardée", patientlyWithValue());
        assertThat(page.locator("#toasts")).containsText("Campagne enregistrée");
        assertThat(idee().tree()).containsEntry("name", "Idée gardée");
    }

    private EditedItem idee() {
        return editing.find(PLAN, ItemPlace.of(ItemKind.CAMPAIGN, "idee")).orElseThrow();
    }

    private static void enter(Page page, Locator there) {
        tabTo(page, there);
        page.keyboard().press("Enter");
    }

    private static void type(Page page, Locator field, String text) {
        tabTo(page, field);
        page.keyboard().type(text);
    }

    /** Goes down a list until it stands at a value. */
    private static void choose(Page page, Locator list, String value) {
        tabTo(page, list);
        page.keyboard().press("Home");
        for (var i = 0; i < MOST_TABS && !list.inputValue().equals(value); i++) {
            page.keyboard().press("ArrowDown");
        }
        assertThat(list).hasValue(value);
    }

    /** Types 18 May 2027, 9:30, in the order that this browser's own language asks for. */
    private static void when(Page page, Locator field) {
        tabTo(page, field);
        for (var order : List.of("05182027 0930AM", "18052027 0930")) {
            if (!field.inputValue().equals("2027-05-18T09:30")) {
                for (var i = 0; i < MOST_PARTS; i++) {
                    page.keyboard().press("ArrowLeft");
                }
                page.keyboard().type(order.substring(0, 8));
                page.keyboard().press("ArrowRight");
                page.keyboard().type(order.substring(9));
            }
        }
        assertThat(field).hasValue("2027-05-18T09:30");
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static LocatorAssertions.ContainsTextOptions saved() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(LONG);
    }

    private static LocatorAssertions.IsVisibleOptions patiently() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(LONG);
    }

    private static LocatorAssertions.HasValueOptions patientlyWithValue() {
        return new LocatorAssertions.HasValueOptions().setTimeout(LONG);
    }

    private static String document() {
        return """
                marronnier: 1
                plan: {key: campaign-journey, name: Plan d’Odile, brand: Maison Odile, from: 2026-01-01, to: 2030-12-31, zone: Europe/Paris, locale: fr, saleEvent: purchase}
                conventions: {purposes: [{key: offers, name: Offres}]}
                templates: [{key: bonjour, channel: EMAIL, subject: Bonjour, text: Bonjour}]
                campaigns: [{key: idee, name: Idée, type: SERVICE}]
                """;
    }
}
