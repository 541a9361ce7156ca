package org.marronnier.web.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.time.Span;
import org.marronnier.domain.user.Role;
import org.marronnier.web.WebTest;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.marronnier.web.security.Signed;
import org.marronnier.web.shell.CurrentPlan;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class ScenarioPagesTest extends WebTest {

    private static final String PLAN = "ormeau-scenarios";
    private static final String ALL = "/programmes/accueil/scenarios";

    @Autowired private ImportingPlan importing;
    @Autowired private Plans plans;

    @BeforeEach
    void bringThePlanIn() throws IOException {
        try (var in = ScenarioPagesTest.class.getResourceAsStream("/pages-plan.yaml")) {
            var text =
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("ormeau-pages", PLAN)
                            .replace(
                                    "status: approved\n    scenarios",
                                    "status: draft\n    scenarios");
            assertThat(
                            importing.importText(
                                    text.getBytes(StandardCharsets.UTF_8),
                                    TextFormat.YAML,
                                    "test",
                                    true))
                    .isInstanceOf(ImportingPlan.Outcome.Imported.class);
        }
    }

    @Test
    void startsEachUsualScenarioAsADraftThatHolds() {
        for (var start : ScenarioStart.values()) {
            var name = "Départ " + start.word();
            var answer = post("", "name", name, "start", start.word());

            assertThat(answer).hasStatus3xxRedirection();
            assertThat(get("/depart-" + start.word())).contains(name);
        }

        assertThat(scenario("depart-cart").trigger())
                .isEqualTo(new Trigger.Abandonment("cart", "purchase", Span.parse("PT4H"), null));
        assertThat(scenario("depart-welcome").steps()).hasSize(3);
    }

    @Test
    void asksForANameAndKeepsTheForm() {
        assertThat(body(post("", "name", " ", "start", "cart")))
                .contains("Donnez un nom au scénario.");
    }

    @Test
    void editsATriggerOfEveryKindByItsFields() {
        make("declencheurs");
        change(
                "declencheurs",
                "/trigger",
                "_kind",
                "event",
                "trigger.event",
                "purchase",
                "_where[0].name",
                "amount",
                "_where[0].operator",
                "gte",
                "_where[0].value",
                "30",
                "_number:trigger.delay",
                "2",
                "_unit:trigger.delay",
                "HOUR");
        assertThat(page("declencheurs"))
                .contains("À chaque achat dont amount est d’au moins 30, 2 heures après.");

        change(
                "declencheurs",
                "/trigger",
                "_kind",
                "date",
                "trigger.date.field",
                "birthDate",
                "_offset",
                "3",
                "_side",
                "before",
                "trigger.date.at",
                "10:00");
        assertThat(page("declencheurs"))
                .contains("Chaque année, 3 jours avant la date de naissance, à 10 h 00.");

        change(
                "declencheurs",
                "/trigger",
                "_kind",
                "inactivity",
                "trigger.inactivity.events[]",
                "purchase",
                "_number:trigger.inactivity.after",
                "6",
                "_unit:trigger.inactivity.after",
                "MONTH");
        assertThat(page("declencheurs")).contains("Après 6 mois sans achat.");

        change("declencheurs", "/trigger", "_kind", "stage", "trigger.entry.stage", "client");
        assertThat(page("declencheurs")).contains("Quand un contact entre dans la phase Client.");

        change(
                "declencheurs",
                "/trigger",
                "_kind",
                "weather",
                "_when[0].name",
                "minTemperature",
                "_when[0].operator",
                "lte",
                "_when[0].value",
                "-2",
                "_number:trigger.weather.cooldown",
                "14",
                "_unit:trigger.weather.cooldown",
                "DAY");
        assertThat(page("declencheurs"))
                .contains(
                        "la température minimale est d’au plus −2 °C, au plus une fois en 2 semaines");

        change(
                "declencheurs",
                "/trigger",
                "_kind",
                "replenishment",
                "trigger.replenishment.event",
                "purchase",
                "trigger.replenishment.product",
                "sku",
                "trigger.replenishment.factor",
                "0,9",
                "_defaults[0].name",
                "SOIL",
                "_defaults[0].value",
                "30");
        assertThat(page("declencheurs"))
                .contains("à 90 % de l’intervalle habituel du contact pour un même sku");

        change("declencheurs", "/trigger", "_kind", "call");
        assertThat(scenario("declencheurs").trigger()).isEqualTo(new Trigger.OnCall());
    }

    @Test
    void refusesATriggerWithTheFieldAndKeepsWhatWasTyped() {
        make("refus");

        var answer =
                change(
                        "refus",
                        "/trigger",
                        "_kind",
                        "abandonment",
                        "trigger.abandonment.started",
                        "cart",
                        "_number:trigger.abandonment.after",
                        "demain",
                        "_unit:trigger.abandonment.after",
                        "HOUR");

        assertThat(answer).hasStatus(422);
        assertThat(body(answer)).contains("value=\"cart\"", "aria-invalid=\"true\"");
        assertThat(scenario("refus").trigger()).isNull();
    }

    @Test
    void addsMovesAndRemovesSteps() {
        make("etapes");
        change(
                "etapes", "/steps", "_part", "add", "_at", "steps", "_index", "0", "_kind",
                "branch", "if.kind", "all");
        change(
                "etapes",
                "/steps",
                "_part",
                "add",
                "_at",
                "steps[0].branch.then",
                "_index",
                "0",
                "_kind",
                "send",
                "send.template",
                "printemps",
                "send.channels[]",
                "EMAIL");
        change(
                "etapes",
                "/steps",
                "_part",
                "add",
                "_at",
                "steps",
                "_index",
                "0",
                "_kind",
                "wait",
                "_number:wait",
                "5",
                "_unit:wait",
                "DAY");
        change("etapes", "/steps/move", "_at", "steps[0]", "_way", "down");

        assertThat(scenario("etapes").steps())
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Branch.class,
                        branch -> {
                            assertThat(branch.then()).hasSize(2);
                            assertThat(branch.then().getFirst())
                                    .isEqualTo(new Step.WaitFor(Span.days(5)));
                        });

        change("etapes", "/steps/removal", "_at", "steps[0].branch.then[0]");
        assertThat(page("etapes"))
                .contains("Envoyer « Bonjour {{firstName}} » par e-mail")
                .doesNotContain("Attendre 5 jours");
    }

    @Test
    void tellsWhatKeepsItFromGoingLive() {
        make("incomplet");

        assertThat(page("incomplet"))
                .contains("points à corriger", "But absent", "Choisissez un déclencheur");
    }

    @Test
    void tellsTheSecondOfTwoWhoChangedWhat() {
        make("a-deux");
        var version = version("a-deux");
        exchange(
                "claire",
                "/a-deux/brief",
                "version",
                version,
                "name",
                "À deux",
                "goal",
                "Le but de Claire",
                "type",
                "SERVICE",
                "_reentry",
                "once");

        var answer =
                exchange(
                        "marc",
                        "/a-deux/brief",
                        "version",
                        version,
                        "name",
                        "Le nom de Marc",
                        "type",
                        "SERVICE",
                        "_reentry",
                        "once");

        assertThat(answer).hasStatus(409);
        assertThat(body(answer)).contains("Claire", "Le but de Claire", "Le nom de Marc");
    }

    private void make(String name) {
        post("", "name", name, "start", "blank");
    }

    private ScenarioBrief scenario(String key) {
        return plans.load(PLAN).stream()
                .flatMap(plan -> plan.programmes().stream())
                .flatMap(programme -> programme.scenarios().stream())
                .map(PlanDocument.Scenario::brief)
                .filter(brief -> brief.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** The text of a page without its marks. */
    private String page(String key) {
        return get("/" + key).replaceAll("<[^>]+>", "").replace('\u00a0', ' ');
    }

    private String version(String key) {
        return get("/" + key).replaceAll("(?s).*data-version=\"(\\d+)\".*", "$1");
    }

    private MvcTestResult change(String key, String part, String... fields) {
        var all = new String[fields.length + 2];
        System.arraycopy(fields, 0, all, 0, fields.length);
        all[fields.length] = "version";
        all[fields.length + 1] = version(key);
        return post("/" + key + part, all);
    }

    private MvcTestResult post(String path, String... fields) {
        return exchange("marc", path, fields);
    }

    private MvcTestResult exchange(String who, String path, String... fields) {
        var request =
                mvc.post()
                        .uri(ALL + path)
                        .header("Accept-Language", "fr")
                        .sessionAttr(CurrentPlan.class.getName(), PLAN)
                        .with(csrf())
                        .with(Signed.in(user(who, Role.MARKETER)));
        for (var i = 0; i < fields.length; i += 2) {
            request = request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }

    private String get(String path) {
        var answer =
                mvc.get()
                        .uri(ALL + path)
                        .header("Accept-Language", "fr")
                        .sessionAttr(CurrentPlan.class.getName(), PLAN)
                        .with(Signed.in(user("marc", Role.MARKETER)))
                        .exchange();
        assertThat(answer).hasStatusOk();
        return body(answer);
    }

    private static String body(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
