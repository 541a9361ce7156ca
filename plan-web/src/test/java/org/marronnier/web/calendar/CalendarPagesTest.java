package org.marronnier.web.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.user.Role;
import org.marronnier.web.WebTest;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.marronnier.web.security.Signed;
import org.marronnier.web.shell.CurrentPlan;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class CalendarPagesTest extends WebTest {

    private static final String PLAN = "pages-du-calendrier";
    private static final String PRINTEMPS = "plan=" + PLAN + "&key=printemps&at=2027-05-19T09:00";

    @Autowired private ImportingPlan importing;
    @Autowired private Plans plans;

    @BeforeEach
    void bringThePlanIn() {
        importing.importText(
                """
                marronnier: 1
                plan: {key: pages-du-calendrier, name: Pages, brand: Maison des Pages, from: 2027-01-01, to: 2027-12-31}
                conventions:
                  purposes: [{key: offers, name: Offres}]
                  departments: [{key: crm, name: CRM}]
                segments: [{key: vip, name: Meilleurs clients, when: {field: country, eq: FR}}]
                rules: {quiet: [{key: soir, channels: [EMAIL], days: [MON, TUE, WED, THU, FRI], from: "20:00", to: "08:00"}]}
                templates: [{key: hello, channel: EMAIL, subject: Bonjour, text: Bonjour}]
                campaigns:
                  - {key: printemps, name: Fête du printemps, type: SERVICE, purpose: offers, owner: crm, lot: 2, target: {segment: vip}, channels: [EMAIL], template: hello, start: 2027-05-19T09:00, expiry: P2D}
                  - {key: nuit, name: Lettre de la nuit, type: SERVICE, purpose: offers, target: {segment: vip}, channels: [EMAIL], template: hello, start: 2027-05-19T22:00}
                  - {key: passee, name: Campagne passée, type: SERVICE, purpose: offers, channels: [EMAIL], template: hello, start: 2027-05-20T09:00, status: ended}
                calendar: [{key: ouverture, name: Ouverture, from: 2027-05-11, to: 2027-05-13}]
                """
                        .getBytes(StandardCharsets.UTF_8),
                TextFormat.YAML,
                "test",
                true);
    }

    @Test
    void saysWhatDoesNotFit() {
        assertThat(get("/calendar?view=list&date=2027-05-01"))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "Meilleurs clients : sollicités plusieurs fois le mer. 19 mai, par « Fête du printemps », « Lettre de la nuit ».",
                        "Lettre de la nuit : prévue le mer. 19 mai à 22 h 00, dans une période calme (de 20 h 00 à 8 h 00).",
                        "Fête des mères, le dim. 30 mai : rien n’est prévu.");
        assertThat(get("/campaigns/nuit"))
                .bodyText()
                .contains("dans une période calme (de 20 h 00 à 8 h 00)");
    }

    @Test
    void filtersByEverySideAndSaysWhatIsHidden() {
        for (var query :
                new String[] {
                    "segment=vip&lot=2",
                    "department=crm",
                    "lot=2",
                    "channel=email&department=crm",
                    "status=draft&department=crm"
                }) {
            assertThat(get("/calendar?view=list&date=2027-05-01&" + query))
                    .as(query)
                    .bodyText()
                    .contains("Fête du printemps", "2 campagnes masquées par les filtres");
        }
    }

    @Test
    void keepsAViewUnderANameForItsUserAlone() {
        var kept =
                mvc.post()
                        .uri("/calendar/views")
                        .param("name", "Mes lots")
                        .param("query", "view=quarter&lot=2")
                        .with(Signed.in(user("paul", Role.MARKETER)))
                        .with(token())
                        .exchange();

        assertThat(kept).hasRedirectedUrl("/calendar?view=quarter&lot=2");
        assertThat(get("/calendar"))
                .bodyText()
                .contains("Mes lots", "/calendar?view=quarter&amp;lot=2");
        var other =
                mvc.get()
                        .uri("/calendar")
                        .with(Signed.in(user("someone-else", Role.MARKETER)))
                        .sessionAttr(CurrentPlan.class.getName(), PLAN)
                        .exchange();
        assertThat(other).bodyText().doesNotContain("Mes lots");
    }

    @Test
    void movesForAScriptAndSaysHowToTakeItBack() {
        var moved = post("/calendar/placements?to=2027-05-21&" + PRINTEMPS, "application/json");

        assertThat(moved).hasStatusOk();
        assertThat(moved)
                .bodyJson()
                .extractingPath("$.text")
                .isEqualTo("Fête du printemps : déplacée au 21 mai 2027");
        assertThat(moved)
                .bodyJson()
                .extractingPath("$.undo")
                .asString()
                .startsWith("/calendar/undo/" + PLAN + "/");
        assertThat(start("printemps")).isEqualTo("2027-05-21T09:00");
    }

    @Test
    void saysWhoMovedItMeanwhile() {
        post("/calendar/placements?to=2027-05-21&" + PRINTEMPS, "application/json");

        var late = post("/calendar/placements?to=2027-05-25&" + PRINTEMPS, "application/json");

        assertThat(late).hasStatus(409);
        assertThat(late)
                .bodyJson()
                .extractingPath("$.text")
                .asString()
                .startsWith("paul a changé cette campagne le");
        assertThat(start("printemps")).isEqualTo("2027-05-21T09:00");
    }

    @Test
    void refusesADayOutsideThePlanAndKeepsTheForm() {
        var refused = post("/calendar/placements?to=2028-05-21&" + PRINTEMPS, "text/html");

        assertThat(refused)
                .hasStatus(422)
                .bodyText()
                .contains("Le plan va du 1er janvier 2027 au 31 décembre 2027", "2028-05-21");
        assertThat(start("printemps")).isEqualTo("2027-05-19T09:00");
    }

    @Test
    void lengthensCopiesAndChangesALane() {
        assertThat(
                        post(
                                "/calendar/placements?deed=stretch&days=4&" + PRINTEMPS,
                                "application/json"))
                .hasStatusOk();
        assertThat(
                        post(
                                "/calendar/placements?deed=copy&to=2027-06-02&" + PRINTEMPS,
                                "application/json"))
                .hasStatusOk();
        assertThat(
                        post(
                                "/calendar/placements?to=2027-05-19&lane=lot:3&" + PRINTEMPS,
                                "application/json"))
                .hasStatusOk();

        var plan = plans.load(PLAN).orElseThrow();
        assertThat(brief(plan, "printemps").expiry()).hasToString("P4D");
        assertThat(brief(plan, "printemps").lot()).isEqualTo(3);
        assertThat(brief(plan, "printemps-2").name()).isEqualTo("Fête du printemps (copie)");
        assertThat(brief(plan, "printemps-2").start()).isEqualTo("2027-06-02T09:00");
    }

    @Test
    void movesNothingThatHasEnded() {
        var refused =
                post(
                        "/calendar/placements?to=2027-05-25&plan="
                                + PLAN
                                + "&key=passee&at=2027-05-20T09:00",
                        "application/json");

        assertThat(refused).hasStatus(422);
        assertThat(start("passee")).isEqualTo("2027-05-20T09:00");
    }

    @Test
    void editsAnEventOfThePlan() {
        assertThat(get("/events/ouverture")).hasStatusOk().bodyText().contains("Ouverture");
        assertThat(post("/events?name=Fermeture&from=2027-06-01&to=2027-05-01", "text/html"))
                .hasStatus(422)
                .bodyText()
                .contains("Fermeture");
        assertThat(post("/events?name=Fermeture&from=2027-06-01&to=2027-06-02", "text/html"))
                .hasRedirectedUrl("/events/fermeture");
        assertThat(plans.load(PLAN).orElseThrow().calendar())
                .extracting(event -> event.key())
                .contains("ouverture", "fermeture");
    }

    private String start(String key) {
        return String.valueOf(brief(plans.load(PLAN).orElseThrow(), key).start());
    }

    private static CampaignBrief brief(PlanDocument plan, String key) {
        return plan.campaigns().stream()
                .map(PlanDocument.Campaign::brief)
                .filter(brief -> brief.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private MvcTestResult get(String path) {
        return mvc.get()
                .uri(path)
                .locale(Locale.FRENCH)
                .with(Signed.in(user("paul", Role.MARKETER)))
                .sessionAttr(CurrentPlan.class.getName(), PLAN)
                .exchange();
    }

    private MvcTestResult post(String path, String accept) {
        return mvc.post()
                .uri(path)
                .accept(MediaType.parseMediaType(accept))
                .locale(Locale.FRENCH)
                .with(Signed.in(user("paul", Role.MARKETER)))
                .with(token())
                .sessionAttr(CurrentPlan.class.getName(), PLAN)
                .exchange();
    }
}
