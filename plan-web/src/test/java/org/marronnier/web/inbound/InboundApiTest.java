package org.marronnier.web.inbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.user.Role;
import org.marronnier.domain.user.Scope;
import org.marronnier.scheduler.scenario.KeepingScenarios;
import org.marronnier.scheduler.trigger.AppointmentWorker;
import org.marronnier.scheduler.trigger.Arming;
import org.marronnier.scheduler.trigger.ArrivalWorker;
import org.marronnier.web.WebTest;
import org.marronnier.web.shell.CurrentPlan;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What programs ask and tell of contacts who come, and whom they call into a scenario. */
class InboundApiTest extends WebTest {

    private static final String PLAN_KEY = "inbound-plan";
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Paris"));

    private static final String PLAN =
            """
            marronnier: 1
            plan: {key: inbound-plan, name: Accueil, brand: Maison, from: %1$s, to: %2$s, zone: Europe/Paris,
                   locale: fr, country: FR, saleEvent: purchase, lookAhead: P7D}
            conventions:
              purposes: [{key: offers, name: Offres}]
            templates:
              - {key: inbound-banner, channel: WEB, locale: fr, html: "<p>Bonjour {{firstName}}</p>", text: "Bonjour {{firstName}}"}
            programmes:
              - key: inbound-club
                name: Club
                status: live
                scenarios:
                  - {key: inbound-advice, name: Conseil, type: SERVICE, trigger: {call: {}}, reentry: once, status: live,
                     target: {field: country, eq: FR}, steps: [{wait: P1D}]}
                  - {key: inbound-call, name: Après appel, type: SERVICE, trigger: {event: inbound.call}, reentry: always,
                     parallel: true, status: live, steps: [{wait: P1D}]}
                  - {key: inbound-frost, name: Gel, type: SERVICE, status: live, steps: [{wait: P1D}],
                     trigger: {weather: {when: {minTemperature: {lt: 0}}, cooldown: P7D}}}
            campaigns:
              - {key: inbound-offer, name: Bandeau, kind: one-off, type: PROMOTIONAL, purpose: offers, channels: [WEB],
                 template: inbound-banner, start: %3$sT00:00, expiry: P9D, status: approved, target: {field: country, eq: FR}}
            """
                    .formatted(TODAY.minusDays(30), TODAY.plusDays(300), TODAY.minusDays(2));

    @Autowired private KeepingScenarios keeping;
    @Autowired private Arming arming;
    @Autowired private ArrivalWorker arrivals;
    @Autowired private AppointmentWorker appointments;

    @BeforeEach
    void people() {
        bringIn(PLAN);
        keeping.reconcile(PLAN_KEY);
        database()
                .jdbc()
                .sql(
                        """
                        insert into contact (external_id, first_name, country)
                        values ('IN-1', 'Ana', 'FR'), ('IN-2', 'Bob', 'BE'), ('IN-3', 'Eve', 'FR') on conflict do nothing
                        """)
                .update();
    }

    @Test
    void answersTheNextMessageAndCountsItOnceShown() {
        var answer = next("IN-1", "?channel=WEB&plan=" + PLAN_KEY);
        assertThat(answer)
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying(
                        "$.source", one -> one.assertThat().isEqualTo("campaign:inbound-offer"))
                .hasPathSatisfying(
                        "$.html", one -> one.assertThat().isEqualTo("<p>Bonjour Ana</p>"));
        var number = body(answer).replaceAll(".*\"message\":(\\d+).*", "$1");

        assertThat(shown("IN-1", "{\"message\": %s}".formatted(number))).hasStatusOk();
        assertThat(shown("IN-1", "{\"message\": %s}".formatted(number)))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying(
                        "$.message", one -> one.assertThat().isEqualTo(Integer.parseInt(number)));

        assertThat(next("IN-1", "?channel=WEB&plan=" + PLAN_KEY))
                .hasStatus(204)
                .hasHeader("Marronnier-Reason", "NOTHING");
        assertThat(
                        database()
                                .jdbc()
                                .sql(
                                        """
                                        select count(*) from message m join contact c on c.id = m.contact_id
                                        where c.external_id = 'IN-1' and m.status = 'SENT' and m.channel = 'WEB'
                                        """)
                                .query(Long.class)
                                .single())
                .isEqualTo(1);
    }

    @Test
    void saysWhyThereIsNoMessageAndWhatIsWrong() {
        assertThat(next("IN-2", "?channel=WEB&plan=" + PLAN_KEY))
                .hasStatus(204)
                .hasHeader("Marronnier-Reason", "NOT_TARGETED");
        assertThat(next("IN-2", "?channel=EMAIL")).hasStatus(422);
        assertThat(next("IN-none", "?channel=WEB")).hasStatus(404);
        assertThat(shown("IN-2", "{}")).hasStatus(422);
        assertThat(shown("IN-2", "{\"message\": 1, \"at\": \"yesterday\"}")).hasStatus(422);
        assertThat(shown("IN-2", "{\"message\": 999999999}")).hasStatus(404);
    }

    @Test
    void hasContactsEnterAScenarioOnCall() {
        assertThat(
                        call(
                                "inbound-advice",
                                "[{\"externalId\": \"IN-1\", \"id\": \"a\"}, {\"externalId\": \"IN-2\"}, {\"externalId\": \"IN-none\"}]"))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying(
                        "$.enrolments[0].entered", one -> one.assertThat().isEqualTo(true))
                .hasPathSatisfying(
                        "$.enrolments[1].reason", one -> one.assertThat().isEqualTo("NOT_TARGETED"))
                .hasPathSatisfying(
                        "$.enrolments[2].reason", one -> one.assertThat().isEqualTo("NO_CONTACT"));
        assertThat(call("inbound-advice", "{\"externalId\": \"IN-1\", \"id\": \"b\"}"))
                .bodyJson()
                .hasPathSatisfying(
                        "$.enrolments[0].reason", one -> one.assertThat().isEqualTo("INSIDE"));
        assertThat(call("inbound-call", "{\"externalId\": \"IN-1\"}")).hasStatus(409);
        assertThat(call("inbound-none", "{\"externalId\": \"IN-1\"}")).hasStatus(404);
        assertThat(call("inbound-advice", "{\"id\": \"a\"}")).hasStatus(422);
        assertThat(call("inbound-advice", "[]")).hasStatus(422);
        assertThat(call("inbound-advice", "{\"externalId\": \"IN-1\", \"id\": 7}")).hasStatus(422);
    }

    /** Two at one instant are two. */
    @Test
    void startsAScenarioForEachCallOfAContactKnownOrYetToCome() {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        assertThat(called("inbound-call-1", "IN-2", now)).hasStatus(202);
        assertThat(called("inbound-call-2", "IN-late", now)).hasStatus(202);
        assertThat(called("inbound-call-3", "IN-late", now)).hasStatus(202);
        awaits("IN-2", "event:inbound-call-1");
        assertThat(entered("IN-late")).isEmpty();

        assertThat(
                        mvc.post()
                                .uri("/api/v1/imports/contacts")
                                .header("Authorization", bearer(Scope.CONTACTS_WRITE))
                                .contentType("text/csv")
                                .content("externalId,country\nIN-late,FR\n"))
                .hasStatus(202);
        awaits("IN-late", "event:inbound-call-2", "event:inbound-call-3");
    }

    private MvcTestResult called(String id, String contact, Instant at) {
        return mvc.post()
                .uri("/api/v1/events")
                .header("Authorization", bearer(Scope.CONTACTS_WRITE))
                .contentType(MediaType.APPLICATION_JSON)
                .content(
                        "{\"id\": \"%s\", \"externalId\": \"%s\", \"type\": \"inbound.call\", \"at\": \"%s\"}"
                                .formatted(id, contact, at))
                .exchange();
    }

    /** Works off what came in until a contact is in by these events, and by these alone. */
    private void awaits(String contact, String... firings) {
        for (var tries = 0; tries < 300 && entered(contact).size() < firings.length; tries++) {
            while (arming.drainOnce() + arrivals.drainOnce() + appointments.drainOnce() > 0) {
                Thread.onSpinWait();
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        assertThat(entered(contact)).containsExactly(firings);
    }

    private List<String> entered(String contact) {
        return database()
                .jdbc()
                .sql(
                        """
                        select e.fired_by from enrolment e
                        join contact c on c.id = e.contact_id
                        join live_scenario s on s.id = e.scenario_id
                        where c.external_id = :contact and s.plan = 'inbound-plan' and s.key = 'inbound-call'
                          and e.state <> 'REFUSED'
                        order by e.fired_by
                        """)
                .param("contact", contact)
                .query(String.class)
                .list();
    }

    @Test
    void letsAContactInByHand() {
        assertThat(live("inbound-advice"))
                .bodyText()
                .contains("Faire entrer un contact", "/scenarios/inbound-advice/call");
        assertThat(live("inbound-call")).bodyText().doesNotContain("Faire entrer un contact");

        assertThat(hand("IN-2", Role.CRM_MANAGER))
                .hasStatus3xxRedirection()
                .flash()
                .containsEntry(
                        "lifeRefused",
                        "IN-2 n’est pas entré\u00a0: hors de la cible à cet instant.");
        assertThat(hand("IN-none", Role.CRM_MANAGER))
                .flash()
                .containsEntry("lifeRefused", "Aucun contact n’a l’identifiant IN-none.");
        assertThat(hand(" IN-3 ", Role.CRM_MANAGER))
                .hasStatus3xxRedirection()
                .flash()
                .containsEntry("toast", "IN-3 est entré dans le scénario");
        assertThat(hand("IN-3", Role.CRM_MANAGER))
                .flash()
                .containsEntry("lifeRefused", "IN-3 n’est pas entré\u00a0: déjà dans le scénario.");
        assertThat(hand("IN-3", Role.MARKETER)).hasStatus(403);
        var number =
                database()
                        .jdbc()
                        .sql(
                                """
                                select e.id from enrolment e join contact c on c.id = e.contact_id
                                where c.external_id = 'IN-3' and e.state = 'RUNNING' and e.fired_by like 'call:hand/%'
                                """)
                        .query(Long.class)
                        .single();
        assertThat(page("/programmes/inbound-club/scenarios/inbound-advice/enrolments/" + number))
                .hasStatusOk()
                .bodyText()
                .contains("une demande faite à la main");
    }

    @Test
    void showsOnThePageOfAContactWhatItWouldSee() {
        assertThat(page("/contacts/IN-3/planned"))
                .hasStatusOk()
                .bodyText()
                .contains("Sur le web, maintenant", "Bandeau", "Montré s’il vient");
        assertThat(page("/contacts/IN-2/planned"))
                .bodyText()
                .contains("Bandeau", "Serait supprimé");
    }

    @Test
    void saysThatNobodyIsAskedAboutTheWeather() {
        assertThat(page("/programmes/inbound-club/scenarios/inbound-frost/live"))
                .hasStatusOk()
                .bodyText()
                .contains("Aucun fournisseur de météo n’est indiqué");
        assertThat(page("/programmes/inbound-club/scenarios/inbound-advice/live"))
                .bodyText()
                .doesNotContain("fournisseur de météo");
    }

    /** Whoever called may be called back. */
    @Test
    void offersWhatComesInAsATypeOfEventAndWritesItInWords() {
        database()
                .jdbc()
                .sql(
                        """
                        insert into event (id, contact_id, type, at)
                        select 'inbound-1', id, 'inbound.call', timestamptz '2026-05-01Z' from contact
                        where external_id = 'IN-3' on conflict do nothing
                        """)
                .update();

        assertThat(page("/contacts/IN-3")).bodyText().contains("Appel reçu");
        assertThat(page("/programmes/inbound-club/scenarios/inbound-call?edit=trigger"))
                .bodyText()
                .contains("inbound.letter");
    }

    private MvcTestResult next(String contact, String query) {
        return mvc.get()
                .uri("/api/v1/contacts/" + contact + "/next-message" + query)
                .header("Authorization", bearer(Scope.CONTACTS_READ))
                .exchange();
    }

    private MvcTestResult shown(String contact, String body) {
        return mvc.post()
                .uri("/api/v1/contacts/" + contact + "/shown")
                .header("Authorization", bearer(Scope.CONTACTS_WRITE))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult call(String scenario, String body) {
        return mvc.post()
                .uri("/api/v1/scenarios/" + scenario + "/enrolments?plan=" + PLAN_KEY)
                .header("Authorization", bearer(Scope.RUNS_FIRE))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult hand(String contact, Role role) {
        return mvc.post()
                .uri("/programmes/inbound-club/scenarios/inbound-advice/call")
                .param("contact", contact)
                .with(as(role))
                .with(token())
                .sessionAttr(CurrentPlan.class.getName(), PLAN_KEY)
                .locale(Locale.FRENCH)
                .exchange();
    }

    private MvcTestResult live(String scenario) {
        return mvc.get()
                .uri("/programmes/inbound-club/scenarios/" + scenario + "/live")
                .with(as(Role.CRM_MANAGER))
                .sessionAttr(CurrentPlan.class.getName(), PLAN_KEY)
                .locale(Locale.FRENCH)
                .exchange();
    }

    private MvcTestResult page(String path) {
        return mvc.get()
                .uri(path)
                .with(as(Role.MARKETER))
                .sessionAttr(CurrentPlan.class.getName(), PLAN_KEY)
                .locale(Locale.FRENCH)
                .header("HX-Request", "true")
                .exchange();
    }

    private static String body(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), UTF_8);
    }
}
