package org.marronnier.web.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.campaign.Campaigns;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.user.Role;
import org.marronnier.domain.user.User;
import org.marronnier.web.WebTest;
import org.marronnier.web.editing.EditingItem;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.marronnier.web.security.Signed;
import org.marronnier.web.shell.CurrentPlan;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.annotation.Transactional;

class PlanPagesTest extends WebTest {

    static final String PLAN = "ormeau-pages";

    @Autowired private ImportingPlan importing;
    @Autowired private JdbcClient jdbc;
    @Autowired private Campaigns campaigns;
    @Autowired private EditingItem editing;

    @BeforeEach
    void bringThePlanIn() throws IOException {
        assertThat(importing.importText(document(), TextFormat.YAML, "test", true))
                .isInstanceOf(ImportingPlan.Outcome.Imported.class);
    }

    @Test
    void showsThePlanWithoutInventingAFigure() {
        assertThat(get(marketer(), "/plan"))
                .hasStatusOk()
                .bodyText()
                .contains("Augmenter le réachat", "cible 36", "Accueil", "Bienvenue")
                .contains("Fête du printemps");
    }

    @Test
    void feedsEveryOccurrenceAndTheEventsOfAMonth() {
        var feed = get(marketer(), "/calendar/feed?from=2027-05-01&to=2027-06-01");

        assertThat(feed).hasStatusOk();
        assertThat(feed)
                .bodyJson()
                .extractingPath("$.chips[?(@.name == 'Lettre du jeudi')].day")
                .asArray()
                .containsExactly("2027-05-06", "2027-05-13", "2027-05-20", "2027-05-27");
        assertThat(feed)
                .bodyJson()
                .extractingPath("$.bands[?(@.kind == 'own')].end")
                .asArray()
                .containsExactly("2027-05-14");
        assertThat(feed)
                .bodyJson()
                .extractingPath("$.bands[?(@.key == 'fete-des-meres')].start")
                .asArray()
                .containsExactly("2027-05-30");
    }

    @Test
    void saysWhatAFilterHides() {
        assertThat(get(marketer(), "/calendar?month=2027-05&view=list&type=promotional"))
                .hasStatusOk()
                .bodyText()
                .contains("Fête du printemps", "2 campagnes masquées par les filtres")
                .doesNotContain("Lettre du jeudi");
        assertThat(get(marketer(), "/campaigns?q=fete&status=submitted"))
                .bodyText()
                .contains("Fête du printemps")
                .doesNotContain("Idée sans date");
    }

    @Test
    void refusesAFeedOfYears() {
        assertThat(get(marketer(), "/calendar/feed?from=2027-01-01&to=2029-01-01")).hasStatus(400);
    }

    @Test
    void keepsApprovalAndFiringFromMarketers() {
        var page = get(marketer(), "/campaigns/printemps");

        assertThat(page).hasStatusOk().bodyText().doesNotContain("/approval", "/runs\"");
        assertThat(post(marketer(), life("approval", "printemps"))).hasStatus(403);
        assertThat(post(marketer(), "/campaigns/printemps/runs?count=0")).hasStatus(403);
    }

    @Test
    void approvesAsManagerAndTellsWhoCameFirst() {
        var approval = life("approval", "printemps");
        var pause = life("pause", "printemps");

        assertThat(post(manager(), approval)).hasRedirectedUrl("/campaigns/printemps");
        assertThat(post(manager(), pause).getMvcResult().getFlashMap().get("lifeRefused"))
                .asString()
                .contains("Votre action n’est pas appliquée");

        assertThat(campaigns.find(PLAN, "printemps").orElseThrow().status())
                .isEqualTo(Status.APPROVED);
        assertThat(get(marketer(), "/campaigns/printemps"))
                .bodyText()
                .contains("Approuvé par Claire");
    }

    @Test
    void submitsNothingThatIsNotWhole() {
        var submission = post(marketer(), life("submission", "brouillon"));
        assertThat(submission.getMvcResult().getFlashMap().get("lifeRefused"))
                .asString()
                .contains("L’élément n’est pas complet");
        assertThat(submission.getMvcResult().getFlashMap().get("lifeLacks"))
                .asString()
                .contains("Départ", "Message");
        assertThat(
                        post(manager(), life("approval", "brouillon"))
                                .getMvcResult()
                                .getFlashMap()
                                .get("lifeRefused"))
                .isNotNull();

        assertThat(campaigns.find(PLAN, "brouillon").orElseThrow().status())
                .isEqualTo(Status.DRAFT);
    }

    @Test
    void refusesToFireOnAWrongNumber() {
        var before = runs();

        assertThat(post(manager(), "/campaigns/printemps/runs?count=123456789")).hasStatus(422);

        assertThat(runs()).isEqualTo(before);
    }

    /** The run stands in the test's own transaction, so that no worker takes it up. */
    @Test
    @Transactional
    void showsHowFarARunIsAndAsksAgain() {
        var id =
                jdbc.sql(
                                """
                                insert into run (plan, campaign, fired_for, decides_at, gathered_at, started_at, progressed_at)
                                values (:plan, 'printemps', now(), now(), now(), now(), now()) returning id
                                """)
                        .param("plan", PLAN)
                        .query(Long.class)
                        .single();
        jdbc.sql(
                        """
                        insert into run_tally (run_id, line, n)
                        values (:run, 'targeted', 10), (:run, 'noConsent', 4), (:run, 'queued', 2), (:run, 'sent', 1)
                        """)
                .param("run", id)
                .update();

        assertThat(get(manager(), "/campaigns/printemps/runs/" + id))
                .hasStatusOk()
                .bodyText()
                .contains("En cours", "5 contacts traités sur 10", "every 2s")
                .contains("max=\"10\"", "value=\"5\"", "/pause");
        assertThat(get(marketer(), "/campaigns/printemps/runs/" + id))
                .bodyText()
                .doesNotContain("/pause", "/stop");
    }

    @Test
    void tellsEveryMistakeOfADocumentWithItsPath() {
        var file =
                new MockMultipartFile(
                        "document",
                        "plan.yaml",
                        "application/yaml",
                        "marronnier: 1\nplan: {key: Bad Key, name: X}\n"
                                .getBytes(StandardCharsets.UTF_8));

        assertThat(
                        mvc.post()
                                .uri("/plan/import")
                                .multipart()
                                .file(file)
                                .with(csrf())
                                .with(Signed.in(marketer()))
                                .exchange())
                .hasStatus(422)
                .bodyText()
                .contains("plan.key", "plan.brand", "Rien n’a été appliqué.");
    }

    @Test
    void givesTheDocumentBack() {
        assertThat(get(marketer(), "/plan/document.yaml"))
                .hasStatusOk()
                .bodyText()
                .contains("key: ormeau-pages");
    }

    /** A move of a campaign, leaning on how it stands now. */
    private String life(String move, String key) {
        var version =
                editing.find(PLAN, ItemPlace.of(ItemKind.CAMPAIGN, key)).orElseThrow().version();
        return "/life/%s?kind=CAMPAIGN&key=%s&version=%d&to=/campaigns/%s"
                .formatted(move, key, version, key);
    }

    private long runs() {
        return database()
                .jdbc()
                .sql("select count(*) from run where plan = :plan")
                .param("plan", PLAN)
                .query(Long.class)
                .single();
    }

    private User marketer() {
        return user("marc", Role.MARKETER);
    }

    private User manager() {
        return user("claire", Role.CRM_MANAGER);
    }

    private MvcTestResult get(User user, String path) {
        return mvc.get()
                .uri(path)
                .header("Accept-Language", "fr")
                .sessionAttr(CurrentPlan.class.getName(), PLAN)
                .with(Signed.in(user))
                .exchange();
    }

    private MvcTestResult post(User user, String path) {
        return mvc.post()
                .uri(path)
                .header("Accept-Language", "fr")
                .sessionAttr(CurrentPlan.class.getName(), PLAN)
                .with(csrf())
                .with(Signed.in(user))
                .exchange();
    }

    private static byte[] document() throws IOException {
        try (var in = PlanPagesTest.class.getResourceAsStream("/pages-plan.yaml")) {
            return in.readAllBytes();
        }
    }
}
