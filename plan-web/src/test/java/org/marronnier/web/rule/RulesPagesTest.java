package org.marronnier.web.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.Mistake;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.PlanWriter;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.pressure.Capacity;
import org.marronnier.domain.user.Role;
import org.marronnier.web.WebTest;
import org.marronnier.web.editing.EditingItem;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.marronnier.web.shell.CurrentPlan;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Rules are read by all and changed by administrators. */
class RulesPagesTest extends WebTest {

    private static final String PLAN = "clavier-regles";
    private static final String RULES =
            """
            rules:
              pressure:
                - {key: promo, name: Deux promotions par semaine, restricts: {types: [PROMOTIONAL], tags: [soldes]}, max: 2, window: {rolling: P7D}, overrides: [{segment: vip, max: 3}, {field: country, eq: BE, max: 1}]}
                - {key: plainte, name: Silence après une réclamation, restricts: {types: [PROMOTIONAL]}, after: {event: claim, where: {kind: {eq: late}}}, window: {rolling: P10D}}
              quiet: [{key: nuit, channels: [SMS], from: "20:00", to: "08:00"}]
              capacity: [{channel: PHONE, perDay: 500}]
            """;

    @Autowired private ImportingPlan importing;
    @Autowired private EditingItem editing;
    @Autowired private Plans plans;

    @BeforeEach
    void bringThePlanIn() throws IOException {
        try (var in = RulesPagesTest.class.getResourceAsStream("/rules-plan.yaml")) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            importing.importText(
                    text.replace("key: clavier,", "key: " + PLAN + ",")
                            .replaceFirst("rules:\n.*\n", RULES)
                            .getBytes(StandardCharsets.UTF_8),
                    TextFormat.YAML,
                    "test",
                    true);
        }
    }

    @Test
    void saysEveryRuleToEverybodyAndLetsAdministratorsAloneChangeThem() {
        assertThat(get(Role.MARKETER, "/rules"))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "Seul un administrateur change les règles.", "Deux promotions par semaine")
                .doesNotContain("/rules/pressure/promo", "name=\"perDay\"");
        assertThat(get(Role.ADMIN, "/rules"))
                .hasStatusOk()
                .bodyText()
                .contains("/rules/pressure/promo", "/rules/quiet/nuit", "value=\"500\"");
        assertThat(get(Role.MARKETER, "/rules/pressure/promo")).hasStatus(403);
        assertThat(post(Role.CRM_MANAGER, "/rules/pressure/promo", "version", "0", "name", "X"))
                .hasStatus(403);
    }

    @Test
    void makesARuleOfWhatIsTyped() {
        var made =
                post(
                        Role.ADMIN,
                        "/rules/pressure",
                        "name",
                        "Trois SMS par mois",
                        "restricts.channels[]",
                        "SMS",
                        "_tags:restricts",
                        " ete , hiver,",
                        "max",
                        "3",
                        "_window",
                        "month",
                        "_number:window.rolling",
                        "",
                        "_unit:window.rolling",
                        "DAY",
                        "unit",
                        "household",
                        "overrides[0].segment",
                        "vip",
                        "overrides[0].max",
                        "5");

        assertThat(made).hasRedirectedUrl("/rules/pressure/trois-sms-par-mois");
        assertThat(written(ItemKind.PRESSURE_RULE, "trois-sms-par-mois"))
                .isEqualTo(
                        "{key=trois-sms-par-mois, name=Trois SMS par mois, restricts={channels=[SMS], tags=[ete, hiver]}, max=3, window={calendar=month}, unit=household, overrides=[{segment=vip, max=5}]}");
    }

    @Test
    void keepsWhatTheFormHasNoFieldFor() {
        var page = body(get(Role.ADMIN, "/rules/pressure/promo"));
        var kept =
                "{&quot;field&quot;:&quot;country&quot;,&quot;eq&quot;:&quot;BE&quot;,&quot;max&quot;:1}";
        assertThat(page).contains(kept, "value=\"soldes\"");

        var saved =
                post(
                        Role.ADMIN,
                        "/rules/pressure/promo",
                        "version",
                        version(ItemKind.PRESSURE_RULE, "promo"),
                        "name",
                        "Quatre promotions par semaine",
                        "restricts.types[]",
                        "PROMOTIONAL",
                        "_tags:restricts",
                        "soldes",
                        "max",
                        "4",
                        "_window",
                        "rolling",
                        "_number:window.rolling",
                        "7",
                        "_unit:window.rolling",
                        "DAY",
                        "overrides[0].segment",
                        "vip",
                        "overrides[0].max",
                        "3",
                        "_kept",
                        kept.replace("&quot;", "\""));

        assertThat(saved).hasRedirectedUrl("/rules/pressure/promo");
        assertThat(written(ItemKind.PRESSURE_RULE, "promo"))
                .contains("max=4", "{segment=vip, max=3}", "{field=country, eq=BE, max=1}");
        assertThat(body(get(Role.ADMIN, "/rules/pressure/plainte"))).contains("name=\"_where\"");
    }

    @Test
    void refusesWithTheFieldAndKeepsWhatWasTyped() {
        var refused =
                post(
                        Role.ADMIN,
                        "/rules/pressure",
                        "name",
                        "Sans limite",
                        "restricts.channels[]",
                        "SMS",
                        "max",
                        "beaucoup",
                        "_window",
                        "week");

        assertThat(refused).hasStatus(422);
        assertThat(body(refused))
                .contains("value=\"Sans limite\"", "value=\"beaucoup\"", "aria-invalid");
        assertThat(plan().pressure()).hasSize(2);
    }

    @Test
    void makesQuietPeriodsOfEveryPattern() {
        assertThat(
                        post(
                                Role.ADMIN,
                                "/rules/quiet",
                                "channels[]",
                                "PHONE",
                                "_pattern",
                                "weekly",
                                "days[]",
                                "SUN",
                                "from",
                                "00:00",
                                "to",
                                "24:00",
                                "dates.from",
                                "2027-08-01",
                                "publicHolidays",
                                "FR"))
                .hasRedirectedUrl("/rules/quiet/calme");
        assertThat(written(ItemKind.QUIET_PERIOD, "calme"))
                .isEqualTo("{key=calme, channels=[PHONE], days=[SUN], from=00:00, to=24:00}");
        var pack = get(Role.MARKETER, "/rules/packs/france");
        assertThat(pack)
                .bodyText()
                .contains(
                        "Aucun <b class=\"m-token\">appel promotionnel</b> le <b class=\"m-token\">samedi</b> et le <b class=\"m-token\">dimanche</b>",
                        "depuis le 1er mars 2023");
        assertThat(
                        post(
                                Role.ADMIN,
                                "/rules/quiet/calme",
                                "version",
                                version(ItemKind.QUIET_PERIOD, "calme"),
                                "_pattern",
                                "publicHolidays",
                                "from",
                                "00:00",
                                "publicHolidays",
                                "FR"))
                .hasRedirectedUrl("/rules/quiet/calme");
        assertThat(written(ItemKind.QUIET_PERIOD, "calme"))
                .isEqualTo("{key=calme, publicHolidays=FR}");
        assertThat(
                        post(
                                Role.ADMIN,
                                "/rules/quiet",
                                "_pattern",
                                "dates",
                                "dates.from",
                                "2027-08-01"))
                .hasStatus(422);
    }

    @Test
    void refusesMoreRulesThanCanBeInForceAtOnce() {
        assertThat(fiftyNine("false"))
                .isInstanceOfSatisfying(
                        ImportingPlan.Outcome.Refused.class,
                        refused ->
                                assertThat(refused.mistakes())
                                        .extracting(Mistake::path)
                                        .containsExactly("rules.pressure"));
        assertThat(fiftyNine("true")).isInstanceOf(ImportingPlan.Outcome.Imported.class);

        var oneMore =
                post(
                        Role.ADMIN,
                        "/rules/pressure",
                        "name",
                        "Une de trop",
                        "max",
                        "1",
                        "_window",
                        "day");

        assertThat(oneMore).hasStatus(422);
        assertThat(body(oneMore)).contains("Au plus 58 règles de pression", "59");
        assertThat(plan().pressure()).hasSize(59);
    }

    /** A plan of 59 rules; the last may be switched off. */
    private ImportingPlan.Outcome fiftyNine(String paused) {
        return bringIn(
                "pressure",
                IntStream.rangeClosed(1, 59)
                        .mapToObj(
                                i ->
                                        "{key: r%d, name: R%d, restricts: {}, max: %d, window: {calendar: day}%s}"
                                                .formatted(
                                                        i,
                                                        i,
                                                        i,
                                                        i == 59 ? ", paused: " + paused : ""))
                        .collect(Collectors.joining(", ")));
    }

    @Test
    void refusesPublicHolidaysThatNobodyKnowsAndKnowsThoseOfAlsace() {
        assertThat(bringIn("quiet", "{key: feries, publicHolidays: JP}"))
                .isInstanceOfSatisfying(
                        ImportingPlan.Outcome.Refused.class,
                        refused ->
                                assertThat(refused.mistakes())
                                        .extracting(Mistake::path)
                                        .containsExactly("rules.quiet[0].publicHolidays"));
        assertThat(bringIn("quiet", "{key: feries, publicHolidays: FR-AM}"))
                .isInstanceOf(ImportingPlan.Outcome.Imported.class);
        assertThat(body(get(Role.ADMIN, "/rules"))).contains("Alsace-Moselle");
    }

    private ImportingPlan.Outcome bringIn(String kind, String rules) {
        return importing.importText(
                """
                marronnier: 1
                plan: {key: clavier-regles, name: Règles, brand: Maison Clavier, from: 2026-01-01, to: 2030-12-31}
                rules: {%s: [%s]}
                """
                        .formatted(kind, rules)
                        .getBytes(StandardCharsets.UTF_8),
                TextFormat.YAML,
                "test",
                true);
    }

    @Test
    void setsWhatAChannelCarriesInADay() {
        assertThat(carry("SMS", "0", "1000")).hasRedirectedUrl("/rules");
        assertThat(carry("SMS", "0", "")).hasRedirectedUrl("/rules");
        assertThat(plan().capacity())
                .containsExactly(new Capacity(Channel.PHONE, 500), new Capacity(Channel.SMS, 1000));

        carry("SMS", version(ItemKind.CAPACITY, "SMS"), "1200");
        carry("PHONE", version(ItemKind.CAPACITY, "PHONE"), "");

        assertThat(plan().capacity()).containsExactly(new Capacity(Channel.SMS, 1200));
        assertThat(carry("SMS", version(ItemKind.CAPACITY, "SMS"), "mille"))
                .hasRedirectedUrl("/rules");
        assertThat(plan().capacity()).containsExactly(new Capacity(Channel.SMS, 1200));
    }

    @Test
    void copiesARuleAndArchivesIt() {
        assertThat(post(Role.ADMIN, "/rules/pressure/promo/copy"))
                .hasRedirectedUrl("/rules/pressure/promo-2");
        assertThat(
                        post(
                                Role.ADMIN,
                                "/rules/pressure/promo-2/archival",
                                "version",
                                version(ItemKind.PRESSURE_RULE, "promo-2")))
                .hasRedirectedUrl("/rules");
        assertThat(plan().pressure()).hasSize(2);
        assertThat(body(get(Role.ADMIN, "/rules"))).contains("/restoration");
    }

    private MvcTestResult carry(String channel, String version, String perDay) {
        return post(Role.ADMIN, "/rules/capacity/" + channel, "version", version, "perDay", perDay);
    }

    private String written(ItemKind kind, String key) {
        return PlanWriter.write(plan(), ItemPlace.of(kind, key)).orElseThrow().toString();
    }

    private String version(ItemKind kind, String key) {
        return String.valueOf(editing.find(PLAN, ItemPlace.of(kind, key)).orElseThrow().version());
    }

    private PlanDocument plan() {
        return plans.load(PLAN).orElseThrow();
    }

    private MvcTestResult get(Role role, String path) {
        return mvc.get()
                .uri(path)
                .with(as(role))
                .sessionAttr(CurrentPlan.class.getName(), PLAN)
                .exchange();
    }

    private MvcTestResult post(Role role, String path, String... fields) {
        var request =
                mvc.post()
                        .uri(path)
                        .with(as(role))
                        .with(token())
                        .sessionAttr(CurrentPlan.class.getName(), PLAN);
        for (var pair : pairs(List.of(fields))) {
            request.param(pair.getFirst(), pair.getLast());
        }
        return request.exchange();
    }

    private static List<List<String>> pairs(List<String> fields) {
        return IntStream.iterate(0, at -> at < fields.size(), at -> at + 2)
                .mapToObj(at -> fields.subList(at, at + 2))
                .toList();
    }

    private static String body(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
