package org.marronnier.web.editing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.marronnier.domain.document.DocumentTree;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.document.RandomPlan;
import org.marronnier.domain.telling.Phrase;
import org.marronnier.domain.user.Role;
import org.marronnier.web.WebTest;
import org.marronnier.web.plan.ImportingPlan;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What holds for every item of every plan. */
class EditingLawsTest extends WebTest {

    private static final Editor ADMIN = new Editor("louise", Role.ADMIN);
    private static final int PLANS = 6;

    @Autowired private ImportingPlan importing;
    @Autowired private EditingItem editing;
    @Autowired private UndoingChange undoing;
    @Autowired private Plans plans;
    @Autowired private JdbcClient jdbc;

    static Stream<Long> seeds() {
        return new Random(20270101).longs(PLANS, 1, 1_000_000).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aChangeAndItsUndoGiveTheDocumentBackUnlessItLoosensTheLaw(long seed) {
        var document = bringIn(seed);
        for (var place : places(document)) {
            var item = editing.find(document.plan().key(), place).orElseThrow();
            var answer =
                    editing.change(
                            ADMIN, key(document), place, item.version(), changed(place, item));

            if (answer instanceof Answer.Refused(var mistakes)) {
                assertThat(item.tree()).as("%s", place).containsKey("legal");
                assertThat(mistakes)
                        .extracting(mistake -> mistake.telling().phrase())
                        .containsOnly(Phrase.LEGAL_LOOSENED);
                assertThat(stands(document)).as("%s", place).isEqualTo(document);
                continue;
            }
            assertThat(answer).as("%s", place).isInstanceOf(Answer.Saved.class);
            var saved = (Answer.Saved) answer;
            assertThat(saved.change()).as("%s", place).isNotNull();
            assertThat(saved.item().working()).isNotEqualTo(item.tree());
            assertThat(saved.item().preparation() != null).isEqualTo(item.isHeld());
            assertThat(stands(document).equals(document)).isEqualTo(item.isHeld());
            assertThat(stands(document)).isEqualTo(loadedAfresh(document));

            assertThat(undo(document, saved)).as("%s", place).isInstanceOf(Answer.Saved.class);
            assertThat(stands(document)).as("%s", place).isEqualTo(document);
            assertThat(editing.find(key(document), place).orElseThrow().preparation()).isNull();
        }
        assertThat(loadedAfresh(document)).isEqualTo(document);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSameAgainChangesNothing(long seed) {
        var document = bringIn(seed);
        for (var place : places(document)) {
            var item = editing.find(key(document), place).orElseThrow();

            var same = editing.change(ADMIN, key(document), place, item.version(), item.tree());

            assertThat(same).as("%s", place).isEqualTo(new Answer.Saved(item, null));
        }
        assertThat(stands(document)).isEqualTo(document);
        assertThat(lines(document)).isZero();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsArchivedReturnsAsItStood(long seed) {
        var document = bringIn(seed);
        for (var place : places(document)) {
            var item = editing.find(key(document), place).orElseThrow();
            var before = lines(document);
            switch (editing.archive(ADMIN, key(document), place, item.version())) {
                case Answer.Saved saved -> {
                    assertThat(editing.find(key(document), place)).isEmpty();
                    assertThat(stands(document)).isEqualTo(loadedAfresh(document));
                    assertThat(undo(document, saved)).isInstanceOf(Answer.Saved.class);
                }
                case Answer.Refused refused -> {
                    assertThat(refused.mistakes()).isNotEmpty();
                    assertThat(lines(document)).isEqualTo(before);
                }
                case Answer.NotAllowed _ -> assertThat(place.kind().isSingle()).isTrue();
                case Answer.Collided _, Answer.Unknown _ ->
                        throw new AssertionError(place.toString());
            }
            assertThat(stands(document)).as("%s", place).isEqualTo(document);
        }
        assertThat(loadedAfresh(document)).isEqualTo(document);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aCopyIsADraftBesideItsOriginalAndLeavesNoTraceWhenUndone(long seed) {
        var document = bringIn(seed);
        for (var place : places(document)) {
            if (place.kind().isSingle() || place.kind() == ItemKind.CAPACITY) {
                continue;
            }
            var answer = (Answer.Saved) editing.duplicate(ADMIN, key(document), place);

            var copy = answer.item();
            var keys = stands(document).keys(place.kind(), place.programme());
            assertThat(keys.indexOf(copy.place().key())).isEqualTo(keys.indexOf(place.key()) + 1);
            assertThat(copy.isHeld()).isFalse();
            assertThat(stands(document)).isEqualTo(loadedAfresh(document));
            assertThat(undo(document, answer)).isInstanceOf(Answer.Saved.class);
            assertThat(stands(document)).as("%s", place).isEqualTo(document);
        }
        assertThat(loadedAfresh(document)).isEqualTo(document);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anOrderAndItsUndoGiveTheDocumentBack(long seed) {
        var document = bringIn(seed);
        for (var kind : ItemKind.values()) {
            if (kind.isSingle() || kind == ItemKind.SCENARIO) {
                continue;
            }
            var keys = new ArrayList<>(document.keys(kind, null));
            Collections.reverse(keys);

            var answer = (Answer.Saved) editing.order(ADMIN, key(document), kind, null, keys);

            assertThat(stands(document).keys(kind, null)).isEqualTo(keys);
            assertThat(loadedAfresh(document).keys(kind, null)).isEqualTo(keys);
            if (answer.change() != null) {
                undo(document, answer);
            }
            assertThat(stands(document)).isEqualTo(document);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anEditThatIsRefusedChangesNothing(long seed) {
        var document = bringIn(seed);
        for (var place : places(document)) {
            var item = editing.find(key(document), place).orElseThrow();
            var wrong = new LinkedHashMap<>(item.tree());
            wrong.put("zzzzzz", "?");

            var answer = editing.change(ADMIN, key(document), place, item.version(), wrong);

            assertThat(answer)
                    .as("%s", place)
                    .isInstanceOfSatisfying(
                            Answer.Refused.class,
                            refused ->
                                    assertThat(refused.mistakes())
                                            .singleElement()
                                            .satisfies(
                                                    mistake ->
                                                            assertThat(mistake.path())
                                                                    .isEqualTo("zzzzzz")));
        }
        assertThat(stands(document)).isEqualTo(document);
        assertThat(lines(document)).isZero();
    }

    private PlanDocument bringIn(long seed) {
        var document = new RandomPlan(new Random(seed), "laws-" + seed).document(3, 4);
        jdbc.sql("delete from change where plan = :plan").param("plan", key(document)).update();
        jdbc.sql("delete from preparation where plan = :plan")
                .param("plan", key(document))
                .update();
        importing.importDocument(document, "louise", true);
        jdbc.sql("delete from change where plan = :plan").param("plan", key(document)).update();
        return document;
    }

    private static List<ItemPlace> places(PlanDocument document) {
        return List.copyOf(DocumentTree.of(document).items().keySet()).stream()
                .filter(
                        place ->
                                document.status(place)
                                        .map(status -> !status.name().equals("ENDED"))
                                        .orElse(true))
                .toList();
    }

    private static Map<String, Object> changed(ItemPlace place, EditedItem item) {
        var tree = new LinkedHashMap<>(item.tree());
        switch (place.kind()) {
            case CONVENTIONS ->
                    tree.merge(
                            "departments",
                            List.of(Map.of("key", "another", "name", "Another")),
                            (one, more) ->
                                    Stream.concat(
                                                    ((List<?>) one).stream(),
                                                    ((List<?>) more).stream())
                                            .toList());
            case CAPACITY -> tree.put("perDay", 987_654);
            case TEMPLATE -> tree.put("text", "Another text");
            case QUIET_PERIOD ->
                    tree.put(
                            "types",
                            List.of("SERVICE").equals(tree.get("types"))
                                    ? List.of("PROMOTIONAL")
                                    : List.of("SERVICE"));
            case PLAN,
                    JOURNEY,
                    SEGMENT,
                    PRESSURE_RULE,
                    OBJECTIVE,
                    KPI,
                    PROGRAMME,
                    SCENARIO,
                    CAMPAIGN,
                    CALENDAR_EVENT ->
                    tree.put("name", "Another name");
        }
        return tree;
    }

    private Answer undo(PlanDocument document, Answer.Saved saved) {
        var change = saved.change();
        assertThat(change).isNotNull();
        return undoing.undo(ADMIN, key(document), change == null ? 0 : change);
    }

    private PlanDocument stands(PlanDocument document) {
        return plans.load(key(document)).orElseThrow();
    }

    /** From the database, whatever is held in memory. */
    private PlanDocument loadedAfresh(PlanDocument document) {
        jdbc.sql("update plan set revision = nextval('plan_revision_seq') where key = :key")
                .param("key", key(document))
                .update();
        return stands(document);
    }

    private long lines(PlanDocument document) {
        return jdbc.sql("select count(*) from change where plan = :plan")
                .param("plan", key(document))
                .query(Long.class)
                .single();
    }

    private static String key(PlanDocument document) {
        return document.plan().key();
    }
}
