package org.marronnier.web.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.marronnier.domain.approval.Approvals;
import org.marronnier.domain.campaign.CampaignsChanged;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.store.database.TestDatabase;
import org.marronnier.web.Marronnier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@SpringBootTest(
        classes = Marronnier.class,
        properties = {
            "MARRONNIER_DEMO=false",
            "marronnier.workers=false",
            "spring.quartz.auto-startup=false"
        })
@AutoConfigureMockMvc
@RecordApplicationEvents
class PlanApiTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry::add);
    }

    @Autowired MockMvcTester mvc;
    @Autowired JdbcClient jdbc;
    @Autowired Plans plans;
    @Autowired Approvals approvals;
    @Autowired ApplicationEvents events;

    @BeforeEach
    void empty() {
        jdbc.sql("truncate plan, approval cascade").update();
    }

    @Test
    void takesThePlanOfItsPageAndGivesItBack() throws IOException {
        var first = bring(example(), "plans:write", "plans:approve");
        var second = bring(example(), "plans:write", "plans:approve");

        assertThat(first).hasStatus(201).hasHeader("Location", "/api/v1/plans/maison-2027");
        assertThat(second).hasStatus(200).bodyJson().extractingPath("changes").isEqualTo(0);
        assertThat(events.stream(CampaignsChanged.class))
                .containsExactly(new CampaignsChanged("maison-2027"));

        var yaml = give("application/yaml");
        var json = give("application/json");
        assertThat(yaml).hasStatusOk().hasContentType(MediaType.APPLICATION_YAML);
        assertThat(json).hasStatusOk().hasContentType(MediaType.APPLICATION_JSON);
        assertThat(bring(body(yaml), "plans:write", "plans:approve"))
                .bodyJson()
                .extractingPath("changes")
                .isEqualTo(0);
    }

    @Test
    void tellsEveryMistakeAndChangesNothing() throws IOException {
        var broken =
                example()
                        .replace("segment: vip, max: 3", "segment: vpi, max: 0")
                        .replace("channels: [EMAIL, SMS]", "channels: [EMIAL, SMS]")
                        .replace("locale: fr\n  lookAhead", "langue: fr\n  lookAhead");

        var answer = bring(broken, "plans:write");

        assertThat(answer).hasStatus(422).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.errors[*].path")
                .asArray()
                .containsExactlyInAnyOrder(
                        "plan.langue",
                        "rules.pressure[0].overrides[0].max",
                        "rules.pressure[0].overrides[0].segment",
                        "programmes[0].scenarios[0].steps[0].send.channels[0]");
        assertThat(plans.list()).isEmpty();
    }

    @Test
    void aKeyWithoutTheRightToApproveBringsApprovedItemsInAsSubmitted() throws IOException {
        bring(example(), "plans:write");

        var plan = plans.load("maison-2027").orElseThrow();
        assertThat(plan.campaigns())
                .extracting(campaign -> campaign.status())
                .containsOnly(Status.SUBMITTED);
        assertThat(plan.programmes().getFirst().status()).isEqualTo(Status.SUBMITTED);
        assertThat(plan.programmes().getFirst().scenarios())
                .extracting(scenario -> scenario.status())
                .containsExactly(Status.SUBMITTED, Status.DRAFT);
        assertThat(approvals.of("maison-2027", ItemPlace.of(ItemKind.CAMPAIGN, "soldes-hiver")))
                .singleElement()
                .satisfies(approval -> assertThat(approval.outcome()).isEqualTo(Status.SUBMITTED));
    }

    @Test
    void anApprovedCampaignIsSubmittedAgainWhenItsTemplateChangesWithoutTheRight()
            throws IOException {
        bring(example(), "plans:write", "plans:approve");

        bring(example(), "plans:write");
        assertThat(status("soldes-hiver")).isEqualTo(Status.APPROVED);

        bring(example().replace("-40 %", "-50 %"), "plans:write");
        assertThat(status("soldes-hiver")).isEqualTo(Status.SUBMITTED);
        assertThat(status("fete-des-meres")).isEqualTo(Status.APPROVED);
    }

    @Test
    void refusesOtherTypesAndOtherKeys() throws IOException {
        assertThat(
                        mvc.post()
                                .uri("/api/v1/plans")
                                .with(key("plans:write"))
                                .contentType("text/plain")
                                .content(example()))
                .hasStatus(415);
        assertThat(bring(example(), "plans:read")).hasStatus(403);
        assertThat(mvc.get().uri("/api/v1/plans/nothing").with(key("plans:read"))).hasStatus(404);
        assertThat(
                        mvc.get()
                                .uri("/api/v1/plans/nothing")
                                .with(key("plans:read"))
                                .accept("image/png"))
                .hasStatus(406);
    }

    @Test
    void listsThePlans() throws IOException {
        bring(example(), "plans:write");

        assertThat(mvc.get().uri("/api/v1/plans").with(key("plans:read")))
                .bodyJson()
                .extractingPath("$[*].key")
                .asArray()
                .containsExactly("maison-2027");
    }

    @Test
    void publishesTheSchemaToAnyone() {
        assertThat(mvc.get().uri("/api/v1/plan-document.schema.json"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$['$schema']")
                .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    }

    private MvcTestResult bring(String yaml, String... scopes) {
        return mvc.post()
                .uri("/api/v1/plans")
                .with(key(scopes))
                .contentType(MediaType.APPLICATION_YAML)
                .content(yaml)
                .exchange();
    }

    private MvcTestResult give(String accept) {
        return mvc.get()
                .uri("/api/v1/plans/maison-2027")
                .with(key("plans:read"))
                .accept(accept)
                .exchange();
    }

    private Status status(String campaign) {
        return plans.load("maison-2027").orElseThrow().campaigns().stream()
                .filter(one -> one.brief().key().equals(campaign))
                .findFirst()
                .orElseThrow()
                .status();
    }

    private static org.springframework.test.web.servlet.request.RequestPostProcessor key(
            String... scopes) {
        return user("key:1")
                .authorities(
                        Arrays.stream(scopes)
                                .map(scope -> new SimpleGrantedAuthority("SCOPE_" + scope))
                                .toList());
    }

    private static String body(MvcTestResult result) {
        return new String(
                result.getResponse().getContentAsByteArray(),
                java.nio.charset.StandardCharsets.UTF_8);
    }

    static String example() throws IOException {
        var page = Files.readString(Path.of("..", "docs", "plan-document.md"));
        var start = page.lastIndexOf("```yaml\n") + "```yaml\n".length();
        return page.substring(start, page.indexOf("\n```", start) + 1);
    }
}
