package org.marronnier.web.editing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.change.Change;
import org.marronnier.domain.change.Changes;
import org.marronnier.domain.document.Difference;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.user.Role;
import org.marronnier.web.WebTest;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class EditingItemTest extends WebTest {

    private static final String PLAN = "editing";
    private static final Editor INES = new Editor("ines", Role.MARKETER);
    private static final Editor KARIM = new Editor("karim", Role.CRM_MANAGER);
    private static final ItemPlace REPEAT = ItemPlace.of(ItemKind.OBJECTIVE, "repeat");
    private static final ItemPlace VIP = ItemPlace.of(ItemKind.SEGMENT, "vip");
    private static final ItemPlace SOLDES = ItemPlace.of(ItemKind.CAMPAIGN, "soldes");
    private static final ItemPlace IDEE = ItemPlace.of(ItemKind.CAMPAIGN, "idee");

    @Autowired private ImportingPlan importing;
    @Autowired private EditingItem editing;
    @Autowired private UndoingChange undoing;
    @Autowired private Plans plans;
    @Autowired private Changes changes;
    @Autowired private JdbcClient jdbc;

    @BeforeEach
    void bringThePlanIn() throws IOException {
        jdbc.sql("delete from change where plan = 'editing'").update();
        jdbc.sql("delete from preparation where plan = 'editing'").update();
        assertThat(importing.importText(document(), TextFormat.YAML, "test", true))
                .isInstanceOf(ImportingPlan.Outcome.Imported.class);
        jdbc.sql("delete from change where plan = 'editing'").update();
    }

    @Test
    void tellsTheSecondOfTwoWhoChangedWhat() {
        var seen = find(REPEAT);
        save(KARIM, REPEAT, with(seen, "target", 0.4));

        var answer =
                editing.change(INES, PLAN, REPEAT, seen.version(), with(seen, "name", "Réachat"));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Collided.class,
                        collided -> {
                            assertThat(collided.by()).isEqualTo("karim");
                            assertThat(collided.theirs())
                                    .extracting(Difference::path)
                                    .containsExactly("target");
                            assertThat(collided.merged(with(seen, "name", "Réachat")))
                                    .containsEntry("name", "Réachat")
                                    .hasEntrySatisfying(
                                            "target",
                                            target ->
                                                    assertThat(target.toString()).isEqualTo("0.4"));
                        });
        assertThat(find(REPEAT).tree()).containsEntry("name", "Augmenter le réachat");
    }

    @Test
    void saysWhichFieldIsWrong() {
        var seen = find(REPEAT);

        assertThat(editing.change(INES, PLAN, REPEAT, seen.version(), with(seen, "kpi", "nothing")))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused ->
                                assertThat(refused.mistakes())
                                        .singleElement()
                                        .satisfies(
                                                mistake ->
                                                        assertThat(mistake.path())
                                                                .isEqualTo("kpi")));
    }

    @Test
    void archivesNothingThatOthersName() {
        assertThat(editing.archive(INES, PLAN, VIP, find(VIP).version()))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused ->
                                assertThat(refused.mistakes())
                                        .anySatisfy(
                                                mistake ->
                                                        assertThat(mistake.path())
                                                                .startsWith("objectives[0]")));
    }

    @Test
    void preparesWhatIsApprovedBesideIt() {
        var seen = find(SOLDES);

        var saved = save(INES, SOLDES, with(seen, "name", "Grandes soldes"));

        assertThat(saved.item().preparation()).isNotNull();
        assertThat(saved.item().working()).containsEntry("name", "Grandes soldes");
        assertThat(plans.load(PLAN).orElseThrow().campaigns().getFirst().brief().name())
                .isEqualTo("Soldes");
        assertThat(find(SOLDES).status()).isEqualTo(Status.APPROVED);
    }

    @Test
    void letsAMarketerChangeWhatApprovedCampaignsLeanOnOnlyBesideIt() {
        var template = ItemPlace.of(ItemKind.TEMPLATE, "soldes-1");
        var byMarketer = save(INES, template, with(find(template), "text", "Autre"));
        undoing.undo(INES, PLAN, number(byMarketer));
        var byManager = save(KARIM, template, with(find(template), "text", "Autre"));

        assertThat(byMarketer.item().preparation()).isNotNull();
        assertThat(byManager.item().preparation()).isNull();
        assertThat(find(SOLDES).status()).isEqualTo(Status.APPROVED);
    }

    @Test
    void createsADraftUnderAKeyThatIsFree() {
        var tree =
                Map.<String, Object>of(
                        "name", "Nouvelle", "kind", "one-off", "type", "SERVICE", "status", "live");

        assertThat(editing.create(INES, PLAN, ItemPlace.of(ItemKind.CAMPAIGN, "nouvelle"), tree))
                .isInstanceOfSatisfying(
                        Answer.Saved.class,
                        saved -> assertThat(saved.item().status()).isEqualTo(Status.DRAFT));
        assertThat(editing.create(INES, PLAN, IDEE, tree))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused ->
                                assertThat(refused.mistakes().getFirst().path()).isEqualTo("key"));
    }

    @Test
    void keepsRulesForAdmins() {
        assertThat(
                        editing.change(
                                KARIM, PLAN, ItemPlace.of(ItemKind.CONVENTIONS, PLAN), 0, Map.of()))
                .isEqualTo(new Answer.NotAllowed("editing.forbidden"));
        assertThat(editing.archive(INES, PLAN, SOLDES, find(SOLDES).version()))
                .isEqualTo(new Answer.NotAllowed("editing.archive.held"));
    }

    @Test
    void undoesNothingThatWasChangedSince() {
        var first = save(INES, REPEAT, with(find(REPEAT), "target", 0.4));
        save(KARIM, REPEAT, with(find(REPEAT), "target", 0.5));

        assertThat(undoing.undo(INES, PLAN, number(first)))
                .isInstanceOfSatisfying(
                        Answer.Collided.class,
                        collided -> assertThat(collided.by()).isEqualTo("karim"));
        assertThat(undoing.restore(INES, PLAN, number(first))).isInstanceOf(Answer.Saved.class);
        assertThat(find(REPEAT).tree().get("target").toString()).isEqualTo("0.36");
        assertThat(changes.of(PLAN, REPEAT, 10))
                .extracting(Change::what)
                .containsExactly(Change.What.RESTORED, Change.What.CHANGED, Change.What.CHANGED);
    }

    @Test
    void tellsTheHistoryWhatAnImportDid() throws IOException {
        var changed =
                new String(document(), StandardCharsets.UTF_8)
                        .replace("name: Augmenter le réachat", "name: Réachat");

        importing.importText(
                changed.getBytes(StandardCharsets.UTF_8), TextFormat.YAML, "karim", true);

        assertThat(changes.of(PLAN, REPEAT, 10))
                .singleElement()
                .satisfies(
                        change -> {
                            assertThat(change.what()).isEqualTo(Change.What.IMPORTED);
                            assertThat(change.who()).isEqualTo("karim");
                            assertThat(change.before())
                                    .containsEntry("name", "Augmenter le réachat");
                            assertThat(change.after()).containsEntry("name", "Réachat");
                        });
        assertThat(changes.last(PLAN, VIP)).isEmpty();
    }

    @Test
    void bringsTheUndoOfAToastBackToItsPage() {
        var saved = save(INES, REPEAT, with(find(REPEAT), "target", 0.4));

        assertThat(
                        mvc.post()
                                .uri("/changes/" + saved.change() + "/undo")
                                .param("to", "/plan")
                                .with(as(Role.MARKETER))
                                .with(token())
                                .with(
                                        request -> {
                                            request.getSession()
                                                    .setAttribute(
                                                            "org.marronnier.web.shell.CurrentPlan",
                                                            PLAN);
                                            return request;
                                        }))
                .hasRedirectedUrl("/plan");
        assertThat(find(REPEAT).tree().get("target").toString()).isEqualTo("0.36");
    }

    private EditedItem find(ItemPlace place) {
        return editing.find(PLAN, place).orElseThrow();
    }

    private Answer.Saved save(Editor who, ItemPlace place, Map<String, Object> tree) {
        return (Answer.Saved) editing.change(who, PLAN, place, find(place).version(), tree);
    }

    private static long number(Answer.Saved saved) {
        var change = saved.change();
        assertThat(change).isNotNull();
        return change == null ? 0 : change;
    }

    private static Map<String, Object> with(EditedItem item, String field, Object value) {
        var tree = new LinkedHashMap<>(item.working());
        tree.put(field, value);
        return tree;
    }

    private static byte[] document() {
        return """
                marronnier: 1
                plan: {key: editing, name: Plan édité, brand: Maison, from: 2027-01-01, to: 2027-12-31, zone: Europe/Paris, locale: fr, saleEvent: purchase}
                conventions:
                  purposes: [{key: offers, name: Offres}]
                  typology: [{channel: EMAIL, type: PROMOTIONAL, regime: OPT_IN}]
                segments:
                  - {key: vip, name: Meilleurs, when: {event: purchase, within: P12M, count: {gte: 5}}}
                objectives:
                  - {key: repeat, name: Augmenter le réachat, kpi: repeat-rate, segment: vip, baseline: 0.31, target: 0.36, by: 2027-12-31}
                templates:
                  - {key: soldes-1, channel: EMAIL, subject: Soldes, text: Bonjour}
                campaigns:
                  - {key: soldes, name: Soldes, kind: one-off, type: PROMOTIONAL, purpose: offers, target: {segment: vip}, channels: [EMAIL], template: soldes-1, start: 2027-01-13T10:00, status: approved}
                  - {key: idee, name: Idée, kind: one-off, type: SERVICE}
                """
                .getBytes(StandardCharsets.UTF_8);
    }
}
