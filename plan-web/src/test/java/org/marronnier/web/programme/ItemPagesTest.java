package org.marronnier.web.programme;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.time.Span;
import org.marronnier.domain.user.Role;
import org.marronnier.web.WebTest;
import org.marronnier.web.editing.EditedItem;
import org.marronnier.web.editing.EditingItem;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.marronnier.web.shell.CurrentPlan;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The pages of programmes, objectives and KPIs, filled in as people do. */
class ItemPagesTest extends WebTest {

    private static final String PLAN = "item-pages";

    @Autowired private ImportingPlan importing;
    @Autowired private EditingItem editing;
    @Autowired private Plans plans;
    @Autowired private JdbcClient jdbc;

    @BeforeEach
    void bringThePlanIn() {
        for (var table : new String[] {"change", "preparation", "approval", "comment"}) {
            jdbc.sql("delete from " + table + " where plan = 'item-pages'").update();
        }
        assertThat(importing.importText(document(), TextFormat.YAML, "test", true))
                .isInstanceOf(ImportingPlan.Outcome.Imported.class);
        jdbc.sql("delete from change where plan = 'item-pages'").update();
    }

    @Test
    void makesAProgrammeAndSaysWhatIsWrong() {
        assertThat(post(Role.MARKETER, "/programmes", Map.of("name", "", "stake", "Tout")))
                .hasStatus(422)
                .bodyText()
                .contains("aria-invalid=\"true\"", "Tout", "Rien n’est enregistré");

        assertThat(
                        post(
                                Role.MARKETER,
                                "/programmes",
                                Map.of(
                                        "name",
                                        "Fête & fidélité",
                                        "stage",
                                        "active",
                                        "owner",
                                        "crm",
                                        "person",
                                        "Nadia")))
                .hasRedirectedUrl("/programmes/fete-fidelite");

        var made = plan().programmes().getLast();
        assertThat(made.status()).isEqualTo(Status.DRAFT);
        assertThat(made.brief().person()).isEqualTo("Nadia");
        assertThat(get("/programmes/fete-fidelite"))
                .bodyText()
                .contains(
                        "Fête &amp; fidélité", "Some-marketer l’a créé", "Demander une relecture");
        assertThat(get("/programmes")).bodyText().contains("Actif", "Fête &amp; fidélité");
    }

    @Test
    void movesAProgrammeUpAndTakesItBackFromTheArchive() {
        assertThat(
                        mvc.post()
                                .uri("/programmes/order?keys[]=welcome&keys[]=loyal&up=loyal")
                                .with(as(Role.MARKETER))
                                .with(token())
                                .sessionAttr(CurrentPlan.class.getName(), PLAN))
                .hasRedirectedUrl("/programmes");
        assertThat(plan().keys(ItemKind.PROGRAMME, null)).containsExactly("loyal", "welcome");

        assertThat(post(Role.MARKETER, "/programmes/loyal/archival", Map.of("version", "0")))
                .hasRedirectedUrl("/programmes");
        assertThat(plan().keys(ItemKind.PROGRAMME, null)).containsExactly("welcome");
        var page = get("/programmes");
        assertThat(page).bodyText().contains("Archivés", "Fidélité");

        var change =
                jdbc.sql("select max(id) from change where plan = 'item-pages'")
                        .query(Long.class)
                        .single();
        assertThat(
                        post(
                                Role.MARKETER,
                                "/changes/" + change + "/restoration",
                                Map.of("to", "/programmes")))
                .hasRedirectedUrl("/programmes");
        assertThat(plan().keys(ItemKind.PROGRAMME, null)).containsExactly("loyal", "welcome");
    }

    @Test
    void goesThroughItsLifeOnItsPage() {
        assertThat(life(Role.MARKETER, "submission")).hasRedirectedUrl("/programmes/welcome");
        assertThat(life(Role.MARKETER, "approval")).hasStatus(403);
        assertThat(life(Role.CRM_MANAGER, "approval")).hasRedirectedUrl("/programmes/welcome");
        assertThat(plan().programmes().getFirst().status()).isEqualTo(Status.APPROVED);

        assertThat(
                        post(
                                Role.MARKETER,
                                "/programmes/welcome",
                                Map.of("version", version("welcome"), "name", "Bel accueil")))
                .hasRedirectedUrl("/programmes/welcome");
        assertThat(plan().programmes().getFirst().brief().name()).isEqualTo("Accueil");
        assertThat(get("/programmes/welcome"))
                .bodyText()
                .contains("Version en préparation", "Bel accueil");
        assertThat(life(Role.CRM_MANAGER, "approval")).hasRedirectedUrl("/programmes/welcome");
        assertThat(plan().programmes().getFirst().brief().name()).isEqualTo("Bel accueil");
    }

    @Test
    void tellsTheSecondWhoChangedTheObjectiveAndKeepsWhatWasTyped() {
        var page = "/objectives/repeat";
        var form = Map.of("kpi", "repeat-rate", "baseline", "0,31");
        assertThat(post(Role.CRM_MANAGER, page, with(form, "name", "Réachat", "target", "0,4")))
                .hasRedirectedUrl(page);

        var second = post(Role.MARKETER, page, with(form, "name", "Racheter", "target", "0,36"));

        assertThat(second)
                .hasStatus(409)
                .bodyText()
                .contains("Some-crm_manager l’a modifié", "value=\"Racheter\"", "0.4");
        assertThat(plan().objectives().getFirst().name()).isEqualTo("Réachat");
        var kept = with(form, "name", "Racheter", "target", "0,4", "version", version(page));
        assertThat(post(Role.MARKETER, page, kept)).hasRedirectedUrl(page);
        assertThat(plan().objectives().getFirst().name()).isEqualTo("Racheter");
    }

    @Test
    void saysSomethingAboutAnObjectiveAndTakesItBack() {
        assertThat(
                        post(
                                Role.MARKETER,
                                "/comments",
                                Map.of(
                                        "kind",
                                        "OBJECTIVE",
                                        "key",
                                        "repeat",
                                        "text",
                                        "Trop haut ?",
                                        "to",
                                        "/objectives/repeat")))
                .hasRedirectedUrl("/objectives/repeat");
        assertThat(get("/objectives/repeat")).bodyText().contains("Trop haut ?");
        var id =
                jdbc.sql("select max(id) from comment where plan = 'item-pages'")
                        .query(Long.class)
                        .single();
        assertThat(post(Role.CRM_MANAGER, "/comments/" + id + "/removal", Map.of())).hasStatus(403);
        assertThat(post(Role.MARKETER, "/comments/" + id + "/removal", Map.of()))
                .hasStatus3xxRedirection();
        assertThat(get("/objectives/repeat")).bodyText().doesNotContain("Trop haut ?");
    }

    @Test
    void showsWhichKpisThereAreAndChangesThePlansOwn() {
        assertThat(get("/kpis")).bodyText().contains("Panier moyen", "Deux achats", "Remplacé");
        assertThat(get("/kpis/average-basket")).bodyText().contains("Montant moyen");
        assertThat(get("/kpis/repeat-rate"))
                .hasStatusOk()
                .bodyText()
                .contains("Deux achats", "Racheter");
        assertThat(post(Role.MARKETER, "/kpis", Map.of("name", "Tout le monde")))
                .hasRedirectedUrl("/kpis/tout-le-monde");
        assertThat(plan().kpis().getLast().name()).isEqualTo("Tout le monde");
        var page = "/kpis/tout-le-monde";
        var version = version(ItemPlace.of(ItemKind.KPI, "tout-le-monde"));

        var wrong = Map.of("name", "Tous", "_number:window", "trois", "_unit:window", "MONTH");
        assertThat(post(Role.MARKETER, page, with(wrong, "version", version)))
                .hasStatus(422)
                .bodyText()
                .contains("value=\"trois\"", "aria-invalid=\"true\"");
        assertThat(
                        post(
                                Role.MARKETER,
                                page,
                                with(wrong, "_number:window", "3", "version", version)))
                .hasRedirectedUrl(page);
        assertThat(plan().kpis().getLast().window()).isEqualTo(Span.parse("P3M"));
    }

    private static Map<String, String> with(Map<String, String> form, String... more) {
        var all = new HashMap<>(form);
        all.putIfAbsent("version", "0");
        for (var i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private MvcTestResult life(Role role, String move) {
        return post(
                role,
                "/life/" + move,
                Map.of(
                        "kind",
                        "PROGRAMME",
                        "key",
                        "welcome",
                        "version",
                        version("welcome"),
                        "to",
                        "/programmes/welcome"));
    }

    private String version(String what) {
        var place =
                what.startsWith("/")
                        ? ItemPlace.of(ItemKind.OBJECTIVE, "repeat")
                        : ItemPlace.of(ItemKind.PROGRAMME, what);
        return version(place);
    }

    private String version(ItemPlace place) {
        return editing.find(PLAN, place).map(EditedItem::version).orElseThrow().toString();
    }

    private PlanDocument plan() {
        return plans.load(PLAN).orElseThrow();
    }

    private MvcTestResult get(String path) {
        return mvc.get()
                .uri(path)
                .with(as(Role.MARKETER))
                .sessionAttr(CurrentPlan.class.getName(), PLAN)
                .exchange();
    }

    private MvcTestResult post(Role role, String path, Map<String, String> form) {
        var request =
                mvc.post()
                        .uri(path)
                        .with(as(role))
                        .with(token())
                        .sessionAttr(CurrentPlan.class.getName(), PLAN);
        form.forEach(request::param);
        return request.exchange();
    }

    private static byte[] document() {
        return """
                marronnier: 1
                plan: {key: item-pages, name: Plan, brand: Maison, from: 2027-01-01, to: 2027-12-31, zone: Europe/Paris, locale: fr, saleEvent: purchase}
                conventions:
                  stages: [{key: active, name: Actif, when: {event: purchase, count: {gte: 1}}}]
                  departments: [{key: crm, name: CRM}]
                objectives:
                  - {key: repeat, name: Racheter plus, kpi: repeat-rate, baseline: 0.31, target: 0.36}
                kpis:
                  - {key: repeat-rate, name: Deux achats, ratio: {of: {event: purchase, count: {gte: 2}}, over: {event: purchase, count: {gte: 1}}}}
                programmes:
                  - {key: welcome, name: Accueil, objective: repeat}
                  - {key: loyal, name: Fidélité}
                """
                .getBytes(StandardCharsets.UTF_8);
    }
}
