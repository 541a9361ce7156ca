package org.marronnier.web.editing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.approval.Approval;
import org.marronnier.domain.approval.Approvals;
import org.marronnier.domain.approval.Aspect;
import org.marronnier.domain.change.Change;
import org.marronnier.domain.change.Changes;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.lifecycle.Move;
import org.marronnier.domain.lifecycle.Refusal;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.user.Role;
import org.marronnier.web.WebTest;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.TextFormat;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class MovingItemTest extends WebTest {

    private static final String PLAN = "moving";
    private static final Editor INES = new Editor("ines", Role.MARKETER);
    private static final Editor KARIM = new Editor("karim", Role.CRM_MANAGER);
    private static final ItemPlace LETTER = ItemPlace.of(ItemKind.CAMPAIGN, "letter");
    private static final ItemPlace IDEA = ItemPlace.of(ItemKind.CAMPAIGN, "idea");
    private static final ItemPlace WELCOME = ItemPlace.of(ItemKind.PROGRAMME, "welcome");
    private static final ItemPlace HELLO = ItemPlace.scenario("welcome", "hello");

    @Autowired private ImportingPlan importing;
    @Autowired private EditingItem editing;
    @Autowired private MovingItem moving;
    @Autowired private Plans plans;
    @Autowired private Approvals approvals;
    @Autowired private Changes changes;
    @Autowired private JdbcClient jdbc;

    @BeforeEach
    void bringThePlanIn() {
        for (var table : Set.of("change", "preparation", "aspect_approval", "approval")) {
            jdbc.sql("delete from " + table + " where plan = 'moving'").update();
        }
        assertThat(importing.importText(document(), TextFormat.YAML, "test", true))
                .isInstanceOf(ImportingPlan.Outcome.Imported.class);
        jdbc.sql("delete from change where plan = 'moving'").update();
    }

    @Test
    void putsAScenarioIntoServiceAndBackThereAfterAPause() {
        made(moving.approve(KARIM, PLAN, HELLO, version(HELLO)), Status.APPROVED);
        made(moving.approve(KARIM, PLAN, LETTER, version(LETTER)), Status.APPROVED);

        assertThat(moving.launch(INES, PLAN, HELLO, version(HELLO)))
                .isEqualTo(Move.refused(new Refusal.NotYours()));
        assertThat(moving.launch(KARIM, PLAN, LETTER, version(LETTER)))
                .isEqualTo(Move.refused(new Refusal.Unknown("letter")));
        made(moving.launch(KARIM, PLAN, HELLO, version(HELLO)), Status.LIVE);
        made(moving.pause(KARIM, PLAN, HELLO, version(HELLO)), Status.PAUSED);
        made(moving.resume(KARIM, PLAN, HELLO, version(HELLO)), Status.LIVE);

        assertThat(plans.load(PLAN).orElseThrow()).isEqualTo(loadedAfresh());
    }

    @Test
    void goesFromDraftToEndAsRolesAllow() {
        for (var place : Set.of(LETTER, WELCOME, HELLO)) {
            assertThat(moving.approve(INES, PLAN, place, version(place)))
                    .isEqualTo(Move.refused(new Refusal.NotYours()));
            made(moving.submit(INES, PLAN, place, version(place)), Status.SUBMITTED);
            made(moving.sendBack(KARIM, PLAN, place, version(place), "Trop tôt"), Status.DRAFT);
            made(moving.submit(INES, PLAN, place, version(place)), Status.SUBMITTED);
            made(moving.withdraw(INES, PLAN, place, version(place)), Status.DRAFT);
            made(moving.submit(INES, PLAN, place, version(place)), Status.SUBMITTED);
            made(moving.approve(KARIM, PLAN, place, version(place)), Status.APPROVED);
            made(moving.pause(KARIM, PLAN, place, version(place)), Status.PAUSED);
            made(moving.resume(KARIM, PLAN, place, version(place)), Status.APPROVED);
            made(moving.end(KARIM, PLAN, place, version(place)), Status.ENDED);

            assertThat(plans.load(PLAN).orElseThrow().status(place)).contains(Status.ENDED);
            assertThat(plans.load(PLAN).orElseThrow()).isEqualTo(loadedAfresh());
            assertThat(approvals.of(PLAN, place))
                    .extracting(Approval::what)
                    .containsExactly(
                            Approval.What.ENDED,
                            Approval.What.RESUMED,
                            Approval.What.PAUSED,
                            Approval.What.APPROVED,
                            Approval.What.SUBMITTED,
                            Approval.What.WITHDRAWN,
                            Approval.What.SUBMITTED,
                            Approval.What.SENT_BACK,
                            Approval.What.SUBMITTED);
            assertThat(editing.change(KARIM, PLAN, place, version(place), Map.of("name", "x")))
                    .isEqualTo(new Answer.NotAllowed("editing.ended"));
        }
    }

    @Test
    void movesNothingThatSomebodyChangedSince() {
        var seen = version(LETTER);
        change(INES, LETTER, "name", "Autre lettre");

        assertThat(moving.approve(KARIM, PLAN, LETTER, seen))
                .isInstanceOfSatisfying(
                        Move.Refused.class,
                        refused ->
                                assertThat(refused.refusals().getFirst())
                                        .isInstanceOfSatisfying(
                                                Refusal.ChangedMeanwhile.class,
                                                changed ->
                                                        assertThat(changed.by())
                                                                .isEqualTo("ines")));
    }

    @Test
    void submitsNothingThatIsNotWhole() {
        assertThat(moving.submit(INES, PLAN, IDEA, version(IDEA)))
                .isInstanceOfSatisfying(
                        Move.Refused.class,
                        refused ->
                                assertThat(refused.refusals())
                                        .extracting(refusal -> ((Refusal.NotWhole) refusal).path())
                                        .contains("start", "template"));
    }

    @Test
    void isApprovedOnceAllItsAspectsAre() {
        made(moving.submit(INES, PLAN, LETTER, version(LETTER)), Status.SUBMITTED);
        made(approve(Aspect.TARGET), Status.SUBMITTED);
        made(approve(Aspect.CONTENT), Status.SUBMITTED);
        change(INES, LETTER, "name", "Autre lettre");
        made(approve(Aspect.DATES), Status.SUBMITTED);

        assertThat(editing.find(PLAN, LETTER).orElseThrow().status()).isEqualTo(Status.SUBMITTED);

        made(approve(Aspect.CONTENT), Status.APPROVED);
    }

    @Test
    void anApprovedVersionTakesThePlaceOfWhatIsLive() {
        made(moving.approve(KARIM, PLAN, LETTER, version(LETTER)), Status.APPROVED);
        change(INES, LETTER, "name", "Autre lettre");
        assertThat(name(LETTER)).isEqualTo("Lettre");

        made(moving.submit(INES, PLAN, LETTER, version(LETTER)), Status.SUBMITTED);
        made(moving.sendBack(KARIM, PLAN, LETTER, version(LETTER), "Non"), Status.DRAFT);
        made(moving.submit(INES, PLAN, LETTER, version(LETTER)), Status.SUBMITTED);
        made(moving.approve(KARIM, PLAN, LETTER, version(LETTER)), Status.APPROVED);

        assertThat(name(LETTER)).isEqualTo("Autre lettre");
        assertThat(plans.load(PLAN).orElseThrow()).isEqualTo(loadedAfresh());
        assertThat(editing.find(PLAN, LETTER).orElseThrow().preparation()).isNull();
        assertThat(changes.last(PLAN, LETTER).orElseThrow())
                .satisfies(
                        change -> {
                            assertThat(change.what()).isEqualTo(Change.What.REPLACED);
                            assertThat(change.before()).containsEntry("name", "Lettre");
                        });
    }

    @Test
    void aVersionInPreparationCanBeGivenUp() {
        made(moving.approve(KARIM, PLAN, LETTER, version(LETTER)), Status.APPROVED);
        change(INES, LETTER, "name", "Autre lettre");

        made(moving.discard(INES, PLAN, LETTER, version(LETTER)), Status.DRAFT);

        assertThat(editing.find(PLAN, LETTER).orElseThrow().preparation()).isNull();
        assertThat(name(LETTER)).isEqualTo("Lettre");
    }

    private Move approve(Aspect aspect) {
        return moving.approve(KARIM, PLAN, LETTER, version(LETTER), Set.of(aspect));
    }

    private void change(Editor who, ItemPlace place, String field, Object value) {
        var item = editing.find(PLAN, place).orElseThrow();
        var tree = new LinkedHashMap<>(item.working());
        tree.put(field, value);
        assertThat(editing.change(who, PLAN, place, item.version(), tree))
                .isInstanceOf(Answer.Saved.class);
    }

    private static void made(Move move, Status to) {
        assertThat(move)
                .isInstanceOfSatisfying(
                        Move.Made.class, made -> assertThat(made.to()).isEqualTo(to));
    }

    private long version(ItemPlace place) {
        return editing.find(PLAN, place).orElseThrow().version();
    }

    private Object name(ItemPlace place) {
        return editing.find(PLAN, place).orElseThrow().tree().getOrDefault("name", "");
    }

    private PlanDocument loadedAfresh() {
        jdbc.sql("update plan set revision = nextval('plan_revision_seq') where key = 'moving'")
                .update();
        return plans.load(PLAN).orElseThrow();
    }

    private static byte[] document() {
        return """
                marronnier: 1
                plan: {key: moving, name: Plan, brand: Maison, from: 2027-01-01, to: 2027-12-31, zone: Europe/Paris, locale: fr, saleEvent: purchase}
                templates:
                  - {key: letter-1, channel: EMAIL, subject: Lettre, text: Bonjour}
                programmes:
                  - key: welcome
                    name: Accueil
                    scenarios:
                      - {key: hello, name: Bonjour, type: TRANSACTIONAL, trigger: {event: purchase}, steps: [{send: {template: letter-1, channels: [EMAIL]}}]}
                campaigns:
                  - {key: letter, name: Lettre, kind: one-off, type: TRANSACTIONAL, channels: [EMAIL], template: letter-1, start: 2027-03-13T10:00}
                  - {key: idea, name: Idée, kind: one-off, type: SERVICE}
                """
                .getBytes(StandardCharsets.UTF_8);
    }
}
