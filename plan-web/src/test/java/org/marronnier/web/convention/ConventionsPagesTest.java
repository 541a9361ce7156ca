package org.marronnier.web.convention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.convention.Conventions;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.user.Role;
import org.marronnier.web.WebTest;
import org.marronnier.web.editing.EditingItem;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.marronnier.web.shell.CurrentPlan;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class ConventionsPagesTest extends WebTest {

    private static final String PLAN = "clavier-conventions";

    @Autowired private ImportingPlan importing;
    @Autowired private EditingItem editing;
    @Autowired private Plans plans;

    @BeforeEach
    void bringThePlanIn() throws IOException {
        try (var in = ConventionsPagesTest.class.getResourceAsStream("/rules-plan.yaml")) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            importing.importText(
                    text.replace("key: clavier,", "key: " + PLAN + ",")
                            .getBytes(StandardCharsets.UTF_8),
                    TextFormat.YAML,
                    "test",
                    true);
        }
    }

    @Test
    void showsEveryPartToEverybodyAndLetsAdministratorsAloneChangeThem() {
        for (var tab : Tab.values()) {
            assertThat(get(Role.MARKETER, "/conventions/" + tab.field()))
                    .hasStatusOk()
                    .bodyText()
                    .contains("Seul un administrateur change les conventions.")
                    .doesNotContain("class=\"btn btn-primary\"");
        }
        assertThat(get(Role.ADMIN, "/conventions/unknown")).hasStatus(404);
        assertThat(post(Role.CRM_MANAGER, "purposes", Map.of("purposes[0].name", "X")))
                .hasStatus(403);
        assertThat(conventions().purposes()).hasSize(1);
    }

    @Test
    void ordersStagesSinceTheFirstThatHoldsWins() {
        var stages =
                form(
                        "stages[0].key", "prospect",
                        "stages[0].name", "Prospect",
                        "stages[0].when.kind", "all",
                        "stages[0].when.parts[0].kind", "event",
                        "stages[0].when.parts[0].event", "purchase",
                        "stages[0].when.parts[0].count.is[0].op", "eq",
                        "stages[0].when.parts[0].count.is[0].value", "0",
                        "stages[1].key", "client",
                        "stages[1].name", "Client",
                        "stages[1].when.kind", "all",
                        "stages[2].name", "Ambassadeur",
                        "stages[2].when.kind", "all");

        assertThat(post(Role.ADMIN, "stages", with(stages, "_press", "up:2")))
                .hasStatusOk()
                .bodyText()
                .containsSubsequence(
                        "value=\"Prospect\"", "value=\"Ambassadeur\"", "value=\"Client\"");
        assertThat(conventions().stages()).hasSize(2);
        assertThat(post(Role.ADMIN, "stages", stages)).hasRedirectedUrl("/conventions/stages");

        assertThat(conventions().stages())
                .extracting(Conventions.Stage::key)
                .containsExactly("prospect", "client", "ambassadeur");
    }

    @Test
    void keepsPeopleCostsRegimesAndRules() {
        assertThat(
                        post(
                                Role.ADMIN,
                                "departments",
                                Map.of(
                                        "departments[0].key", "crm",
                                        "departments[0].name", "CRM",
                                        "departments[0].people[0].name", "Ada Lovelace",
                                        "departments[0].people[0].email", "ada@clavier.example",
                                        "departments[0].people[1].name", "Grace Hopper",
                                        "departments[1].name", "Réseau")))
                .hasRedirectedUrl("/conventions/departments");
        assertThat(post(Role.ADMIN, "costs", Map.of("_cost.SMS", "0,05", "_cost.EMAIL", "")))
                .hasRedirectedUrl("/conventions/costs");
        assertThat(post(Role.ADMIN, "typology", Map.of("_regime.SMS.PROMOTIONAL", "DOUBLE_OPT_IN")))
                .hasRedirectedUrl("/conventions/typology");
        assertThat(post(Role.ADMIN, "deduplication", Map.of("_rule[0]", "phone")))
                .hasRedirectedUrl("/conventions/deduplication");

        assertThat(conventions().departments())
                .containsExactly(
                        new Conventions.Department(
                                "crm",
                                "CRM",
                                List.of(
                                        new Conventions.Person(
                                                "Ada Lovelace", "ada@clavier.example", null),
                                        new Conventions.Person("Grace Hopper", null, null))),
                        new Conventions.Department("reseau", "Réseau", List.of()));
        assertThat(conventions().costs())
                .singleElement()
                .satisfies(cost -> assertThat(cost.each()).isEqualTo(new BigDecimal("0.05")));
        assertThat(conventions().typology().lines()).hasSize(1);
        assertThat(conventions().deduplication()).containsExactly(List.of("phone"));
    }

    @Test
    void refusesWhatIsStillUsedAndWhatIsWrongBesideIt() {
        assertThat(
                        post(
                                Role.ADMIN,
                                "senders",
                                Map.of(
                                        "senders[0].key", "maison",
                                        "senders[0].channel", "EMAIL",
                                        "senders[0].name", "Maison",
                                        "senders[0].address", "pas une adresse")))
                .hasStatus(422)
                .bodyText()
                .contains(
                        "pas une adresse",
                        "Il faut ici une adresse e-mail comme club@maison.example");
        assertThat(post(Role.ADMIN, "senders", Map.of("senders[0].name", "")))
                .hasStatus(422)
                .bodyText()
                .contains("Rien dans ce plan (expéditeur) ne porte la clé «\u00a0maison\u00a0».");
        assertThat(post(Role.ADMIN, "costs", Map.of("_cost.SMS", "cher")))
                .hasStatus(422)
                .bodyText()
                .contains(
                        "Il faut ici un nombre",
                        "value=\"cher\"",
                        "aria-invalid=\"true\" aria-describedby=\"cost-SMS-wrong\"",
                        "id=\"cost-SMS-wrong\"");
    }

    @Test
    void showsThePairsOfTheRulesMergesOneAndTakesItBack() {
        database()
                .jdbc()
                .sql(
                        """
                        insert into contact (external_id, email, email_key, first_name) values
                            ('DUP1', 'jumelle@clients.example', 'jumelle@clients.example', 'Jumelle'),
                            ('DUP2', 'Jumelle@clients.example', 'jumelle@clients.example', 'Jumelle')
                        on conflict do nothing
                        """)
                .update();

        whatOthersLeftUnderWayIsOver();

        assertThat(get(Role.MARKETER, "/conventions/duplicates"))
                .hasStatusOk()
                .bodyText()
                .contains("DUP1", "DUP2", "l’adresse e-mail")
                .doesNotContain("Fusionner dans", "jumelle@clients");
        assertThat(get(Role.ADMIN, "/conventions/duplicates"))
                .bodyText()
                .contains("Fusionner dans DUP1", "Fusionner dans DUP2");
        assertThat(
                        post(
                                Role.ADMIN,
                                "duplicates/merges",
                                Map.of("survivor", "DUP1", "merged", "DUP2")))
                .hasRedirectedUrl("/conventions/deduplication");
        assertThat(get(Role.ADMIN, "/contacts/DUP2")).hasStatusOk().bodyText().contains("DUP1");
        assertThat(get(Role.ADMIN, "/conventions/duplicates"))
                .bodyText()
                .contains("DUP2 fusionné dans DUP1 par some-admin");

        var merge =
                database()
                        .jdbc()
                        .sql("select max(id) from contact_merge where external_id = 'DUP2'")
                        .query(Long.class)
                        .single();
        assertThat(post(Role.CRM_MANAGER, "duplicates/merges/" + merge + "/undo", Map.of()))
                .hasStatus(403);
        assertThat(post(Role.ADMIN, "duplicates/merges/" + merge + "/undo", Map.of()))
                .hasRedirectedUrl("/conventions/deduplication");
        assertThat(
                        database()
                                .jdbc()
                                .sql("select count(*) from contact where external_id = 'DUP2'")
                                .query(Long.class)
                                .single())
                .isEqualTo(1);
    }

    /** A merge waits for runs and imports; other tests share the database. */
    private void whatOthersLeftUnderWayIsOver() {
        database().jdbc().sql("update run set state = 'done' where state = 'running'").update();
        database()
                .jdbc()
                .sql("update import set state = 'DONE' where state in ('WAITING', 'RUNNING')")
                .update();
    }

    private Conventions conventions() {
        return plans.load(PLAN).orElseThrow().conventions();
    }

    private static Map<String, String> form(String... fields) {
        var form = new LinkedHashMap<String, String>();
        for (var i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        return form;
    }

    private static Map<String, String> with(Map<String, String> map, String name, String value) {
        var all = new LinkedHashMap<>(map);
        all.put(name, value);
        return all;
    }

    private MvcTestResult get(Role role, String path) {
        return mvc.get()
                .uri(path)
                .with(as(role))
                .sessionAttr(CurrentPlan.class.getName(), PLAN)
                .header("Accept-Language", "fr")
                .exchange();
    }

    private MvcTestResult post(Role role, String tab, Map<String, String> form) {
        var version =
                editing.find(PLAN, ItemPlace.of(ItemKind.CONVENTIONS, PLAN))
                        .orElseThrow()
                        .version();
        var request =
                mvc.post()
                        .uri("/conventions/" + tab)
                        .with(as(role))
                        .with(csrf())
                        .sessionAttr(CurrentPlan.class.getName(), PLAN)
                        .header("Accept-Language", "fr")
                        .param("version", "" + version);
        form.forEach(request::param);
        return request.exchange();
    }
}
