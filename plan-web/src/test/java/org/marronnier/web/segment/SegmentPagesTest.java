package org.marronnier.web.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.io.IOException;
import java.util.LinkedHashMap;
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
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class SegmentPagesTest extends WebTest {

    private static final String PLAN = "clavier-pages";

    @Autowired private ImportingPlan importing;
    @Autowired private EditingItem editing;

    @BeforeEach
    void bringThePlanIn() throws IOException {
        try (var in = SegmentPagesTest.class.getResourceAsStream("/rules-plan.yaml")) {
            var text = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            importing.importText(
                    text.replace("key: clavier,", "key: " + PLAN + ",")
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    TextFormat.YAML,
                    "test",
                    true);
        }
    }

    @Test
    void listsSegmentsWithWhatTheyMeanAndWhereTheyAreUsed() {
        assertThat(get("/segments"))
                .hasStatusOk()
                .bodyText()
                .contains("VIP", "Contacts dont la ville est Clavier-les-Bains", "Deux achats");
        assertThat(get("/segments/vip"))
                .hasStatusOk()
                .bodyText()
                .contains("Soldes du clavier", "Deux promotions par semaine", "/campaigns/soldes");
    }

    @Test
    void makesASegmentAndFindsItAgain() {
        assertThat(
                        post(
                                "/segments",
                                Map.of(
                                        "name", "Été à Lyon",
                                        "when.kind", "all",
                                        "when.parts[0].kind", "field",
                                        "when.parts[0].field", "city",
                                        "when.parts[0].is[0].op", "eq",
                                        "when.parts[0].is[0].value", "Lyon")))
                .hasRedirectedUrl("/segments/ete-a-lyon");

        assertThat(segment("ete-a-lyon").tree())
                .containsEntry("name", "Été à Lyon")
                .containsEntry("when", Map.of("field", "city", "eq", "Lyon"));
        assertThat(get("/segments/ete-a-lyon")).bodyText().contains("value=\"Lyon\"");
    }

    @Test
    void keepsWhatWasTypedAndTellsWhatIsWrongBesideIt() {
        var answer =
                post(
                        "/segments",
                        Map.of(
                                "name", "Trois",
                                "when.kind", "all",
                                "when.parts[0].kind", "event",
                                "when.parts[0].event", "",
                                "when.parts[0].count.is[0].op", "gte",
                                "when.parts[0].count.is[0].value", "trois"));

        assertThat(answer)
                .hasStatus(422)
                .bodyText()
                .contains(
                        "value=\"trois\"",
                        "Il faut ici un nombre, et non «\u00a0trois\u00a0».",
                        "aria-invalid=\"true\"",
                        "Il est vide.");
    }

    @Test
    void showsThePageAgainWhereAPressWasSentWithoutAScript() {
        var answer =
                post(
                        "/segments",
                        Map.of(
                                "name",
                                "Brouillon",
                                "when.kind",
                                "all",
                                "when.press",
                                "add::stage"));

        assertThat(answer)
                .hasStatusOk()
                .bodyText()
                .contains("value=\"Brouillon\"", "name=\"when.parts[0].stage\"", "Prospect");
        assertThat(editing.find(PLAN, place("brouillon"))).isEmpty();
    }

    @Test
    void tellsTheSecondWhoChangedItAndKeepsBoth() {
        var version = segment("deux-achats").version();
        var when = Map.of("when.kind", "all", "version", "" + version);

        assertThat(
                        post(
                                "/segments/deux-achats",
                                with(
                                        when,
                                        "name",
                                        "Deux ou plus",
                                        "when.parts[0].kind",
                                        "segment",
                                        "when.parts[0].segment",
                                        "vip")))
                .hasRedirectedUrl("/segments/deux-achats");
        assertThat(
                        post(
                                "/segments/deux-achats",
                                with(
                                        when,
                                        "name",
                                        "Le mien",
                                        "when.parts[0].kind",
                                        "stage",
                                        "when.parts[0].stage",
                                        "client")))
                .hasStatus(409)
                .bodyText()
                .contains("Le mien", "Deux ou plus", "Garder les miennes");
        assertThat(segment("deux-achats").tree()).containsEntry("name", "Deux ou plus");
    }

    @Test
    void refusesToArchiveWhatIsUsedAndCopiesWhatIsNot() {
        assertThat(post("/segments/vip/archival", Map.of("version", "" + segment("vip").version())))
                .hasRedirectedUrl("/segments/vip");
        assertThat(editing.find(PLAN, place("vip"))).isPresent();

        assertThat(post("/segments/vip/copy", Map.of())).hasRedirectedUrl("/segments/vip-2");
        assertThat(segment("vip-2").tree()).containsEntry("name", "VIP (copie)");
        assertThat(
                        post(
                                "/segments/vip-2/archival",
                                Map.of("version", "" + segment("vip-2").version())))
                .hasRedirectedUrl("/segments");
        assertThat(editing.find(PLAN, place("vip-2"))).isEmpty();
    }

    @Test
    void glimpsesWhoIsMeantAndMasksThem() {
        database()
                .jdbc()
                .sql(
                        """
                        insert into contact (external_id, email, email_key, first_name, last_name, city) values
                            ('CLP1', 'camille.durand@clients.example', 'camille.durand@clients.example', 'Camille', 'Durand', 'Clavier-sur-Page')
                        on conflict do nothing
                        """)
                .update();

        assertThat(
                        post(
                                "/conditions/glimpse?prefix=when",
                                Map.of(
                                        "when.kind", "all",
                                        "when.parts[0].kind", "field",
                                        "when.parts[0].field", "city",
                                        "when.parts[0].is[0].op", "eq",
                                        "when.parts[0].is[0].value", "clavier-sur-page")))
                .hasStatusOk()
                .bodyText()
                .contains("contact correspond", "Camille Durand", "•••@clients.example")
                .doesNotContain("camille.durand@");
        assertThat(
                        post(
                                "/conditions/glimpse?prefix=when",
                                Map.of("when.kind", "all", "when.parts[0].kind", "segment")))
                .hasStatusOk()
                .bodyText()
                .contains("Choisissez le segment");
    }

    private static Map<String, String> with(Map<String, String> map, String... more) {
        var all = new LinkedHashMap<>(map);
        for (var i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private EditedItem segment(String key) {
        return editing.find(PLAN, place(key)).orElseThrow();
    }

    private static ItemPlace place(String key) {
        return ItemPlace.of(ItemKind.SEGMENT, key);
    }

    private MvcTestResult get(String path) {
        return mvc.get()
                .uri(path)
                .with(as(Role.MARKETER))
                .sessionAttr(CurrentPlan.class.getName(), PLAN)
                .header("Accept-Language", "fr")
                .exchange();
    }

    private MvcTestResult post(String path, Map<String, String> form) {
        var request =
                mvc.post()
                        .uri(path)
                        .with(as(Role.MARKETER))
                        .with(csrf())
                        .sessionAttr(CurrentPlan.class.getName(), PLAN)
                        .header("Accept-Language", "fr");
        form.forEach(request::param);
        return request.exchange();
    }
}
