package org.marronnier.web.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.user.Role;
import org.marronnier.web.WebTest;
import org.marronnier.web.editing.EditedItem;
import org.marronnier.web.editing.EditingItem;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.marronnier.web.shell.CurrentPlan;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class TemplatePagesTest extends WebTest {

    private static final String PLAN = "clavier-modeles";

    @Autowired private ImportingPlan importing;
    @Autowired private EditingItem editing;

    private final MockHttpSession session = new MockHttpSession();

    @BeforeEach
    void bringThePlanIn() throws IOException {
        session.setAttribute(CurrentPlan.class.getName(), PLAN);
        try (var in = TemplatePagesTest.class.getResourceAsStream("/rules-plan.yaml")) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            importing.importText(
                    text.replace("key: clavier,", "key: " + PLAN + ",")
                            .getBytes(StandardCharsets.UTF_8),
                    TextFormat.YAML,
                    "test",
                    true);
        }
        database()
                .jdbc()
                .sql(
                        """
                        insert into contact (external_id, email, email_key, first_name, last_name, language) values
                            ('TPL1', 'zoe@clients.example', 'zoe@clients.example', 'Zoé', 'Templier', 'fr'),
                            ('TPL2', 'kim@clients.example', 'kim@clients.example', 'Kim', 'Templier', 'en-US')
                        on conflict do nothing
                        """)
                .update();
    }

    @Test
    void writesALetterInTheLanguageOfEachContact() {
        var typed =
                Map.of(
                        "channel", "EMAIL",
                        "sender", "maison",
                        "subject", "Salut {{firstName}}",
                        "html", "<p>Bonjour {{firstName}}</p>",
                        "variants[0].locale", "en",
                        "variants[0].subject", "Hi {{firstName}}",
                        "variants[0].html", "<p>Hello {{firstName}}</p>");

        assertThat(post("/templates/letter", with(typed, "_contact", "TPL1")))
                .hasStatusOk()
                .bodyText()
                .contains("Salut Zoé", "Maison Clavier · bonjour@clavier.example");
        assertThat(get("/templates/letter/message")).bodyText().contains("<p>Bonjour Zoé</p>");
        assertThat(post("/templates/letter", with(typed, "_contact", "TPL2")))
                .bodyText()
                .contains("Hi Kim", "lang=\"en\"");
        assertThat(get("/templates/letter/message")).bodyText().contains("<p>Hello Kim</p>");
        assertThat(post("/templates/letter", with(typed, "_q", "zoé templier")))
                .bodyText()
                .contains("Salut Zoé", "value=\"TPL1\"");
    }

    @Test
    void makesATemplateWithAnotherLanguage() {
        var form =
                Map.of(
                        "key", "Fête d’été",
                        "channel", "EMAIL",
                        "sender", "maison",
                        "subject", "Bonjour {{firstName|vous}}",
                        "text", "Ligne 1\r\nLigne 2",
                        "variants[0].locale", "en",
                        "variants[0].text", "Line");

        assertThat(post("/templates", with(form, "_press", "add")))
                .hasStatusOk()
                .bodyText()
                .contains("name=\"variants[1].locale\"", "Ligne 2");
        assertThat(post("/templates", form)).hasRedirectedUrl("/templates/fete-d-ete");

        assertThat(template("fete-d-ete").tree())
                .containsEntry("text", "Ligne 1\nLigne 2")
                .containsEntry("variants", List.of(Map.of("locale", "en", "text", "Line")));
        assertThat(get("/templates")).bodyText().contains("fete-d-ete", "fr, en");
        assertThat(get("/templates/bonjour")).bodyText().contains("Soldes du clavier");
    }

    @Test
    void refusesAFieldThatContactsLackAndSaysWhichWasMeant() {
        var before = template("bonjour");
        var answer =
                post(
                        "/templates/bonjour",
                        Map.of(
                                "version", "" + before.version(),
                                "channel", "EMAIL",
                                "sender", "maison",
                                "subject", "Bonjour {{firstname}}",
                                "text", "À {{ville|vous}} et {{city"));

        assertThat(answer)
                .hasStatus(422)
                .bodyText()
                .contains(
                        "Les contacts n’ont pas de champ firstname",
                        "Vouliez-vous dire «\u00a0firstName\u00a0»",
                        "Ce champ de fusion n’est pas fermé",
                        "À {{ville|vous}} et {{city");
        assertThat(template("bonjour").tree()).isEqualTo(before.tree());
    }

    @Test
    void sendsATestThatStandsInNoHistory() {
        var before = messages();

        assertThat(
                        post(
                                "/templates/bonjour/test",
                                Map.of("_address", "moi@clavier.example", "_contact", "TPL1")))
                .hasRedirectedUrl("/templates/bonjour");

        assertThat(messages()).isEqualTo(before);
        var mail =
                database()
                        .jdbc()
                        .sql(
                                "select subject || ' | ' || html from inbox_mail where recipient = 'moi@clavier.example'")
                        .query(String.class)
                        .single();
        assertThat(mail).isEqualTo("[Test] Bonjour Zoé | <p>Bonjour Zoé, à bientôt.</p>");
        assertThat(
                        post(
                                "/templates/bonjour/test",
                                Map.of("_address", "nulle part", "_contact", "TPL1")))
                .hasStatus(422)
                .bodyText()
                .contains("Il faut une adresse", "nulle part");
    }

    private long messages() {
        return database()
                .jdbc()
                .sql(
                        "select count(*) from message where contact_id in (select id from contact where external_id like 'TPL%')")
                .query(Long.class)
                .single();
    }

    private EditedItem template(String key) {
        return editing.find(PLAN, ItemPlace.of(ItemKind.TEMPLATE, key)).orElseThrow();
    }

    private static Map<String, String> with(Map<String, String> map, String name, String value) {
        var all = new LinkedHashMap<>(map);
        all.put(name, value);
        return all;
    }

    private MvcTestResult get(String path) {
        return mvc.get()
                .uri(path)
                .session(session)
                .with(as(Role.MARKETER))
                .header("Accept-Language", "fr")
                .exchange();
    }

    private MvcTestResult post(String path, Map<String, String> form) {
        var request =
                mvc.post()
                        .uri(path)
                        .session(session)
                        .with(as(Role.MARKETER))
                        .with(csrf())
                        .header("Accept-Language", "fr");
        form.forEach(request::param);
        return request.exchange();
    }
}
