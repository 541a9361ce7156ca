package org.marronnier.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.user.Role;
import org.marronnier.engine.calendar.Occurrences;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Campaigns are placed, moved and approved on the calendar, and the plan copied to the next year.
 */
@BrowserTest
class CalendarJourneyTest extends JourneyTest {

    private static final String BRAND = "Maison du Calendrier";

    @Autowired private ImportingPlan importing;
    @Autowired private Plans plans;

    @BeforeEach
    void bringThePlanIn() {
        importing.importText(
                """
                marronnier: 1
                plan: {key: calendrier-2027, name: Plan du calendrier 2027, brand: %s, from: 2027-01-01, to: 2027-12-31}
                conventions:
                  purposes: [{key: offers, name: Offres}]
                  senders: [{key: maison, channel: EMAIL, name: Maison, address: bonjour@maison.example}]
                segments: [{key: vip, name: Meilleurs clients, when: {field: country, eq: FR}}]
                templates: [{key: hello, channel: EMAIL, sender: maison, subject: Bonjour, text: Bonjour}]
                campaigns:
                  - {key: idees, name: Idées fête des mères, type: SERVICE, purpose: offers, event: fete-des-meres, target: {segment: vip}, channels: [EMAIL], template: hello, start: 2027-05-18T10:00}
                  - {key: lettre, name: Lettre du jeudi, kind: recurring, type: SERVICE, purpose: offers, channels: [EMAIL], template: hello, start: 2027-05-06T10:00, recurrence: "FREQ=WEEKLY;BYDAY=TH;COUNT=8"}
                calendar: [{key: ouverture, name: Ouverture, moment: brand, from: 2027-05-11, to: 2027-05-13}]
                """
                        .formatted(BRAND)
                        .getBytes(StandardCharsets.UTF_8),
                TextFormat.YAML,
                "test",
                true);
    }

    @Test
    void placesMovesAndApprovesACampaign(Page page) {
        user("pia", Role.CRM_MANAGER);
        signIn(page, "pia", "calendrier-2027");
        page.navigate(at("/calendar?view=quarter&date=2027-04-01"));
        assertThat(page.locator(".tl-event").filter(having("Fête des mères"))).isVisible();

        page.locator(".m-head .btn-primary").click();
        page.locator("#new-name").fill("Atelier bouturage");
        page.locator("#new-start").fill("2027-05-20T10:00");
        page.locator("#new-type").selectOption("service");
        page.locator("#new-campaign .btn-primary").click();
        var workshop = page.locator(".tl-item a", where("Atelier bouturage"));
        assertThat(workshop).isVisible();
        assertThat(start("atelier-bouturage")).isEqualTo("2027-05-20T10:00");

        var ideas = page.locator(".tl-item a", where("Idées fête des mères"));
        var box = ideas.boundingBox();
        var day = page.locator(".tl-area").first().boundingBox().width / 91;
        page.mouse().move(box.x + 12, box.y + 12);
        page.mouse().down();
        page.mouse().move(box.x + 12 + day * 3, box.y + 14);
        assertThat(page.locator(".tl-tip")).containsText("21 mai");
        page.mouse().move(box.x + 12 + day * 7, box.y + 14);
        page.mouse().up();
        assertThat(page.locator(".m-toast").last()).containsText("déplacée au 25 mai 2027");
        assertThat(start("idees")).isEqualTo("2027-05-25T10:00");

        page.locator(".m-toast [data-undo]").last().click();
        assertThat(page.locator(".m-toast").last()).containsText("annulé");
        assertThat(start("idees")).isEqualTo("2027-05-18T10:00");

        page.locator(".tl-item a", where("Idées fête des mères")).focus();
        page.keyboard().press("Space");
        assertThat(page.locator("#placing-status")).containsText("Idées fête des mères, prise le");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("Shift+ArrowRight");
        assertThat(page.locator("#placing-status")).containsText("26 mai");
        page.keyboard().press("Space");
        assertThat(page.locator(".m-toast").last()).containsText("déplacée au 26 mai 2027");
        assertThat(start("idees")).isEqualTo("2027-05-26T10:00");
        assertThat(page.locator(".tl-item a", where("Idées fête des mères"))).isFocused();
        Accessibility.assertNoSeriousViolation(page);

        page.keyboard().press("Space");
        page.keyboard().press("ArrowLeft");
        page.keyboard().press("Escape");
        assertThat(page.locator("#placing-status")).containsText("Rien n’est déplacé");
        assertThat(start("idees")).isEqualTo("2027-05-26T10:00");

        page.navigate(at("/campaigns/idees"));
        page.getByRole(AriaRole.BUTTON, named("Demander une relecture")).first().click();
        page.locator(".m-moves form[action='/life/approval'] button").click();
        assertThat(page.locator(".m-title .m-chip").first()).hasText("Prévu");
        assertThat(campaign("idees").status()).isEqualTo(Status.APPROVED);

        assertThat(errors).isEmpty();
    }

    @Test
    void asksWhichOccurrencesAreMeant(Page page) {
        user("rosa", Role.MARKETER);
        signIn(page, "rosa", "calendrier-2027");
        page.navigate(at("/calendar?date=2027-05-01"));

        carry(page, "2027-05-13", "ArrowRight");
        page.locator("#which button[value=one]").click();
        assertThat(page.locator(".m-toast").last()).containsText("déplacée au 14 mai 2027");
        assertThat(letters())
                .startsWith("2027-05-06T10:00", "2027-05-14T10:00", "2027-05-20T10:00");

        page.navigate(at("/calendar?date=2027-05-01"));
        carry(page, "2027-05-20", "ArrowLeft");
        page.locator("#which button[value=following]").click();
        assertThat(page.locator(".m-toast").last()).containsText("déplacée au 19 mai 2027");
        assertThat(letters()).containsExactly("2027-05-06T10:00", "2027-05-14T10:00");
        assertThat(campaign("lettre-2").brief().start()).isEqualTo("2027-05-19T10:00");
        assertThat(campaign("lettre-2").brief().recurrence())
                .isEqualTo("FREQ=WEEKLY;BYDAY=WE;COUNT=6");

        page.locator(".m-toast [data-undo]").last().click();
        assertThat(page.locator(".m-toast").last()).containsText("annulé");
        assertThat(letters()).hasSize(8);
        assertThat(plan("calendrier-2027").campaigns())
                .noneMatch(one -> one.brief().key().equals("lettre-2"));

        carry(page, "2027-05-06", "ArrowLeft");
        page.locator("#which button[value=all]").click();
        assertThat(page.locator(".m-toast").last()).containsText("déplacée au 5 mai 2027");
        assertThat(letters())
                .startsWith("2027-05-05T10:00", "2027-05-13T10:00", "2027-05-19T10:00");
        assertThat(errors).isEmpty();
    }

    @Test
    void copiesThePlanToTheNextYear(Page page) {
        user("line", Role.MARKETER);
        signIn(page, "line", "calendrier-2027");

        page.navigate(at("/plan/copy"));
        var row = page.locator("tbody tr").filter(having("Idées fête des mères"));
        assertThat(row).containsText("mar. 16 mai 2028");
        assertThat(row).containsText("12 jours avant");
        Accessibility.assertNoSeriousViolation(page);
        page.locator("main .btn-primary").click();

        assertThat(page.locator(".m-toast").last())
                .containsText("Plan du calendrier 2028 est créé");
        var copy = plan("calendrier-2028");
        assertThat(copy.campaigns()).allMatch(one -> one.status() == Status.DRAFT);
        assertThat(copy.calendar().getFirst().from()).isEqualTo("2028-05-09");
        page.navigate(at("/plan/copy"));
        assertThat(page.locator("main")).containsText("Plan du calendrier 2029");
        assertThat(errors).isEmpty();
    }

    private void carry(Page page, String day, String key) {
        var chip =
                page.locator(".fc-daygrid-day[data-date='" + day + "'] a.fc-event")
                        .filter(having("Lettre du jeudi"));
        chip.focus();
        page.keyboard().press("Space");
        page.keyboard().press(key);
        page.keyboard().press("Space");
        assertThat(page.locator("#which")).isVisible();
    }

    private String start(String key) {
        return String.valueOf(campaign(key).brief().start());
    }

    private List<String> letters() {
        var letter = campaign("lettre").brief();
        var all = new ArrayList<String>();
        Occurrences.of(letter, plan("calendrier-2027").plan().zone())
                .forEach(at -> all.add(at.toString()));
        return all;
    }

    private PlanDocument.Campaign campaign(String key) {
        return plan("calendrier-2027").campaigns().stream()
                .filter(one -> one.brief().key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private PlanDocument plan(String key) {
        return plans.load(key).orElseThrow();
    }
}
