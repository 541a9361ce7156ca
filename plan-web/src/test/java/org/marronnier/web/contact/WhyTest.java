package org.marronnier.web.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.user.Role;
import org.marronnier.domain.user.Scope;
import org.marronnier.web.WebTest;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What a contact would get, asked before anything runs: the plan's campaigns are years away. */
class WhyTest extends WebTest {

    private static final String PLAN =
            """
            marronnier: 1
            plan: {key: why-2031, name: Pourquoi, brand: Maison, from: 2031-01-01, to: 2031-12-31, zone: Europe/Paris,
                   locale: fr, country: FR, saleEvent: purchase, lookAhead: P7D}
            conventions:
              purposes: [{key: offers, name: Offres}]
              senders: [{key: club, channel: EMAIL, name: Le Club, address: club@maison.example, types: [PROMOTIONAL, SERVICE]}]
              stages: [{key: client, name: Client, when: {event: purchase, count: {gte: 1}}}]
            rules:
              pressure: [{key: why-week, name: Une promotion par semaine, max: 1, window: {rolling: P7D}, unit: person,
                          restricts: {channels: [EMAIL], types: [PROMOTIONAL]}},
                         {key: why-family, name: Un SMS par foyer, max: 1, window: {rolling: P7D}, unit: household,
                          restricts: {channels: [SMS]}}]
              quiet: [{key: why-morning, channels: [EMAIL], types: [SERVICE], days: [MON, TUE, WED, THU, FRI, SAT, SUN],
                       from: "00:00", to: "12:00"}]
            templates:
              - {key: hello, channel: EMAIL, locale: fr, sender: club, subject: "Bonjour", html: "<p>Bonjour</p>"}
              - {key: short, channel: SMS, locale: fr, text: Bonjour}
            programmes:
              - key: why-welcome
                name: Accueil
                stage: client
                status: approved
                scenarios:
                  - key: why-hello
                    name: Bienvenue
                    type: SERVICE
                    purpose: offers
                    trigger: {event: signup}
                    target: {field: country, eq: BE}
                    steps: [{send: {template: hello, channels: [EMAIL], expiry: P3D}}]
              - key: why-held
                name: Accueil suspendu
                stage: client
                status: paused
                scenarios:
                  - key: why-waits
                    name: Bienvenue
                    type: SERVICE
                    purpose: offers
                    trigger: {event: signup}
                    status: approved
                    steps: [{send: {template: hello, channels: [EMAIL], expiry: P3D}}]
            campaigns:
              - {key: why-small, name: Petite promotion, kind: one-off, type: PROMOTIONAL, purpose: offers, channels: [EMAIL],
                 template: hello, start: 2031-05-13T10:00, whenCapped: drop, priority: 40, status: approved}
              - {key: why-big, name: Grande promotion, kind: one-off, type: PROMOTIONAL, purpose: offers, channels: [EMAIL],
                 template: hello, start: 2031-05-15T10:00, whenCapped: drop, priority: 80, status: approved,
                 target: {field: country, eq: FR}}
              - {key: why-note, name: Note de service, kind: one-off, type: SERVICE, purpose: offers, channels: [EMAIL],
                 template: hello, start: 2031-08-20T09:00, status: approved}
              - {key: why-text, name: Un SMS, kind: one-off, type: PROMOTIONAL, purpose: offers, channels: [SMS],
                 template: short, start: 2031-10-13T10:00, whenCapped: drop, status: approved}
              - {key: why-draft, name: Brouillon, kind: one-off, type: PROMOTIONAL, purpose: offers, channels: [EMAIL],
                 template: hello, start: 2031-09-13T10:00, status: draft}
            """;

    @BeforeEach
    void people() {
        bringIn(PLAN);
        sql(
                """
                insert into contact (external_id, email, email_key, first_name, country, phone, household)
                values ('WHY-1', 'why1@maison.example', 'why1@maison.example', 'Ana', 'FR', null, null),
                       ('WHY-2', 'why2@maison.example', 'why2@maison.example', 'Bob', 'BE', null, null),
                       ('WHY-3', 'why2@maison.example', 'why2@maison.example', 'Zoé', 'BE', null, null),
                       ('WHY-4', null, null, 'Max', 'FR', '+33639980004', 'WHY-A'),
                       ('WHY-5', null, null, 'Eva', 'FR', '+33639980004', 'WHY-B'),
                       ('WHY-6', null, null, 'Léo', 'FR', '+33639980006', 'WHY-C'),
                       ('WHY-7', null, null, 'Lou', 'FR', '+33639980007', 'WHY-C')
                on conflict do nothing
                """);
        sql(
                """
                insert into consent (contact_id, channel, purpose, status, source, at)
                select id, channel, 'offers', 'GRANTED', 'web', timestamptz '2026-01-01Z'
                from contact, (values ('EMAIL'), ('SMS')) channels (channel) where external_id like 'WHY-%'
                on conflict do nothing
                """);
    }

    @Test
    void saysWhichCampaignToComeHoldsThePlaceAndKeepsNothing() {
        var before = rows();

        assertThat(why("WHY-1", "campaign:why-small"))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying("$.outcome", one -> one.assertThat().isEqualTo("SUPPRESS"))
                .hasPathSatisfying(
                        "$.at", one -> one.assertThat().isEqualTo("2031-05-13T08:00:00Z"))
                .hasPathSatisfying(
                        "$.occurrence", one -> one.assertThat().isEqualTo("2031-05-13T10:00:00"))
                .hasPathSatisfying(
                        "$.reasons[0].counts[0].heldBy[0].source",
                        one -> one.assertThat().isEqualTo("campaign:why-big"))
                .hasPathSatisfying(
                        "$.reasons[0].counts[0].heldBy[0].standing",
                        one -> one.assertThat().isEqualTo("RESERVED"))
                .hasPathSatisfying("$.gates", all -> all.assertThat().asArray().hasSize(10))
                .hasPathSatisfying("$.gates[8].state", one -> one.assertThat().isEqualTo("failed"));
        assertThat(why("WHY-1", "campaign:why-big"))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying("$.outcome", one -> one.assertThat().isEqualTo("SEND"))
                .hasPathSatisfying("$.channel", one -> one.assertThat().isEqualTo("EMAIL"));

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void saysUntilWhenAMessageWaits() {
        assertThat(why("WHY-1", "campaign:why-note"))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying("$.outcome", one -> one.assertThat().isEqualTo("DEFER"))
                .hasPathSatisfying(
                        "$.until", one -> one.assertThat().isEqualTo("2031-08-20T10:00:00Z"));
    }

    @Test
    void saysWhichPartOfTheTargetIsMissedAndWhoHoldsTheAddress() {
        assertThat(why("WHY-2", "campaign:why-big"))
                .hasStatusOk()
                .bodyText()
                .contains("\"NOT_TARGETED\"", "Ne remplit pas");
        assertThat(why("WHY-3", "campaign:why-small"))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying(
                        "$.reasons[0].gate", one -> one.assertThat().isEqualTo("DUPLICATE"))
                .hasPathSatisfying("$.reasons[0].of", one -> one.assertThat().isEqualTo("WHY-2"));
    }

    @Test
    void knowsWhoHoldsATelephoneOfTwoHouseholds() {
        assertThat(why("WHY-4", "campaign:why-text"))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying("$.outcome", one -> one.assertThat().isEqualTo("SEND"));
        assertThat(why("WHY-5", "campaign:why-text"))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying(
                        "$.reasons[0].gate", one -> one.assertThat().isEqualTo("DUPLICATE"))
                .hasPathSatisfying("$.reasons[0].of", one -> one.assertThat().isEqualTo("WHY-4"));
    }

    @Test
    void leavesThePlaceOfAHouseholdToItsMemberWhoIsAskedFirst() {
        assertThat(why("WHY-6", "campaign:why-text"))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying("$.outcome", one -> one.assertThat().isEqualTo("SEND"));
        assertThat(why("WHY-7", "campaign:why-text"))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying(
                        "$.reasons[0].gate", one -> one.assertThat().isEqualTo("PRESSURE"))
                .hasPathSatisfying(
                        "$.reasons[0].counts[0].heldBy[0].source",
                        one -> one.assertThat().isEqualTo("campaign:why-text"));
    }

    @Test
    void answersForTheStepOfAScenario() {
        assertThat(why("WHY-1", "scenario:why-hello"))
                .hasStatusOk()
                .bodyJson()
                .hasPathSatisfying(
                        "$.source", one -> one.assertThat().isEqualTo("scenario:why-hello"))
                .hasPathSatisfying("$.outcome", one -> one.assertThat().isEqualTo("SUPPRESS"))
                .hasPathSatisfying(
                        "$.reasons[0].gate", one -> one.assertThat().isEqualTo("NOT_TARGETED"));
        assertThat(why("WHY-1", "scenario:why-hello#2")).hasStatus(404);
    }

    /** Of two with one address both get the message of a scenario: each enters for itself. */
    @Test
    void knowsNoDuplicatesAmongThoseWhoEnterAScenario() {
        for (var contact : List.of("WHY-2", "WHY-3")) {
            assertThat(why(contact, "scenario:why-hello"))
                    .hasStatusOk()
                    .bodyJson()
                    .hasPathSatisfying(
                            "$.gates[4].gate", one -> one.assertThat().isEqualTo("DUPLICATE"))
                    .hasPathSatisfying(
                            "$.gates[4].state", one -> one.assertThat().isEqualTo("passed"));
        }
    }

    @Test
    void refusesWhatCannotBeJudged() {
        assertThat(why("WHY-1", "campaign:why-draft")).hasStatus(409);
        assertThat(why("WHY-1", "scenario:why-waits"))
                .as("its programme is paused")
                .hasStatus(409)
                .bodyText()
                .contains("why-held of scenario:why-waits is paused");
        assertThat(why("WHY-1", "campaign:why-none")).hasStatus(404);
        assertThat(why("WHY-none", "campaign:why-big")).hasStatus(404);
        assertThat(why("WHY-1", "the big one")).hasStatus(422);
        assertThat(why("WHY-1", "campaign:why-big@2031-05-16T10:00")).hasStatus(409);
        assertThat(
                        mvc.post()
                                .uri("/api/v1/contacts/WHY-1/why")
                                .header("Authorization", bearer(Scope.PLANS_READ))
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"source\": \"campaign:why-big\"}"))
                .hasStatus(403);
    }

    @Test
    void answersOnThePagesOfTheContactAndOfTheCampaign() {
        var page =
                mvc.get()
                        .uri("/contacts/WHY-1/why?source=campaign:why-small")
                        .session(shown())
                        .with(as(Role.MARKETER))
                        .locale(Locale.FRENCH)
                        .exchange();
        assertThat(page)
                .hasStatusOk()
                .bodyText()
                .contains(
                        "Ce contact ne recevra pas",
                        "href=\"/campaigns/why-big\"",
                        "Grande promotion</a>, réservé pour le 15 mai 2031, 10:00",
                        "Pourquoi ce contact");
        for (var asked :
                List.of(
                        "Petite promotion",
                        "petite promotion, 13 mai 2031, 10:00",
                        "petite pro",
                        "")) {
            assertThat(
                            mvc.get()
                                    .uri("/contacts/WHY-1/why")
                                    .param("source", asked)
                                    .header("HX-Request", "true")
                                    .session(shown())
                                    .with(as(Role.MARKETER))
                                    .locale(Locale.FRENCH))
                    .hasStatusOk()
                    .bodyText()
                    .contains("Ce contact ne recevra pas")
                    .doesNotContain("<html");
        }
        assertThat(
                        mvc.get()
                                .uri("/contacts/WHY-1/why?source=promotion")
                                .header("HX-Request", "true")
                                .session(shown())
                                .with(as(Role.MARKETER))
                                .locale(Locale.FRENCH))
                .hasStatusOk()
                .bodyText()
                .contains("Lequel")
                .containsSubsequence(
                        "name=\"source\" value=\"campaign:why-small@2031-05-13T10:00\">Petite promotion, 13 mai",
                        "name=\"source\" value=\"campaign:why-big@2031-05-15T10:00\">Grande promotion, 15 mai")
                .doesNotContain("Ce contact");
        assertThat(
                        mvc.get()
                                .uri("/contacts/WHY-1/why?source=Rien")
                                .header("HX-Request", "true")
                                .session(shown())
                                .with(as(Role.MARKETER))
                                .locale(Locale.FRENCH))
                .hasStatus(422)
                .bodyText()
                .contains("Aucune campagne ni aucun scénario");
    }

    @Test
    void findsTheContactOfACampaignByWhatItBeginsWith() {
        sql(
                """
                insert into contact (external_id, first_name, last_name, city, country)
                values ('WHY-8', 'Whyette', 'Delaunay', 'Angers', 'FR'), ('WHY-9', 'Delphine', 'Whyer', 'Nantes', 'BE')
                on conflict do nothing
                """);

        assertThat(asked("why-1"))
                .as("an external id is written as it is")
                .hasStatus(422)
                .bodyText()
                .contains("Aucun contact n’a d’identifiant");
        assertThat(asked("WHY-2"))
                .hasStatusOk()
                .bodyText()
                .contains("Ce contact ne recevra pas", "Ne remplit pas", "/contacts/WHY-2\">Bob<")
                .doesNotContain("<html");
        assertThat(asked("why1@mai")).hasStatusOk().bodyText().contains("/contacts/WHY-1\">Ana<");
        assertThat(asked("whyett"))
                .hasStatusOk()
                .bodyText()
                .contains("/contacts/WHY-8\">Whyette Delaunay<");
        assertThat(asked("whye"))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "Lequel",
                        "name=\"contact\" value=\"WHY-9\">Delphine Whyer<",
                        "WHY-9 · Nantes",
                        "name=\"contact\" value=\"WHY-8\">Whyette Delaunay<")
                .contains("value=\"campaign:why-big@2031-05-15T10:00\"")
                .doesNotContain("Ce contact");
        assertThat(asked("")).hasStatus(422).bodyText().contains("Aucun contact");
    }

    @Test
    void answersOnThePageOfTheContactWhereNoPartIsSwapped() {
        assertThat(
                        mvc.post()
                                .uri("/campaigns/why-big/why")
                                .param("contact", "WHY-2")
                                .session(shown())
                                .with(as(Role.MARKETER))
                                .with(token()))
                .hasRedirectedUrl("/contacts/WHY-2/why?source=campaign%3Awhy-big");
    }

    private MvcTestResult asked(String contact) {
        return mvc.post()
                .uri("/campaigns/why-big/why")
                .param("contact", contact)
                .param("source", "campaign:why-big@2031-05-15T10:00")
                .header("HX-Request", "true")
                .session(shown())
                .with(as(Role.MARKETER))
                .with(token())
                .locale(Locale.FRENCH)
                .exchange();
    }

    @Test
    void writesWhatALinkAskedAbout() {
        assertThat(
                        mvc.get()
                                .uri("/contacts/WHY-1/why")
                                .param("source", "campaign:why-small@2031-05-13T10:00")
                                .session(shown())
                                .with(as(Role.MARKETER))
                                .locale(Locale.FRENCH))
                .hasStatusOk()
                .bodyText()
                .contains("value=\"Petite promotion, 13 mai 2031, 10:00\"");
    }

    private MockHttpSession shown() {
        var session = new MockHttpSession();
        session.setAttribute("org.marronnier.web.shell.CurrentPlan", "why-2031");
        return session;
    }

    private MvcTestResult why(String contact, String source) {
        return mvc.post()
                .uri("/api/v1/contacts/%s/why".formatted(contact))
                .header("Authorization", "Bearer " + KEY)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"source\": \"%s\"}".formatted(source))
                .locale(Locale.FRENCH)
                .exchange();
    }

    private List<Long> rows() {
        return database()
                .jdbc()
                .sql(
                        """
                        select count(*) from decision where contact_id in (select id from contact where external_id like 'WHY-%')
                        union all
                        select count(*) from message where contact_id in (select id from contact where external_id like 'WHY-%')
                        union all
                        select count(*) from run where plan = 'why-2031'
                        """)
                .query(Long.class)
                .list();
    }

    private void sql(String sql) {
        database().jdbc().sql(sql).update();
    }
}
