package org.marronnier.web.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.user.Role;
import org.marronnier.domain.user.Scope;
import org.marronnier.scheduler.scenario.KeepingScenarios;
import org.marronnier.web.WebTest;
import org.marronnier.web.shell.CurrentPlan;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** How a scenario runs, where contacts stand in it, and what it would do to one. */
class ScenarioLiveTest extends WebTest {

    private static final String KEY_OF_PLAN = "live-maison";
    private static final String PATH = "/programmes/accueil/scenarios/bonjour";
    private static final String TRIED = "/programmes/accueil/scenarios/essai";
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Paris"));

    private static final String PLAN =
            """
            marronnier: 1
            plan: {key: live-maison, name: En direct, brand: Maison, from: %1$s, to: %2$s, zone: Europe/Paris,
                   locale: fr, country: FR, saleEvent: purchase, lookAhead: P7D}
            conventions:
              purposes: [{key: news, name: Nouvelles}]
              senders: [{key: club, channel: EMAIL, name: Le Club, address: club@maison.example, types: [PROMOTIONAL, SERVICE]}]
            rules:
              pressure: [{key: live-week, name: Un message par semaine, max: 1, window: {rolling: P7D}, unit: person,
                          restricts: {channels: [EMAIL]}}]
            templates:
              - {key: live-hello, channel: EMAIL, locale: fr, sender: club, subject: "Bonjour {{firstName}}", html: "<p>Bonjour {{firstName}}</p>"}
              - {key: live-again, channel: EMAIL, locale: fr, sender: club, subject: "Encore nous", html: "<p>Encore</p>"}
            programmes:
              - key: accueil
                name: Accueil
                status: live
                scenarios:
                  - key: bonjour
                    name: Bonjour
                    status: live
                    type: SERVICE
                    purpose: news
                    trigger: {event: live-signup}
                    target: {field: country, eq: FR}
                    exit: {event: live-purchase, count: {gte: 1}}
                    reentry: always
                    steps: %3$s
                  - key: essai
                    name: Essayé
                    status: live
                    type: SERVICE
                    purpose: news
                    trigger: {event: live-signup}
                    target: {field: country, eq: FR}
                    reentry: always
                    steps: %3$s
                  - key: plus-tard
                    name: Plus tard
                    status: approved
                    type: SERVICE
                    purpose: news
                    trigger: {event: live-signup}
                    reentry: always
                    steps: [{send: {template: live-hello, channels: [EMAIL], expiry: P3D}}]
                  - key: compare
                    name: Mesuré
                    status: approved
                    type: SERVICE
                    purpose: news
                    control: 1
                    trigger: {event: live-signup}
                    steps: [{send: {template: live-hello, channels: [EMAIL], expiry: P3D}}, {wait: P1D}]
            """
                    .formatted(
                            TODAY.minusDays(30),
                            TODAY.plusDays(300),
                            """
                            [{send: {template: live-hello, channels: [EMAIL], expiry: P3D}}, \
                            {branch: {if: {message: {template: live-hello, status: OPENED}, count: {gte: 1}}, then: [{wait: P5D}], else: []}}, \
                            {send: {template: live-again, channels: [EMAIL], expiry: P3D}}]""");

    @Autowired private KeepingScenarios keeping;

    private long scenario;
    private long edition;

    @BeforeEach
    void people() {
        bringIn(PLAN);
        keeping.reconcile(KEY_OF_PLAN);
        scenario =
                number(
                        "select id from live_scenario where plan = 'live-maison' and key = 'bonjour'");
        edition = number("select edition_id from live_scenario where id = " + scenario);
        sql(
                """
                insert into contact (external_id, email, email_key, first_name, country)
                values ('LIVE-1', 'live1@maison.example', 'live1@maison.example', 'Ana', 'FR'),
                       ('LIVE-2', 'live2@maison.example', 'live2@maison.example', 'Bob', 'FR'),
                       ('LIVE-TRIED', 'tried@maison.example', 'tried@maison.example', 'Ana', 'FR'),
                       ('LIVE-ABROAD', 'abroad@maison.example', 'abroad@maison.example', 'Cléo', 'DE')
                on conflict do nothing
                """);
        for (var table : List.of("scenario_tally", "step_decision")) {
            sql("delete from %s where scenario_id = %d".formatted(table, scenario));
        }
        sql(
                "delete from enrolment_step where enrolment_id in (select id from enrolment where scenario_id = %d)"
                        .formatted(scenario));
        sql("delete from enrolment where scenario_id = " + scenario);
    }

    @Test
    void tellsWhatLaunchingDoesWhereNobodyDidYet() {
        assertThat(page("/programmes/accueil/scenarios/plus-tard/live", Role.CRM_MANAGER))
                .hasStatusOk()
                .bodyText()
                .contains("n’a pas encore été mis en service", "Mettre en service", "/life/launch");
    }

    @Test
    void showsWhoIsWhereAndWhatBecameOfMessages() {
        tally("", "entered", 12);
        tally("0", "reached", 12);
        tally("0", "passed", 9);
        tally("0", "queued", 7);
        tally("0", "pressure:live-week", 2);
        tally("0", "deferred", 2);
        tally("1", "reached", 9);
        tally("1", "passed", 8);
        tally("1", "exited", 1);
        tally("1.then.0", "reached", 6);
        tally("1.then.0", "passed", 1);
        tally("2", "reached", 3);
        tally("", "refused:NOT_TARGETED", 4);

        assertThat(page(PATH + "/live", Role.CRM_MANAGER))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "3 ici",
                        "9 passés",
                        "7 envoyés",
                        "2 retenus",
                        "5 ici",
                        "6 contacts, 75",
                        "2 contacts, 25",
                        "Retenus\u00a0: Un message par semaine",
                        "hors de la cible à cet instant",
                        "state=REFUSED&amp;reason=NOT_TARGETED",
                        "Objectif atteint",
                        "data-confirms=\"11\"",
                        "hx-trigger=\"every 5s\"");
        assertThat(page(TRIED + "/live", Role.MARKETER))
                .hasStatusOk()
                .bodyText()
                .contains("Allés jusqu’au bout")
                .doesNotContain("Objectif atteint");
        assertThat(page(PATH + "/live/figures?days=30", Role.MARKETER))
                .hasStatusOk()
                .bodyText()
                .contains("id=\"live-now\"", "id=\"live-side\"", "hx-swap-oob=\"true\"")
                .doesNotContain("<html");
    }

    @Test
    void listsWhoStandsAtAStepAndTellsTheWholePath() {
        var first = enrol("LIVE-1", "1.then.0", "RUNNING", "WAIT", null);
        enrol("LIVE-2", "0", "REFUSED", null, "REENTRY");
        step(first, "0", "SENT", null);
        step(first, "1", "BRANCH", "then");
        sql(
                """
                insert into step_decision (enrolment_id, step, at, scenario_id, contact_id, due, outcome, line, channel)
                select %1$d, '0', now(), %2$d, contact_id, now(), 'SEND', 'queued', 'EMAIL' from enrolment where id = %1$d
                """
                        .formatted(first, scenario));

        assertThat(page(PATH + "/enrolments?step=1.then.0&edition=" + edition, Role.MARKETER))
                .hasStatusOk()
                .bodyText()
                .contains("Ana", "Attend à l’étape 3")
                .doesNotContain("Bob");
        assertThat(page(PATH + "/enrolments?state=REFUSED&reason=REENTRY", Role.MARKETER))
                .bodyText()
                .contains("Bob")
                .doesNotContain("Ana");
        assertThat(page(PATH + "/enrolments?state=NONSENSE", Role.MARKETER)).hasStatus(400);
        assertThat(page(PATH + "/enrolments/" + first, Role.MARKETER))
                .hasStatusOk()
                .bodyText()
                .contains("Ana dans Bonjour", "Oui\u00a0: la condition", "Bonjour {{firstName}}")
                .doesNotContain("??");
        assertThat(page(PATH + "/enrolments/999999999", Role.MARKETER)).hasStatus(404);
        assertThat(page("/contacts/LIVE-1/scenarios", Role.MARKETER))
                .hasStatusOk()
                .bodyText()
                .contains("Bonjour", "En cours", "enrolments/" + first);
    }

    @Test
    void retriesWhoIsStuck() {
        var stuck = enrol("LIVE-2", "0", "FAILED", null, "ERROR: IllegalStateException");
        tally("0", "reached", 1);
        tally("0", "stuck", 1);

        assertThat(page(PATH + "/live", Role.CRM_MANAGER))
                .bodyText()
                .contains("Bob", "une erreur inattendue", "enrolments/" + stuck + "/retry");
        assertThat(
                        mvc.post()
                                .uri(PATH + "/enrolments/" + stuck + "/retry")
                                .with(as(Role.CRM_MANAGER))
                                .with(token())
                                .sessionAttr(CurrentPlan.class.getName(), KEY_OF_PLAN)
                                .exchange())
                .hasStatus3xxRedirection();

        assertThat(text("select state from enrolment where id = " + stuck)).isNotEqualTo("FAILED");
    }

    @Test
    void tellsThatAContactIsInTheControlGroupWhereItTriesOne() {
        assertThat(
                        page(
                                "/programmes/accueil/scenarios/compare/trial?contact=LIVE-1&n=300",
                                Role.MARKETER))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "Dans le groupe témoin Mesuré",
                        "Le contact ne reçoit rien ici et poursuit les étapes",
                        "Témoin",
                        "C’est fini")
                .doesNotContain("Partirait", "Bonjour Ana");
    }

    @Test
    void triesAScenarioOnAContactAndTouchesNothing() {
        var before = written();

        assertThat(page(TRIED + "/trial?contact=LIVE-TRIED&n=1", Role.MARKETER))
                .hasStatusOk()
                .bodyText()
                .contains("le contact entre")
                .doesNotContain("Partirait");
        assertThat(page(TRIED + "/trial?contact=LIVE-TRIED&n=300", Role.MARKETER))
                .bodyText()
                .contains("Partirait par le canal E-mail", "Bonjour Ana", "Que devient le message")
                .doesNotContain("C’est fini");
        assertThat(page(TRIED + "/trial?contact=LIVE-TRIED&n=300&a=opened", Role.MARKETER))
                .bodyText()
                .contains("Supposé ouvert", "Oui\u00a0: la condition", "Encore nous", "C’est fini");
        assertThat(page(TRIED + "/trial?contact=LIVE-TRIED&n=300&a=nothing", Role.MARKETER))
                .bodyText()
                .contains("Non\u00a0: la condition", "C’est fini");
        assertThat(page(TRIED + "/trial?contact=LIVE-ABROAD&n=300", Role.MARKETER))
                .bodyText()
                .contains("n’entrerait pas");
        assertThat(page(TRIED + "/trial?contact=LIVE-TRIED&at=hier", Role.MARKETER)).hasStatus(422);
        assertThat(page(TRIED + "/trial?contact=LIVE-none", Role.MARKETER)).hasStatus(404);
        assertThat(
                        page(
                                TRIED + "/trial/message?template=live-hello&contact=LIVE-TRIED",
                                Role.MARKETER))
                .hasStatusOk()
                .bodyText()
                .contains("<p>Bonjour Ana</p>");

        assertThat(written()).isEqualTo(before);
    }

    @Test
    void answersProgramsToo() {
        var running = enrol("LIVE-1", "0", "RUNNING", "DEFERRED", null);
        tally("", "entered", 3);
        tally("0", "reached", 3);

        assertThat(api("/scenarios/bonjour?plan=live-maison", Scope.PLANS_READ))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying("$.inside", one -> one.assertThat().isEqualTo(3))
                .hasPathSatisfying("$.steps['0'].there", one -> one.assertThat().isEqualTo(3))
                .hasPathSatisfying("$.state", one -> one.assertThat().isEqualTo("live"));
        assertThat(api("/scenarios/nowhere", Scope.PLANS_READ)).hasStatus(404);
        assertThat(api("/contacts/LIVE-1/enrolments", Scope.CONTACTS_READ))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying(
                        "$.enrolments[0].id", one -> one.assertThat().isEqualTo((int) running))
                .hasPathSatisfying(
                        "$.enrolments[0].waitsFor", one -> one.assertThat().isEqualTo("DEFERRED"));
        assertThat(api("/contacts/LIVE-none/enrolments", Scope.CONTACTS_READ)).hasStatus(404);
        assertThat(
                        mvc.post()
                                .uri("/api/v1/enrolments/" + running + "/retry")
                                .header("Authorization", bearer(Scope.RUNS_FIRE))
                                .exchange())
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying("$.retried", one -> one.assertThat().isEqualTo(0));
    }

    /**
     * How many rows there are of all that a walk, a decision or a message of the tried scenario and
     * its contacts would write; workers go on writing those of other tests.
     */
    private List<Long> written() {
        var mine = "select id from contact where external_id in ('LIVE-TRIED', 'LIVE-ABROAD')";
        var tried = "select id from live_scenario where plan = 'live-maison' and key = 'essai'";
        var ofBoth = "contact_id in (%s) and scenario_id in (%s)".formatted(mine, tried);
        var ofContacts = "contact_id in (%s)".formatted(mine);
        return Stream.of(
                        "enrolment where " + ofBoth,
                        "enrolment_step where enrolment_id in (select id from enrolment where %s)"
                                .formatted(ofBoth),
                        "step_decision where " + ofBoth,
                        "scenario_tally where scenario_id in (%s)".formatted(tried),
                        "appointment where " + ofBoth,
                        "membership where " + ofBoth,
                        "arrival where " + ofContacts,
                        "message where " + ofContacts,
                        "outbox where message_id in (select id from message where %s)"
                                .formatted(ofContacts),
                        "inbox_mail where recipient in ('tried@maison.example', 'abroad@maison.example')",
                        "decision where " + ofContacts,
                        "event where " + ofContacts,
                        "consent where " + ofContacts)
                .map(rows -> number("select count(*) from " + rows))
                .toList();
    }

    private void tally(String step, String line, long n) {
        sql(
                """
                insert into scenario_tally (scenario_id, edition_id, day, step, line, n)
                values (%d, %d, (now() at time zone 'Europe/Paris')::date, '%s', '%s', %d)
                """
                        .formatted(scenario, edition, step, line, n));
    }

    private long enrol(
            String contact,
            String step,
            String state,
            @Nullable String waitsFor,
            @Nullable String reason) {
        return number(
                """
                insert into enrolment (scenario_id, edition_id, contact_id, fired_by, fired_at, entered_at, state, reason, step,
                                       due, act_at, waits_for, ended_at)
                select %d, %d, id, 'event:live-' || id, now(), now(), '%s', %s, '%s', now(), now() + interval '30 days', %s,
                       case when '%s' in ('RUNNING', 'FAILED') then null else now() end
                from contact where external_id = '%s'
                returning id
                """
                        .formatted(
                                scenario,
                                edition,
                                state,
                                quoted(reason),
                                step,
                                quoted(waitsFor),
                                state,
                                contact));
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : "'" + text + "'";
    }

    private void step(long enrolment, String step, String what, @Nullable String way) {
        sql(
                "insert into enrolment_step (enrolment_id, step, at, what, way) values (%d, '%s', now(), '%s', %s)"
                        .formatted(enrolment, step, what, quoted(way)));
    }

    private MvcTestResult page(String path, Role role) {
        return mvc.get()
                .uri(path)
                .with(as(role))
                .sessionAttr(CurrentPlan.class.getName(), KEY_OF_PLAN)
                .locale(Locale.FRENCH)
                .exchange();
    }

    private MvcTestResult api(String path, Scope scope) {
        return mvc.get().uri("/api/v1" + path).header("Authorization", bearer(scope)).exchange();
    }

    private long number(String sql) {
        return database().jdbc().sql(sql).query(Long.class).single();
    }

    private String text(String sql) {
        return database().jdbc().sql(sql).query(String.class).single();
    }

    private void sql(String sql) {
        database().jdbc().sql(sql).update();
    }
}
