package org.marronnier.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.MouseButton;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.lifecycle.Move;
import org.marronnier.domain.user.Role;
import org.marronnier.engine.calendar.Occurrences;
import org.marronnier.web.editing.EditedItem;
import org.marronnier.web.editing.EditingItem;
import org.marronnier.web.editing.Editor;
import org.marronnier.web.editing.MovingItem;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.springframework.beans.factory.annotation.Autowired;

/** Campaigns are dragged, stretched, copied, made and left out on the calendar, as by hand. */
@BrowserTest
class PlacingJourneyTest extends JourneyTest {

    private static final String PLAN = "main-2083";
    private static final String OVER = "main-2020";
    private static final Editor MANAGER = new Editor("paz", Role.CRM_MANAGER);
    private static final int STEPS = 12;

    @Autowired private ImportingPlan importing;
    @Autowired private Plans plans;
    @Autowired private EditingItem editing;
    @Autowired private MovingItem moving;

    /** 6 May 2083 is a Thursday; nothing of 2020 is still to come. */
    @BeforeEach
    void bringThePlansIn() {
        for (var plan : List.of(PLAN, OVER)) {
            importing.importText(
                    """
                    marronnier: 1
                    plan: {key: KEY, name: Plan à la main YEAR, brand: Maison KEY, from: YEAR-01-01, to: YEAR-12-31}
                    conventions:
                      purposes: [{key: offers, name: Offres}]
                      senders: [{key: maison, channel: EMAIL, name: Maison, address: bonjour@maison.example}]
                    templates: [{key: hello, channel: EMAIL, sender: maison, subject: Bonjour, text: Bonjour}]
                    campaigns:
                      - {key: voeux, name: Vœux, type: SERVICE, purpose: offers, channels: [EMAIL], template: hello, start: YEAR-01-07T10:00}
                      - {key: tisane, name: Tisane du soir, type: SERVICE, purpose: offers, channels: [EMAIL], template: hello, start: YEAR-05-18T10:00}
                      - {key: lettre, name: Lettre du jeudi, kind: recurring, type: SERVICE, purpose: offers, channels: [EMAIL], template: hello, start: YEAR-05-06T10:00, recurrence: "FREQ=WEEKLY;BYDAY=TH;COUNT=4"}
                    """
                            .replace("KEY", plan)
                            .replace("YEAR", plan.substring("main-".length()))
                            .getBytes(StandardCharsets.UTF_8),
                    TextFormat.YAML,
                    "test",
                    true);
        }
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

    @Test
    void putsBackWhatTheServerRefusesAndSaysWhy(Page page) {
        signIn(page);
        open(page, "date=2083-01-07");
        drag(page, chip(page, "2083-01-07", "Vœux"), day(page, "2082-12-30"));
        says(page, "Le plan va du 1 janvier 2083 au 31 décembre 2083");
        assertThat(chip(page, "2083-01-07", "Vœux")).isVisible();
        assertThat(start("voeux")).isEqualTo("2083-01-07T10:00");

        open(page, "date=2083-05-18");
        var seen = item("tisane");
        var tree = new LinkedHashMap<>(seen.tree());
        tree.put("start", "2083-05-19T10:00");
        editing.change(MANAGER, PLAN, seen.place(), seen.version(), tree);
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
        moving.end(MANAGER, PLAN, approved.place(), approved.version());
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
        signIn(page, "pim", OVER);
        var voeux = ItemPlace.of(ItemKind.CAMPAIGN, "voeux");
        var version = editing.find(OVER, voeux).orElseThrow().version();
        assertThat(moving.approve(MANAGER, OVER, voeux, version)).isInstanceOf(Move.Made.class);
        open(page, "date=2020-01-07");

        drag(page, chip(page, "2020-01-07", "Vœux"), day(page, "2020-01-15"));

        says(page, "Cette heure est passée");
        assertThat(chip(page, "2020-01-07", "Vœux")).isVisible();
        assertThat(editing.find(OVER, voeux).orElseThrow().tree())
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

    private void signIn(Page page) {
        user("paz", Role.CRM_MANAGER);
        user("perle", Role.MARKETER);
        signIn(page, "perle", PLAN);
    }

    private void open(Page page, String query) {
        page.navigate(at("/calendar?" + query));
        assertThat(page.locator("a.fc-event, .tl-item a").first()).isVisible();
    }

    private static Locator day(Page page, String day) {
        return page.locator(".fc-daygrid-day[data-date='" + day + "']");
    }

    private static Locator chip(Page page, String day, String name) {
        return day(page, day).locator("a.fc-event").filter(having(name));
    }

    private static Locator lane(Page page, String name) {
        return page.locator(".tl-item a", where(name)).first();
    }

    private static double dayWidth(Page page) {
        return page.locator(".tl-area").first().boundingBox().width / 91;
    }

    /** Drags by the left of a chip to the middle of a day. */
    private static void drag(Page page, Locator what, Locator to) {
        var from = what.boundingBox();
        var there = to.boundingBox();
        var x = from.x + Math.min(14, from.width / 2);
        dragBy(
                page,
                what,
                there.x + there.width / 2 - x,
                there.y + there.height / 2 - from.y - from.height / 2);
    }

    private static void dragBy(Page page, Locator what, double across, double down) {
        var from = what.boundingBox();
        var x = from.x + Math.min(14, from.width / 2);
        var y = from.y + from.height / 2;
        page.mouse().move(x, y);
        page.mouse().down();
        page.mouse().move(x + across, y + down, new Mouse.MoveOptions().setSteps(STEPS));
        page.mouse().up();
    }

    private static void says(Page page, String text) {
        assertThat(page.locator(".m-toast").last()).containsText(text);
    }

    private static void takeBack(Page page) {
        page.locator(".m-toast [data-undo]").last().click();
        says(page, "c’est annulé");
    }

    private void approve(String key) {
        var item = item(key);
        assertThat(moving.approve(MANAGER, PLAN, item.place(), item.version()))
                .isInstanceOf(Move.Made.class);
    }

    private EditedItem item(String key) {
        return editing.find(PLAN, ItemPlace.of(ItemKind.CAMPAIGN, key)).orElseThrow();
    }

    private String start(String key) {
        return String.valueOf(brief(key).start());
    }

    private List<String> letters() {
        var zone = plans.load(PLAN).orElseThrow().plan().zone();
        return Occurrences.of(brief("lettre"), zone)
                .between(
                        LocalDate.of(2083, 1, 1).atStartOfDay(),
                        LocalDate.of(2084, 1, 1).atStartOfDay())
                .stream()
                .map(String::valueOf)
                .toList();
    }

    private CampaignBrief brief(String key) {
        return campaign(key).orElseThrow();
    }

    private Optional<CampaignBrief> campaign(String key) {
        return plans.load(PLAN).orElseThrow().campaigns().stream()
                .map(PlanDocument.Campaign::brief)
                .filter(one -> one.key().equals(key))
                .findFirst();
    }
}
