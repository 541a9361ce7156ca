package org.marronnier.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.MouseButton;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Campaigns are dragged, stretched, copied, made and left out on the calendar, as by hand. */
@BrowserTest
class PlacingJourneyTest extends PlacingJourney {

    PlacingJourneyTest() {
        super("main");
    }

    @Test
    void dragsACampaignInTheMonthAndInTheWeek(Page page) {
        signIn(page);
        for (var view : List.of("month", "week")) {
            open(page, "view=" + view + "&date=2083-05-18");

            drag(page, chip(page, "2083-05-18", "Tisane du soir"), day(page, "2083-05-21"));

            says(page, "Tisane du soir : déplacée au 21 mai 2083");
            assertThat(start("tisane")).isEqualTo("2083-05-21T10:00");
            assertThat(chip(page, "2083-05-21", "Tisane du soir")).isVisible();

            takeBack(page);
            assertThat(start("tisane")).isEqualTo("2083-05-18T10:00");
            assertThat(chip(page, "2083-05-18", "Tisane du soir")).isVisible();
        }
        assertThat(errors).isEmpty();
    }

    @Test
    void stretchesACampaignWithThePointer(Page page) {
        signIn(page);
        open(page, "date=2083-05-18");

        chip(page, "2083-05-18", "Tisane du soir").hover();
        drag(
                page,
                chip(page, "2083-05-18", "Tisane du soir").locator(".fc-event-resizer-end"),
                day(page, "2083-05-20"));

        says(page, "Tisane du soir : durée changée");
        assertThat(brief("tisane").expiry()).hasToString("P3D");
        takeBack(page);
        assertThat(brief("tisane").expiry()).isNull();

        open(page, "view=quarter&date=2083-05-18");
        dragBy(page, lane(page, "Tisane du soir").locator(".tl-grip"), 4 * dayWidth(page), 0);

        says(page, "Tisane du soir : durée changée");
        assertThat(brief("tisane").expiry()).hasToString("P5D");
        takeBack(page);
        assertThat(brief("tisane").expiry()).isNull();
        assertThat(errors).isEmpty();
    }

    @Test
    void copiesWhatIsDraggedWithAlt(Page page) {
        signIn(page);
        open(page, "date=2083-05-18");

        page.keyboard().down("Alt");
        drag(page, chip(page, "2083-05-18", "Tisane du soir"), day(page, "2083-05-26"));
        page.keyboard().up("Alt");

        says(page, "Tisane du soir (copie) : copiée au 26 mai 2083");
        assertThat(chip(page, "2083-05-26", "Tisane du soir (copie)")).isVisible();
        assertThat(chip(page, "2083-05-18", "Tisane du soir")).isVisible();
        assertThat(start("tisane")).isEqualTo("2083-05-18T10:00");
        assertThat(start("tisane-2")).isEqualTo("2083-05-26T10:00");
        takeBack(page);
        assertThat(campaign("tisane-2")).isEmpty();

        open(page, "view=quarter&date=2083-05-18");
        page.keyboard().down("Alt");
        dragBy(page, lane(page, "Tisane du soir"), 2 * dayWidth(page), 0);
        page.keyboard().up("Alt");

        says(page, "copiée au 20 mai 2083");
        assertThat(start("tisane-3")).isEqualTo("2083-05-20T10:00");
        assertThat(page.locator(".tl-item a", where("Tisane du soir"))).hasCount(2);
        takeBack(page);
        assertThat(campaign("tisane-3")).isEmpty();
        assertThat(errors).isEmpty();
    }

    @Test
    void makesACampaignOnTheDayThatIsClicked(Page page) {
        signIn(page);
        open(page, "date=2083-05-18");

        day(page, "2083-05-25").click();
        assertThat(page.locator("#new-start")).hasValue("2083-05-25T10:00");
        assertThat(page.locator("#new-name")).isFocused();
        page.keyboard().type("Semis de mai");
        page.keyboard().press("Enter");

        says(page, "Semis de mai : brouillon créé");
        assertThat(chip(page, "2083-05-25", "Semis de mai")).isVisible();
        assertThat(start("semis-de-mai")).isEqualTo("2083-05-25T10:00");
        takeBack(page);
        assertThat(campaign("semis-de-mai")).isEmpty();

        open(page, "view=quarter&date=2083-05-18&lanes=channel");
        var area = page.locator(".tl-lane .tl-area").first();
        var box = area.boundingBox();
        page.mouse().click(box.x + dayWidth(page) * 70.5, box.y + box.height / 2);
        assertThat(page.locator("#new-start")).hasValue("2083-06-10T10:00");
        page.keyboard().press("Escape");
        assertThat(page.locator("#new-campaign")).isHidden();
        assertThat(errors).isEmpty();
    }

    @Test
    void leavesOneOccurrenceOutThroughTheMenuOfItsChip(Page page) {
        signIn(page);
        open(page, "date=2083-05-18");
        var menu = page.locator("#chip-menu");

        chip(page, "2083-05-18", "Tisane du soir")
                .click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        assertThat(menu).isVisible();
        assertThat(menu.locator("[data-open]")).isFocused();
        assertThat(menu.locator("[data-omit]")).isHidden();
        Accessibility.assertNoSeriousViolation(page);
        page.keyboard().press("Escape");
        assertThat(menu).isHidden();
        assertThat(chip(page, "2083-05-18", "Tisane du soir")).isFocused();

        chip(page, "2083-05-13", "Lettre du jeudi")
                .click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
        page.keyboard().press("ArrowDown");
        assertThat(menu.locator("[data-move]")).isFocused();
        menu.locator("[data-omit]").click();
        button(page, "Retirer cette occurrence").click();

        says(page, "Lettre du jeudi : occurrence retirée");
        assertThat(chip(page, "2083-05-20", "Lettre du jeudi")).isVisible();
        assertThat(chip(page, "2083-05-13", "Lettre du jeudi")).hasCount(0);
        assertThat(letters())
                .containsExactly("2083-05-06T10:00", "2083-05-20T10:00", "2083-05-27T10:00");
        takeBack(page);
        assertThat(letters()).hasSize(4);

        chip(page, "2083-05-18", "Tisane du soir").focus();
        page.keyboard().press("Shift+F10");
        menu.locator("[data-move]").click();
        page.locator("#to").fill("2083-05-31");
        page.locator("#time").fill("18:30");
        button(page, "Déplacer").click();

        says(page, "déplacée au 31 mai 2083");
        assertThat(start("tisane")).isEqualTo("2083-05-31T18:30");
        assertThat(errors).isEmpty();
    }

    @Test
    void asksWhichOccurrencesADragMeans(Page page) {
        signIn(page);
        open(page, "date=2083-05-18");

        drag(page, chip(page, "2083-05-13", "Lettre du jeudi"), day(page, "2083-05-12"));
        assertThat(page.locator("#which")).containsText("Lettre du jeudi, au mer. 12 mai");
        Accessibility.assertNoSeriousViolation(page);
        page.keyboard().press("Escape");
        assertThat(chip(page, "2083-05-13", "Lettre du jeudi")).isVisible();
        assertThat(letters()).contains("2083-05-13T10:00");

        drag(page, chip(page, "2083-05-13", "Lettre du jeudi"), day(page, "2083-05-12"));
        page.locator("#which button[value=one]").click();
        says(page, "déplacée au 12 mai 2083");
        assertThat(letters())
                .containsExactly(
                        "2083-05-06T10:00",
                        "2083-05-12T10:00",
                        "2083-05-20T10:00",
                        "2083-05-27T10:00");
        takeBack(page);
        assertThat(letters()).contains("2083-05-13T10:00");

        drag(page, chip(page, "2083-05-20", "Lettre du jeudi"), day(page, "2083-05-21"));
        page.locator("#which button[value=following]").click();
        says(page, "déplacée au 21 mai 2083");
        assertThat(letters()).containsExactly("2083-05-06T10:00", "2083-05-13T10:00");
        assertThat(brief("lettre-2").recurrence()).isEqualTo("FREQ=WEEKLY;BYDAY=FR;COUNT=2");
        takeBack(page);
        assertThat(campaign("lettre-2")).isEmpty();

        drag(page, chip(page, "2083-05-06", "Lettre du jeudi"), day(page, "2083-05-04"));
        page.locator("#which button[value=all]").click();
        says(page, "déplacée au 4 mai 2083");
        assertThat(letters())
                .containsExactly(
                        "2083-05-04T10:00",
                        "2083-05-11T10:00",
                        "2083-05-18T10:00",
                        "2083-05-25T10:00");
        takeBack(page);
        assertThat(letters()).contains("2083-05-06T10:00");
        assertThat(errors).isEmpty();
    }
}
