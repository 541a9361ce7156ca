package org.marronnier.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
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

/** Campaigns of a plan of 2083, and of one that is over, and the hand that places them. */
abstract class PlacingJourney extends JourneyTest {

    static final Editor MANAGER = new Editor("paz", Role.CRM_MANAGER);
    static final int STEPS = 12;

    final String plan;
    final String over;

    @Autowired ImportingPlan importing;
    @Autowired Plans plans;
    @Autowired EditingItem editing;
    @Autowired MovingItem moving;

    /**
     * @param name of its plans: what is approved in one is not undone by bringing it in again
     */
    PlacingJourney(String name) {
        plan = name + "-2083";
        over = name + "-2020";
    }

    /** 6 May 2083 is a Thursday; nothing of 2020 is still to come. */
    @BeforeEach
    void bringThePlansIn() {
        for (var key : List.of(plan, over)) {
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
                            .replace("KEY", key)
                            .replace("YEAR", key.substring(key.length() - 4))
                            .getBytes(StandardCharsets.UTF_8),
                    TextFormat.YAML,
                    "test",
                    true);
        }
    }

    void signIn(Page page) {
        user("paz", Role.CRM_MANAGER);
        user("perle", Role.MARKETER);
        signIn(page, "perle", plan);
    }

    void open(Page page, String query) {
        page.navigate(at("/calendar?" + query));
        assertThat(page.locator("a.fc-event, .tl-item a").first()).isVisible();
    }

    static Locator day(Page page, String day) {
        return page.locator(".fc-daygrid-day[data-date='" + day + "']");
    }

    static Locator chip(Page page, String day, String name) {
        return day(page, day).locator("a.fc-event").filter(having(name));
    }

    static Locator lane(Page page, String name) {
        return page.locator(".tl-item a", where(name)).first();
    }

    static double dayWidth(Page page) {
        return page.locator(".tl-area").first().boundingBox().width / 91;
    }

    /** Drags by the left of a chip to the middle of a day. */
    static void drag(Page page, Locator what, Locator to) {
        var from = what.boundingBox();
        var there = to.boundingBox();
        var x = from.x + Math.min(14, from.width / 2);
        dragBy(
                page,
                what,
                there.x + there.width / 2 - x,
                there.y + there.height / 2 - from.y - from.height / 2);
    }

    static void dragBy(Page page, Locator what, double across, double down) {
        var from = what.boundingBox();
        var x = from.x + Math.min(14, from.width / 2);
        var y = from.y + from.height / 2;
        page.mouse().move(x, y);
        page.mouse().down();
        page.mouse().move(x + across, y + down, new Mouse.MoveOptions().setSteps(STEPS));
        page.mouse().up();
    }

    static void says(Page page, String text) {
        assertThat(page.locator(".m-toast").last()).containsText(text);
    }

    static void takeBack(Page page) {
        page.locator(".m-toast [data-undo]").last().click();
        says(page, "c’est annulé");
    }

    void approve(String key) {
        var item = item(key);
        assertThat(moving.approve(MANAGER, plan, item.place(), item.version()))
                .isInstanceOf(Move.Made.class);
    }

    EditedItem item(String key) {
        return editing.find(plan, ItemPlace.of(ItemKind.CAMPAIGN, key)).orElseThrow();
    }

    String start(String key) {
        return String.valueOf(brief(key).start());
    }

    List<String> letters() {
        var zone = plans.load(plan).orElseThrow().plan().zone();
        return Occurrences.of(brief("lettre"), zone)
                .between(
                        LocalDate.of(2083, 1, 1).atStartOfDay(),
                        LocalDate.of(2084, 1, 1).atStartOfDay())
                .stream()
                .map(String::valueOf)
                .toList();
    }

    CampaignBrief brief(String key) {
        return campaign(key).orElseThrow();
    }

    Optional<CampaignBrief> campaign(String key) {
        return plans.load(plan).orElseThrow().campaigns().stream()
                .map(PlanDocument.Campaign::brief)
                .filter(one -> one.key().equals(key))
                .findFirst();
    }
}
