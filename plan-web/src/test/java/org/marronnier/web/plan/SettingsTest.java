package org.marronnier.web.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.plan.PlanFrame;
import org.marronnier.domain.user.Role;
import org.marronnier.web.WebTest;
import org.marronnier.web.shell.CurrentPlan;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The plan itself, set up and made from nothing on its pages. */
class SettingsTest extends WebTest {

    private static final String PLAN = "plan-settings";
    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"(\\d+)\"");

    @Autowired private ImportingPlan importing;
    @Autowired private Plans plans;
    @Autowired private JdbcClient jdbc;

    @BeforeEach
    void bringThePlanIn() {
        jdbc.sql("delete from change where plan = 'plan-settings'").update();
        var text =
                """
                marronnier: 1
                plan: {key: plan-settings, name: Plan réglé, brand: Essai, from: 2027-01-01, to: 2027-12-31}
                campaigns: [{key: mai, name: Muguet, type: PROMOTIONAL, start: 2027-05-01T09:00}]
                """;
        assertThat(
                        importing.importText(
                                text.getBytes(StandardCharsets.UTF_8),
                                TextFormat.YAML,
                                "test",
                                true))
                .isInstanceOf(ImportingPlan.Outcome.Imported.class);
        jdbc.sql("delete from change where plan = 'plan-settings'").update();
    }

    @Test
    void saysWhatTheDocumentLeavesOut() {
        assertThat(get(Role.MARKETER))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "value=\"Plan réglé\"",
                        "value=\"Europe/Paris\"",
                        "value=\"purchase\"",
                        "plan-settings",
                        "Un administrateur règle le plan.");
        assertThat(post(Role.CRM_MANAGER, form())).hasStatus(403);
    }

    @Test
    void changesTheFrameAndUndoesIt() {
        assertThat(post(Role.ADMIN, form())).hasRedirectedUrl("/plan/settings");
        assertThat(changes()).as("the same again changes nothing").isZero();

        var other = form();
        other.put("name", "Plan de l’année");
        other.put("zone", "Europe/Brussels");
        other.put("to", "2028-03-31");
        other.put("_number:lookAhead", "36");
        other.put("_unit:lookAhead", "HOUR");
        other.put("_number:lateEvents", "12");
        other.put("_unit:lateEvents", "HOUR");
        other.put("universalControl", "0,02");
        other.put("saleEvent", "order");
        assertThat(post(Role.ADMIN, other)).hasRedirectedUrl("/plan/settings");

        var now = frame();
        assertThat(now.name()).isEqualTo("Plan de l’année");
        assertThat(now.zone().getId()).isEqualTo("Europe/Brussels");
        assertThat(now.country()).isEqualTo("BE");
        assertThat(now.to()).isEqualTo(LocalDate.parse("2028-03-31"));
        assertThat(now.lookAhead().toString()).isEqualTo("PT36H");
        assertThat(now.lateEvents().toString()).isEqualTo("PT12H");
        assertThat(now.universalControl()).isEqualByComparingTo("0.02");
        assertThat(now.saleEvent()).isEqualTo("order");
        assertThat(get(Role.ADMIN)).bodyText().contains("Historique", "Europe/Brussels");

        var change =
                jdbc.sql("select max(id) from change where plan = 'plan-settings'")
                        .query(Long.class)
                        .single();
        assertThat(
                        mvc.post()
                                .uri("/changes/" + change + "/undo")
                                .param("to", "/plan/settings")
                                .with(as(Role.ADMIN))
                                .with(token())
                                .sessionAttr(CurrentPlan.class.getName(), PLAN))
                .hasRedirectedUrl("/plan/settings");
        assertThat(frame().name()).isEqualTo("Plan réglé");
        assertThat(frame().zone().getId()).isEqualTo("Europe/Paris");
    }

    @Test
    void saysWhatIsWrongAndKeepsWhatWasTyped() {
        var wrong = form();
        wrong.put("brand", "");
        wrong.put("to", "2026-12-31");
        wrong.put("zone", "Europe/Pari");
        wrong.put("universalControl", "12");

        var answer = post(Role.ADMIN, wrong);

        assertThat(answer)
                .hasStatus(422)
                .bodyText()
                .contains(
                        "value=\"2026-12-31\"",
                        "value=\"Europe/Pari\"",
                        "value=\"12\"",
                        "Europe/Paris",
                        "aria-invalid=\"true\"");
        assertThat(frame().brand()).isEqualTo("Essai");
    }

    @Test
    void tellsTheSecondWhoChangedTheFrame() {
        var first = form();
        var second = form();
        first.put("name", "Plan du premier");
        assertThat(post(Role.ADMIN, first)).hasRedirectedUrl("/plan/settings");

        second.put("name", "Plan du second");
        assertThat(post(Role.ADMIN, second))
                .hasStatus(409)
                .bodyText()
                .contains("value=\"Plan du second\"", "Plan du premier", "Some-admin");
        assertThat(frame().name()).isEqualTo("Plan du premier");
    }

    @Test
    void makesAPlanFromNothing() {
        var session = new MockHttpSession();
        var made =
                make(
                        session,
                        Map.of(
                                "name", "Année « neuve »",
                                "brand", "Maison Neuve",
                                "from", "2029-01-01",
                                "to", "2029-12-31",
                                "zone", "Europe/Paris"));

        assertThat(made).hasRedirectedUrl("/plan");
        assertThat(plans.load("annee-neuve").orElseThrow().plan().brand())
                .isEqualTo("Maison Neuve");
        assertThat(mvc.get().uri("/plan").with(as(Role.CRM_MANAGER)).session(session))
                .hasStatusOk()
                .bodyText()
                .contains("Par où commencer", "Nommer les phases de vie", "/conventions/stages");
        for (var page :
                new String[] {
                    "/calendar", "/programmes", "/campaigns", "/segments", "/conventions",
                    "/objectives", "/kpis", "/journeys", "/templates", "/events",
                    "/plan/settings", "/plan/diagnostic", "/plan/document", "/plan/copy"
                }) {
            assertThat(mvc.get().uri(page).with(as(Role.CRM_MANAGER)).session(session))
                    .as(page)
                    .hasStatusOk();
        }
    }

    @Test
    void refusesAPlanWithTheFieldAndTheReason() {
        assertThat(make(new MockHttpSession(), Map.of("brand", "Maison", "from", "hier")))
                .hasStatus(422)
                .bodyText()
                .contains("value=\"Maison\"", "value=\"hier\"", "aria-invalid=\"true\"");
        assertThat(
                        make(
                                new MockHttpSession(),
                                Map.of(
                                        "name", "Encore",
                                        "brand", "Maison",
                                        "from", "2029-01-01",
                                        "to", "2029-12-31",
                                        "key", PLAN)))
                .hasStatus(422)
                .bodyText()
                .contains("La clé plan-settings est déjà prise.", "value=\"Encore\"");
    }

    @Test
    void letsAMarketerMakeAPlanAsTheyMayCopyOne() {
        var form =
                Map.of(
                        "name", "Plan neuf",
                        "brand", "Essai",
                        "from", "2029-01-01",
                        "to", "2029-12-31",
                        "zone", "Europe/Paris");

        assertThat(mvc.get().uri("/plan/new").with(as(Role.MARKETER)).exchange())
                .hasStatusOk()
                .bodyText()
                .contains("action=\"/plan/new\"");
        assertThat(make(new MockHttpSession(), Role.MARKETER, form)).hasStatus3xxRedirection();
        assertThat(plans.load("plan-neuf")).isPresent();
    }

    private LinkedHashMap<String, String> form() {
        var page = get(Role.ADMIN).getMvcResult().getResponse();
        var version =
                VERSION.matcher(new String(page.getContentAsByteArray(), StandardCharsets.UTF_8));
        assertThat(version.find()).isTrue();
        var form = new LinkedHashMap<String, String>();
        form.put("version", version.group(1));
        form.put("name", "Plan réglé");
        form.put("brand", "Essai");
        form.put("from", "2027-01-01");
        form.put("to", "2027-12-31");
        form.put("zone", "Europe/Paris");
        form.put("country", "");
        form.put("locale", "fr");
        form.put("saleEvent", "purchase");
        form.put("_number:lookAhead", "7");
        form.put("_unit:lookAhead", "DAY");
        form.put("_number:lateEvents", "3");
        form.put("_unit:lateEvents", "DAY");
        form.put("universalControl", "0");
        return form;
    }

    private PlanFrame frame() {
        return plans.load(PLAN).orElseThrow().plan();
    }

    private int changes() {
        return jdbc.sql("select count(*) from change where plan = 'plan-settings'")
                .query(Integer.class)
                .single();
    }

    private MvcTestResult get(Role role) {
        return mvc.get()
                .uri("/plan/settings")
                .with(as(role))
                .sessionAttr(CurrentPlan.class.getName(), PLAN)
                .exchange();
    }

    private MvcTestResult post(Role role, Map<String, String> form) {
        var request = mvc.post().uri("/plan/settings");
        form.forEach(request::param);
        return request.with(as(role))
                .with(token())
                .sessionAttr(CurrentPlan.class.getName(), PLAN)
                .exchange();
    }

    private MvcTestResult make(MockHttpSession session, Map<String, String> form) {
        return make(session, Role.CRM_MANAGER, form);
    }

    private MvcTestResult make(MockHttpSession session, Role role, Map<String, String> form) {
        var request = mvc.post().uri("/plan/new");
        form.forEach(request::param);
        return request.with(as(role)).with(token()).session(session).exchange();
    }
}
