package org.marronnier.web.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.user.Role;
import org.marronnier.web.WebTest;
import org.marronnier.web.security.Signed;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunApiTest extends WebTest {

    private static final String PLAN =
            """
            marronnier: 1
            plan: {key: runs-2027, name: Plan, brand: Maison, from: 2027-01-01, to: 2027-12-31, zone: Europe/Paris,
                   locale: fr, country: FR, saleEvent: purchase}
            conventions:
              purposes: [{key: offers, name: Offres}]
              senders: [{key: club, channel: EMAIL, name: Le Club, address: club@maison.example, types: [PROMOTIONAL]}]
            templates:
              - {key: hello, channel: EMAIL, locale: fr, sender: club, subject: "Bonjour {{firstName}}", html: "<p>{{firstName}}</p>"}
            campaigns:
              - {key: runs-sale, name: Soldes, kind: one-off, type: PROMOTIONAL, purpose: offers, channels: [EMAIL],
                 target: {field: city, eq: Runville}, template: hello, start: 2027-01-13T10:00, whenCapped: drop, status: approved}
              - {key: runs-draft, name: Brouillon, kind: one-off, type: PROMOTIONAL, purpose: offers, channels: [EMAIL],
                 template: hello, start: 2027-01-13T10:00, whenCapped: drop, status: draft}
            """;

    @Autowired private JsonMapper json;

    @BeforeEach
    void plan() {
        bringIn(PLAN);
        database()
                .jdbc()
                .sql(
                        """
                insert into contact (external_id, email, email_key, first_name, city)
                values ('RUN-1', 'run1@maison.example', 'run1@maison.example', '<b>Zoé</b>', 'Runville'),
                       ('RUN-2', 'run2@maison.example', 'run2@maison.example', 'Ana', 'Runville')
                on conflict do nothing
                """)
                .update();
        database()
                .jdbc()
                .sql(
                        """
                insert into consent (contact_id, channel, purpose, status, at)
                select id, 'EMAIL', 'offers', 'GRANTED', '2026-01-01T00:00:00Z' from contact where external_id = 'RUN-1'
                on conflict do nothing
                """)
                .update();
    }

    @Test
    void takesACampaignFromACallToTheInbox() throws Exception {
        var fired = post("/api/v1/campaigns/runs-sale/runs", "call-1");
        assertThat(fired).hasStatus(202);
        var id = body(fired).get("id").asLong();
        assertThat(body(post("/api/v1/campaigns/runs-sale/runs", "call-1")).get("id").asLong())
                .isEqualTo(id);

        var run = done(id);
        assertThat(run.get("campaign").asString()).isEqualTo("runs-sale");
        assertThat(run.get("funnel").get("targeted").asLong()).isEqualTo(2);
        assertThat(run.get("funnel").get("sent").asLong()).isEqualTo(1);
        assertThat(run.get("funnel").get("noConsent").asLong()).isEqualTo(1);
        assertThat(run.get("funnel").get("pressure").isObject()).isTrue();

        var lines =
                text(get("/api/v1/runs/" + id + "/decisions")).lines().map(json::readTree).toList();
        assertThat(lines)
                .extracting(line -> line.get("contact").asString())
                .containsExactly("RUN-1", "RUN-2");
        assertThat(lines.getLast().get("outcome").asString()).isEqualTo("SUPPRESS");
        assertThat(lines.getLast().get("reasons").get(0).get("gate").asString())
                .isEqualTo("NO_CONSENT");
        assertThat(lines.getFirst().get("source").asString()).isEqualTo("campaign:runs-sale");
        assertThat(lines.getFirst().get("channel").asString()).isEqualTo("EMAIL");

        var decisions = body(get("/api/v1/contacts/RUN-2/decisions")).get("decisions");
        assertThat(decisions.get(0).get("outcome").asString()).isEqualTo("SUPPRESS");
        var runs = body(get("/api/v1/runs?campaign=runs-sale")).get("runs");
        assertThat(runs.get(0).get("id").asLong()).isEqualTo(id);

        readsItInTheInbox();
    }

    @Test
    void firesNothingThatIsNotApproved() {
        assertThat(post("/api/v1/campaigns/runs-draft/runs", null)).hasStatus(409);
        assertThat(post("/api/v1/campaigns/runs-none/runs", null)).hasStatus(404);
        assertThat(post("/api/v1/campaigns/runs-draft/runs", null).getResponse().getContentType())
                .startsWith("application/problem+json");
        assertThat(get("/api/v1/runs/999999")).hasStatus(404);
        assertThat(get("/api/v1/runs/999999/decisions")).hasStatus(404);
    }

    private void readsItInTheInbox() throws Exception {
        var anna = Signed.in(user("anna", Role.MARKETER));
        var message =
                database()
                        .jdbc()
                        .sql(
                                "select message_id from inbox_mail where recipient = 'run1@maison.example' order by 1 desc limit 1")
                        .query(Long.class)
                        .single();

        assertThat(mvc.get().uri("/inbox").with(anna))
                .hasStatusOk()
                .bodyText()
                .contains("run1@maison.example");
        assertThat(
                        mvc.post()
                                .uri("/inbox/search")
                                .param("q", "RUN1@")
                                .with(anna)
                                .with(SecurityMockMvcRequestPostProcessors.csrf()))
                .hasStatusOk()
                .bodyText()
                .contains("run1@maison.example");
        assertThat(
                        mvc.post()
                                .uri("/inbox/search")
                                .param("q", "nobody@")
                                .with(anna)
                                .with(SecurityMockMvcRequestPostProcessors.csrf()))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("run1@maison.example");
        assertThat(mvc.get().uri("/inbox/" + message).with(anna))
                .hasStatusOk()
                .bodyText()
                .contains("sandbox=\"\"");
        var html = mvc.get().uri("/inbox/" + message + "/html").with(anna).exchange();
        assertThat(text(html)).isEqualTo("<p>&lt;b&gt;Zoé&lt;/b&gt;</p>");
        assertThat(html.getResponse().getHeader("Content-Security-Policy")).contains("sandbox");
        assertThat(
                        mvc.post()
                                .uri("/inbox/emptying")
                                .with(anna)
                                .with(SecurityMockMvcRequestPostProcessors.csrf()))
                .hasStatus(403);
    }

    private JsonNode done(long id) throws InterruptedException {
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < end) {
            var run = body(get("/api/v1/runs/" + id));
            if (!run.get("state").asString().equals("running")) {
                assertThat(run.get("state").asString()).isEqualTo("done");
                return run;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("The run stands still.");
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(path).header("Authorization", "Bearer " + KEY).exchange();
    }

    private MvcTestResult post(String path, String key) {
        var call = mvc.post().uri(path).header("Authorization", "Bearer " + KEY);
        return (key == null ? call : call.header("Idempotency-Key", key)).exchange();
    }

    private JsonNode body(MvcTestResult answer) {
        return json.readTree(text(answer));
    }

    private static String text(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
