package org.marronnier.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.lifecycle.Move;
import org.marronnier.domain.user.Role;

/** What is placed by hand and must not be stands where it stood, and the page says why. */
@BrowserTest
class RefusedPlacingJourneyTest extends PlacingJourney {

    RefusedPlacingJourneyTest() {
        super("refus");
    }

    @Test
    void putsBackWhatTheServerRefusesAndSaysWhy(Page page) {
        signIn(page);
        open(page, "date=2083-01-07");
        drag(page, chip(page, "2083-01-07", "Vœux"), day(page, "2082-12-30"));
        says(page, "Le plan va du 1er janvier 2083 au 31 décembre 2083");
        assertThat(chip(page, "2083-01-07", "Vœux")).isVisible();
        assertThat(start("voeux")).isEqualTo("2083-01-07T10:00");

        open(page, "date=2083-05-18");
        var seen = item("tisane");
        var tree = new LinkedHashMap<>(seen.tree());
        tree.put("start", "2083-05-19T10:00");
        editing.change(MANAGER, plan, seen.place(), seen.version(), tree);
        drag(page, chip(page, "2083-05-18", "Tisane du soir"), day(page, "2083-05-25"));
        says(page, "a changé cette campagne le");
        assertThat(chip(page, "2083-05-19", "Tisane du soir")).isVisible();
        assertThat(start("tisane")).isEqualTo("2083-05-19T10:00");

        approve("tisane");
        open(page, "date=2083-05-18");
        drag(page, chip(page, "2083-05-19", "Tisane du soir"), day(page, "2083-05-25"));
        says(page, "le changement attend une approbation");
        assertThat(chip(page, "2083-05-19", "Tisane du soir")).isVisible();
        assertThat(chip(page, "2083-05-25", "Tisane du soir"))
                .hasClass(Pattern.compile("\\bprepared\\b"));
        Accessibility.assertNoSeriousViolation(page);
        assertThat(start("tisane")).isEqualTo("2083-05-19T10:00");

        var approved = item("tisane");
        moving.end(MANAGER, plan, approved.place(), approved.version());
        for (var view : List.of("month", "quarter")) {
            open(page, "view=" + view + "&date=2083-05-18");
            var ended = page.locator("a.fc-event, .tl-item a", where("Tisane du soir")).first();
            dragBy(page, ended, 150, 0);
            says(page, "Terminée : elle ne bouge plus.");
            assertThat(page.locator("h1")).hasText("Calendrier");
        }
        assertThat(start("tisane")).isEqualTo("2083-05-19T10:00");
    }

    @Test
    void movesNothingThatIsToLeaveIntoThePast(Page page) {
        user("pim", Role.CRM_MANAGER);
        signIn(page, "pim", over);
        var voeux = ItemPlace.of(ItemKind.CAMPAIGN, "voeux");
        var version = editing.find(over, voeux).orElseThrow().version();
        assertThat(moving.approve(MANAGER, over, voeux, version)).isInstanceOf(Move.Made.class);
        open(page, "date=2020-01-07");

        drag(page, chip(page, "2020-01-07", "Vœux"), day(page, "2020-01-15"));

        says(page, "Cette heure est passée");
        assertThat(chip(page, "2020-01-07", "Vœux")).isVisible();
        assertThat(editing.find(over, voeux).orElseThrow().tree())
                .containsEntry("start", "2020-01-07T10:00");
    }

    @Test
    void givesADragUpWithEscape(Page page) {
        signIn(page);
        for (var view : List.of("month", "quarter")) {
            open(page, "view=" + view + "&date=2083-05-18");
            var box =
                    page.locator("a.fc-event, .tl-item a", where("Tisane du soir"))
                            .first()
                            .boundingBox();

            page.mouse().move(box.x + 14, box.y + 8);
            page.mouse().down();
            page.mouse().move(box.x + 200, box.y + 8, new Mouse.MoveOptions().setSteps(STEPS));
            page.keyboard().press("Escape");
            page.mouse().up();

            var chip = page.locator("a.fc-event, .tl-item a", where("Tisane du soir")).first();
            assertThat(chip).isVisible();
            assertThat(chip.boundingBox().x).isEqualTo(box.x, within(1.0));
            assertThat(page.locator("h1")).hasText("Calendrier");
            assertThat(page.locator(".m-toast")).hasCount(0);
        }
        assertThat(start("tisane")).isEqualTo("2083-05-18T10:00");
        assertThat(errors).isEmpty();
    }

    @Test
    void changesNothingOfWhatIsApprovedUntilThatIsApproved(Page page) {
        signIn(page);
        approve("tisane");
        open(page, "view=quarter&date=2083-05-18");

        lane(page, "Tisane du soir").focus();
        page.keyboard().press("Space");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("Space");

        says(page, "attend une approbation");
        assertThat(start("tisane")).isEqualTo("2083-05-18T10:00");
        assertThat(item("tisane").working()).containsEntry("start", "2083-05-19T10:00");
        var ghost = page.locator(".m-campaign.prepared", where("Tisane du soir"));
        assertThat(ghost).containsText("version en préparation");
        dragBy(page, ghost, 100, 0);
        says(page, "elle prendra cette place à son approbation");
        Accessibility.assertNoSeriousViolation(page);
        takeBack(page);
        assertThat(ghost).hasCount(0);
        assertThat(item("tisane").working()).containsEntry("start", "2083-05-18T10:00");
        assertThat(errors).isEmpty();
    }
}
