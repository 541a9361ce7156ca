package org.marronnier.web.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.user.Role;
import org.marronnier.domain.user.Scope;
import org.marronnier.scheduler.decision.PlanRules;
import org.marronnier.scheduler.figure.MeasuringPlans;
import org.marronnier.scheduler.impact.ComputingImpacts;
import org.marronnier.web.WebTest;
import org.marronnier.web.editing.EditingItem;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.marronnier.web.shell.CurrentPlan;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** A rule is tried before it is kept, by a page with or without a script, and by the API. */
class RuleDraftsTest extends WebTest {

    private static final String PLAN = "essais-de-regles";

    @Autowired private ImportingPlan importing;
    @Autowired private EditingItem editing;
    @Autowired private ComputingImpacts impacts;
    @Autowired private MeasuringPlans measuring;
    @Autowired private Plans plans;

    @BeforeEach
    void bringThePlanIn() {
        importing.importText(
                """
                marronnier: 1
                plan: {key: essais-de-regles, name: Essais, brand: Maison des Essais, from: 2026-01-01, to: 2027-12-31}
                rules:
                  pressure:
                    - {key: promo, name: Promo, restricts: {channels: [EMAIL], types: [PROMOTIONAL]}, max: 2, window: {rolling: P7D}}
                    - {key: belge, name: Belge, restricts: {}, max: 3, window: {rolling: P7D}, legal: {source: Loi belge}}
                """
                        .getBytes(StandardCharsets.UTF_8),
                TextFormat.YAML,
                "test",
                true);
    }

    @Test
    void showsOnePartOfOneRuleToWhoMayChangeIt() {
        assertThat(get(Role.ADMIN, "/rules?edit=pressure:promo&part=max"))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "/rules/pressure/promo/draft",
                        "id=\"f-max\"",
                        "<b class=\"m-token\">3</b>");
        assertThat(get(Role.MARKETER, "/rules?edit=pressure:promo&part=max"))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("/draft");
        assertThat(get(Role.ADMIN, "/rules?edit=pressure:nowhere&part=max")).hasStatusOk();
    }

    @Test
    void triesWhatIsTypedAndKeepsNothing() {
        var page = draft(Role.ADMIN, "1");

        assertThat(page)
                .hasStatusOk()
                .bodyText()
                .contains("id=\"impact\"", "/rules/pressure/promo/application", "changed");
        assertThat(max("promo")).isEqualTo(2);
        assertThat(draft(Role.MARKETER, "1")).hasStatus(403);
    }

    @Test
    void switchesARuleOffInADraftAndKeepsItWhenItIsApplied() {
        var page = post(Role.ADMIN, "/rules/pressure/promo/switch");

        assertThat(page)
                .hasStatusOk()
                .bodyText()
                .contains(
                        "id=\"impact\"",
                        "/rules/pressure/promo/application",
                        "form=\"draft\" name=\"_switch\" value=\"true\" role=\"switch\" aria-checked=\"false\"");
        assertThat(isPaused("promo")).isFalse();
        assertThat(draft(Role.ADMIN, "2", "_switch", "true"))
                .bodyText()
                .contains("role=\"switch\" aria-checked=\"false\"");
        assertThat(draft(Role.ADMIN, "2", "paused", "true", "_switch", "true"))
                .bodyText()
                .contains("role=\"switch\" aria-checked=\"true\"");

        assertThat(apply("promo", version("promo"), "2", "paused", "true"))
                .hasRedirectedUrl("/rules");
        assertThat(isPaused("promo")).isTrue();
        assertThat(PlanRules.of(plan()).book().pressure())
                .extracting(PressureRule::key)
                .containsExactly("belge");
        assertThat(get(Role.MARKETER, "/rules"))
                .bodyText()
                .contains("player-pause")
                .doesNotContain("role=\"switch\"");
        assertThat(apply("promo", version("promo"), "2")).hasRedirectedUrl("/rules");
        assertThat(isPaused("promo")).isFalse();
    }

    @Test
    void switchesNothingOffThatIsLegalOrThatSomebodyMayNotChange() {
        assertThat(post(Role.MARKETER, "/rules/pressure/promo/switch")).hasStatus(403);
        assertThat(post(Role.ADMIN, "/rules/pressure/nowhere/switch")).hasStatus(404);
        assertThat(get(Role.ADMIN, "/rules"))
                .bodyText()
                .contains("/rules/pressure/promo/switch")
                .doesNotContain("/rules/pressure/belge/switch");
        assertThat(post(Role.ADMIN, "/rules/pressure/belge/switch"))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("id=\"impact\"");
        assertThat(apply("belge", version("belge"), "3", "paused", "true"))
                .hasStatus(422)
                .bodyText()
                .contains("Loi belge");
        assertThat(isPaused("belge")).isFalse();
    }

    @Test
    void triesWhatAChannelCarriesAndKeepsNothing() {
        assertThat(
                        post(
                                Role.ADMIN,
                                "/rules/capacity/SMS",
                                "version",
                                "0",
                                "perDay",
                                "20",
                                "_try",
                                "true"))
                .hasStatusOk()
                .bodyText()
                .contains("id=\"impact\"", "value=\"20\"");
        assertThat(
                        post(
                                Role.ADMIN,
                                "/rules/capacity/SMS",
                                "version",
                                "0",
                                "perDay",
                                "beaucoup",
                                "_try",
                                "true"))
                .hasStatusOk()
                .bodyText()
                .contains("value=\"beaucoup\"", "id=\"carried-note\"")
                .doesNotContain("id=\"impact\"");
        assertThat(plan().capacity()).isEmpty();
        assertThat(
                        post(
                                Role.MARKETER,
                                "/rules/capacity/SMS",
                                "version",
                                "0",
                                "perDay",
                                "20",
                                "_try",
                                "true"))
                .hasStatus(403);
    }

    @Test
    void tellsWhatTheRulesDidOnceItIsCounted() {
        assertThat(get(Role.MARKETER, "/rules")).bodyText().contains("id=\"rules-effects\"");
        measuring.drainOnce();

        assertThat(get(Role.MARKETER, "/rules/effects"))
                .hasStatusOk()
                .bodyText()
                .contains("id=\"effect-pressure-promo\"", "hx-swap-oob=\"true\"")
                .doesNotContain("every 2s");
        assertThat(get(Role.MARKETER, "/rules"))
                .bodyText()
                .contains("id=\"effect-pressure-promo\"")
                .doesNotContain("hx-swap-oob");
    }

    @Test
    void saysWhatIsWrongBesideWhatWasTyped() {
        assertThat(draft(Role.ADMIN, "beaucoup"))
                .hasStatusOk()
                .bodyText()
                .contains("value=\"beaucoup\"", "aria-invalid=\"true\"")
                .doesNotContain("id=\"impact\"");
    }

    @Test
    void keepsWhatIsAppliedUnlessSomebodyWasFaster() {
        var version = version("promo");
        assertThat(apply("promo", version, "1")).hasRedirectedUrl("/rules");
        assertThat(max("promo")).isEqualTo(1);

        assertThat(apply("promo", version, "5"))
                .hasStatus(409)
                .bodyText()
                .contains("value=\"5\"", "m-collision");
        assertThat(max("promo")).isEqualTo(1);
    }

    @Test
    void refusesToApplyWhatLoosensTheLawAndKeepsWhatWasTyped() {
        assertThat(apply("belge", version("belge"), "4"))
                .hasStatus(422)
                .bodyText()
                .contains("value=\"4\"", "Loi belge", "aria-invalid=\"true\"");
        assertThat(max("belge")).isEqualTo(3);
        assertThat(apply("belge", version("belge"), "2")).hasRedirectedUrl("/rules");
    }

    @Test
    void triesANewRuleFromItsForm() {
        var page =
                post(
                        Role.ADMIN,
                        "/rules/quiet",
                        "_try",
                        "true",
                        "_pattern",
                        "weekly",
                        "from",
                        "20:00",
                        "to",
                        "08:00");

        assertThat(page).hasStatusOk().bodyText().contains("id=\"impact\"");
        assertThat(plan().quiet()).isEmpty();
    }

    @Test
    void answersProgramsWhenItIsDone() {
        var body =
                """
                {"pressure": {"key": "promo", "name": "Promo", "restricts": {}, "max": 1, "window": {"rolling": "P7D"}}}
                """;
        var asked = ask(body);
        assertThat(asked).hasStatus(202);
        var location = String.valueOf(asked.getResponse().getHeader("Location"));
        impacts.drainOnce();

        assertThat(
                        mvc.get()
                                .uri(location)
                                .header("Authorization", bearer(Scope.PLANS_READ))
                                .exchange())
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying(
                        "$.before.held.messages", value -> value.assertThat().isEqualTo(0))
                .hasPathSatisfying("$.days", all -> all.assertThat().asArray().hasSize(30));
        assertThat(ask("{\"pressure\": {\"key\": \"promo\"}}"))
                .hasStatus(422)
                .bodyText()
                .contains("pressure.window");
        assertThat(ask("{\"other\": {}}")).hasStatus(400);
        assertThat(ask("{\"capacity\": {\"channel\": \"SMS\", \"perDay\": 20}}")).hasStatus(202);
        assertThat(ask("{\"capacity\": {\"channel\": \"SMS\"}}"))
                .hasStatus(422)
                .bodyText()
                .contains("capacity.perDay");
    }

    private MvcTestResult ask(String body) {
        return mvc.post()
                .uri("/api/v1/plans/" + PLAN + "/rules/impact")
                .header("Authorization", bearer(Scope.PLANS_READ))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult draft(Role role, String max, String... more) {
        return post(
                role,
                "/rules/pressure/promo/draft",
                more,
                "version",
                version("promo"),
                "_open",
                "max",
                "name",
                "Promo",
                "restricts.channels[]",
                "EMAIL",
                "restricts.types[]",
                "PROMOTIONAL",
                "max",
                max,
                "_window",
                "rolling",
                "_number:window.rolling",
                "7",
                "_unit:window.rolling",
                "DAY");
    }

    private MvcTestResult apply(String key, String version, String max, String... more) {
        return post(
                Role.ADMIN,
                "/rules/pressure/" + key + "/application",
                more,
                "version",
                version,
                "_open",
                "max",
                "name",
                key,
                "max",
                max,
                "_window",
                "rolling",
                "_number:window.rolling",
                "7",
                "_unit:window.rolling",
                "DAY",
                "legal.source",
                key.equals("belge") ? "Loi belge" : "");
    }

    private MvcTestResult get(Role role, String path) {
        return mvc.get()
                .uri(path)
                .with(as(role))
                .sessionAttr(CurrentPlan.class.getName(), PLAN)
                .exchange();
    }

    private MvcTestResult post(Role role, String path, String[] more, String... fields) {
        return post(role, path, Stream.of(fields, more).flatMap(Stream::of).toArray(String[]::new));
    }

    private MvcTestResult post(Role role, String path, String... fields) {
        var request =
                mvc.post()
                        .uri(path)
                        .with(as(role))
                        .with(token())
                        .sessionAttr(CurrentPlan.class.getName(), PLAN);
        for (var i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }

    private boolean isPaused(String key) {
        return plan().pressure().stream()
                .filter(rule -> rule.key().equals(key))
                .anyMatch(PressureRule::paused);
    }

    private int max(String key) {
        return plan().pressure().stream()
                .filter(rule -> rule.key().equals(key))
                .map(PressureRule::limit)
                .mapToInt(limit -> limit instanceof PressureRule.Cap cap ? cap.max() : 0)
                .sum();
    }

    private String version(String key) {
        var place = RuleKind.PRESSURE.place(key);
        return Long.toString(editing.find(PLAN, place).orElseThrow().version());
    }

    private PlanDocument plan() {
        return plans.load(PLAN).orElseThrow();
    }
}
