package org.marronnier.domain.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.pack.LegalPack;
import org.marronnier.domain.pack.LegalPacks;

/** What is legal can be tightened, not loosened, whatever way the change comes. */
class LegalFloorTest {

    private static final LegalPack FRANCE = LegalPacks.of("france").orElseThrow();
    private static final Map<String, Object> OWN_LAW = Map.of("source", "Loi belge");

    @Test
    void holdsEveryRuleOfAPackItself() {
        assertThat(FRANCE.size()).isEqualTo(11);
        assertThat(LegalFloor.loosened(null, withFrance())).isEmpty();
        assertThat(LegalFloor.loosened(withFrance(), withFrance())).isEmpty();
    }

    @Test
    void refusesWhatIsLooserThanThePackEvenInANewPlan() {
        var plan = changed(withFrance(), ItemKind.PRESSURE_RULE, "fr-appels-30-jours", "max", 5);

        assertThat(LegalFloor.loosened(null, plan))
                .singleElement()
                .satisfies(
                        mistake -> {
                            assertThat(mistake.path()).isEqualTo("rules.pressure[0].max");
                            assertThat(mistake.message())
                                    .isEqualTo(
                                            "This is legal (Décret n° 2022-1313 du 13 octobre 2022): it can be tightened, not loosened. The floor is: 4.");
                        });
    }

    @Test
    void letsAPackBeTightenedAndComeBackToItself() {
        var tighter = changed(withFrance(), ItemKind.PRESSURE_RULE, "fr-appels-30-jours", "max", 2);

        assertThat(LegalFloor.loosened(withFrance(), tighter)).isEmpty();
        assertThat(LegalFloor.loosened(tighter, withFrance())).isEmpty();
    }

    @Test
    void measuresALegalRuleOfThePlanAgainstItself() {
        var own = ownLaw(3);

        assertThat(LegalFloor.loosened(own, ownLaw(2))).isEmpty();
        assertThat(LegalFloor.loosened(own, ownLaw(4)))
                .extracting(Mistake::path)
                .containsExactly("rules.pressure[0].max");
    }

    @Test
    void refusesThatALegalRuleLeavesOrLosesItsMark() {
        var tree = DocumentTree.of(withFrance());
        tree.remove(ItemPlace.of(ItemKind.QUIET_PERIOD, "fr-sms-nuit"));
        var unmarked = DocumentTree.of(withFrance());
        var place = ItemPlace.of(ItemKind.QUIET_PERIOD, "fr-sms-nuit");
        unmarked.put(place, without(unmarked.find(place).orElseThrow(), "legal"));

        assertThat(LegalFloor.loosened(withFrance(), read(tree)))
                .extracting(Mistake::path, Mistake::message)
                .containsExactly(
                        tuple(
                                "rules.quiet",
                                "fr-sms-nuit is legal (Règles des opérateurs (AF2M) pour les SMS commerciaux): it can be tightened, not removed."));
        assertThat(LegalFloor.loosened(withFrance(), read(unmarked)))
                .extracting(Mistake::path)
                .containsExactly("rules.quiet[0].legal");
    }

    @Test
    void refusesThatWhatIsLegalIsSwitchedOff() {
        var tree = DocumentTree.of(withFrance());
        var place = ItemPlace.of(ItemKind.QUIET_PERIOD, "fr-sms-nuit");
        var paused = new LinkedHashMap<>(tree.find(place).orElseThrow());
        paused.put("paused", true);
        var mistakes = new ArrayList<Mistake>();

        assertThat(Part.QUIET_PERIOD.find(paused, mistakes::addAll)).isEmpty();
        assertThat(mistakes)
                .extracting(Mistake::path, Mistake::message)
                .containsExactly(
                        tuple(
                                "paused",
                                "This is legal (Règles des opérateurs (AF2M) pour les SMS commerciaux): it cannot be switched off."));

        paused.remove("legal");
        tree.put(place, paused);
        assertThat(LegalFloor.loosened(withFrance(), read(tree)))
                .extracting(Mistake::path)
                .containsExactly("rules.quiet[0].legal", "rules.quiet[0].paused");
    }

    @Test
    void refusesThatQuietHoursOpenAndRegimesWeaken() {
        var open = changed(withFrance(), ItemKind.QUIET_PERIOD, "fr-sms-nuit", "to", "07:00");
        assertThat(LegalFloor.loosened(withFrance(), open))
                .extracting(Mistake::path)
                .containsExactly("rules.quiet[0].from");

        var weaker = typology("OPT_OUT");
        assertThat(LegalFloor.loosened(typology("OPT_IN"), weaker))
                .extracting(Mistake::path)
                .containsExactly("conventions.typology[0].regime");
        assertThat(LegalFloor.loosened(typology("OPT_IN"), typology("SOFT_OPT_IN"))).isEmpty();
    }

    private static PlanDocument typology(String regime) {
        var tree = DocumentTree.of(plan());
        tree.put(
                ItemPlace.of(ItemKind.CONVENTIONS, "plan"),
                Map.of(
                        "typology",
                        List.of(
                                Map.of(
                                        "channel",
                                        "SMS",
                                        "type",
                                        "PROMOTIONAL",
                                        "regime",
                                        regime,
                                        "legal",
                                        Map.of("source", "L34-5", "pack", "france")))));
        return read(tree);
    }

    private static PlanDocument ownLaw(int max) {
        var tree = DocumentTree.of(plan());
        tree.put(
                ItemPlace.of(ItemKind.PRESSURE_RULE, "own"),
                Map.of(
                        "key",
                        "own",
                        "name",
                        "Own",
                        "restricts",
                        Map.of(),
                        "max",
                        max,
                        "window",
                        Map.of("rolling", "P7D"),
                        "legal",
                        OWN_LAW));
        return read(tree);
    }

    private static PlanDocument withFrance() {
        var plan = plan();
        return new PlanDocument(
                plan.plan(),
                plan.conventions(),
                List.of(),
                List.of(),
                FRANCE.pressure(),
                FRANCE.quiet(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static PlanDocument changed(
            PlanDocument plan, ItemKind kind, String key, String field, Object value) {
        var tree = DocumentTree.of(plan);
        var place = ItemPlace.of(kind, key);
        var item = new LinkedHashMap<>(tree.find(place).orElseThrow());
        item.put(field, value);
        tree.put(place, item);
        return read(tree);
    }

    private static Map<String, Object> without(Map<String, Object> tree, String field) {
        var less = new LinkedHashMap<>(tree);
        less.remove(field);
        return less;
    }

    private static PlanDocument plan() {
        return read(
                DocumentTree.over(
                        new LinkedHashMap<>(
                                Map.of(
                                        "marronnier",
                                        1,
                                        "plan",
                                        Map.of(
                                                "key", "plan",
                                                "name", "Plan",
                                                "brand", "Maison",
                                                "from", "2027-01-01",
                                                "to", "2027-12-31")))));
    }

    private static PlanDocument read(DocumentTree tree) {
        return GivenPlan.read(tree.root());
    }
}
