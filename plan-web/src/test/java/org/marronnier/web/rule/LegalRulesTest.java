package org.marronnier.web.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.consent.Regime;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.Mistake;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.pack.LegalPack;
import org.marronnier.domain.pack.LegalPacks;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.user.Role;
import org.marronnier.web.WebTest;
import org.marronnier.web.editing.Answer;
import org.marronnier.web.editing.EditingItem;
import org.marronnier.web.editing.EditingPack;
import org.marronnier.web.editing.Editor;
import org.marronnier.web.editing.PackItems;
import org.marronnier.web.mistake.MistakeSentences;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.plan.PlanText;
import org.marronnier.web.plan.TextFormat;
import org.marronnier.web.shell.CurrentPlan;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The law holds whatever way a change comes, and a pack comes and goes whole. */
class LegalRulesTest extends WebTest {

    private static final String PLAN = "loi-regles";
    private static final LegalPack FRANCE = LegalPacks.of("france").orElseThrow();
    private static final Editor ADMIN = new Editor("louise", Role.ADMIN);

    @Autowired private ImportingPlan importing;
    @Autowired private EditingItem editing;
    @Autowired private EditingPack packs;
    @Autowired private PlanText text;
    @Autowired private Plans plans;
    @Autowired private MistakeSentences sentences;

    @BeforeEach
    void bringThePlanIn() throws IOException {
        packs.remove(ADMIN, PLAN, FRANCE, plans.load(PLAN).map(this::held).orElse(0));
        bringWith("");
    }

    /** The plan, with more of its own among its rules. */
    private void bringWith(String rules) throws IOException {
        try (var in = LegalRulesTest.class.getResourceAsStream("/rules-plan.yaml")) {
            importing.importText(
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("key: clavier,", "key: " + PLAN + ",")
                            .replaceFirst("(?m)^templates:", rules + "templates:")
                            .getBytes(StandardCharsets.UTF_8),
                    TextFormat.YAML,
                    "test",
                    true);
        }
    }

    @Test
    void addsThePackOnceAndKeepsWhatIsStricter() {
        assertThat(packs.add(ADMIN, PLAN, FRANCE)).isInstanceOf(EditingPack.Outcome.Done.class);

        assertThat(held(plan())).isEqualTo(FRANCE.size());
        assertThat(plan().pressure()).containsAll(FRANCE.pressure());
        assertThat(plan().quiet()).containsAll(FRANCE.quiet());
        assertThat(plan().conventions().typology().lines())
                .filteredOn(line -> line.legal() != null)
                .extracting(line -> line.channel() + " " + line.regime())
                .containsExactly("SMS OPT_IN", "PHONE OPT_IN");
        assertThat(packs.add(ADMIN, PLAN, FRANCE)).isEqualTo(new EditingPack.Outcome.Done(0, 0));
    }

    @Test
    void addsNothingThatAnotherRuleOfThePlanKeeps() throws IOException {
        bringWith(
                """
                  quiet:
                    - {key: nuits, channels: [SMS, PHONE], types: [PROMOTIONAL], days: [MON, TUE, WED, THU, FRI, SAT, SUN],
                       from: "19:00", to: "09:00"}
                """);

        assertThat(page().replace('\u00a0', ' '))
                .contains(
                        "déjà respecté par « Aucun message promotionnel par SMS ou téléphone",
                        "chaque jour, de 19 h 00 à 9 h 00 »<",
                        "déjà respecté par « opt-in » ; l’ajout empêche de l’assouplir",
                        "Ajouter les 8 règles",
                        "sans opt-in, sauf à un client");

        packs.add(ADMIN, PLAN, FRANCE);

        assertThat(plan().quiet())
                .extracting(QuietPeriod::key)
                .contains("nuits", "fr-sms-dimanche", "fr-appels-soir")
                .doesNotContain("fr-sms-nuit");
        assertThat(held(plan())).isEqualTo(FRANCE.size() - 1);
        assertThat(page()).doesNotContain("à ajouter", "/addition");
        assertThat(packs.add(ADMIN, PLAN, FRANCE)).isEqualTo(new EditingPack.Outcome.Done(0, 0));
    }

    private String page() throws IOException {
        return mvc.get()
                .uri("/rules/packs/france")
                .with(as(Role.ADMIN))
                .sessionAttr(CurrentPlan.class.getName(), PLAN)
                .header("Accept-Language", "fr")
                .exchange()
                .getResponse()
                .getContentAsString();
    }

    @Test
    void isForAdministratorsAlone() {
        assertThat(packs.add(new Editor("max", Role.CRM_MANAGER), PLAN, FRANCE))
                .isEqualTo(new EditingPack.Outcome.Refused("editing.forbidden"));
        assertThat(held(plan())).isZero();
    }

    @Test
    void takesAnAdditionBackAsLongAsNobodyChangedIt() {
        var before = plan();
        var first = (EditingPack.Outcome.Done) packs.add(ADMIN, PLAN, FRANCE);

        assertThat(packs.takeBack(ADMIN, PLAN, FRANCE, first.first(), first.last()))
                .isInstanceOf(EditingPack.Outcome.Done.class);
        assertThat(plan()).isEqualTo(before);

        var again = (EditingPack.Outcome.Done) packs.add(ADMIN, PLAN, FRANCE);
        assertThat(change("fr-appels-30-jours", "max", 3)).isInstanceOf(Answer.Saved.class);
        assertThat(packs.takeBack(ADMIN, PLAN, FRANCE, again.first(), again.last()))
                .isEqualTo(new EditingPack.Outcome.Refused("pack.undo.changed"));
    }

    @Test
    void takesThePackOutWhenItsNumberIsConfirmed() {
        packs.add(ADMIN, PLAN, FRANCE);

        assertThat(packs.remove(ADMIN, PLAN, FRANCE, 3))
                .isEqualTo(new EditingPack.Outcome.Refused("pack.removal.number"));
        assertThat(packs.remove(ADMIN, PLAN, FRANCE, 11))
                .isInstanceOf(EditingPack.Outcome.Done.class);

        assertThat(held(plan())).isZero();
        assertThat(plan().conventions().typology().lines())
                .extracting(line -> line.regime())
                .contains(Regime.OPT_IN);
    }

    @Test
    void refusesToLoosenByEditing() {
        packs.add(ADMIN, PLAN, FRANCE);

        assertThat(change("fr-appels-30-jours", "max", 3)).isInstanceOf(Answer.Saved.class);
        assertThat(change("fr-appels-30-jours", "max", 4)).isInstanceOf(Answer.Saved.class);
        assertThat(change("fr-appels-30-jours", "max", 5))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused ->
                                assertThat(refused.mistakes())
                                        .extracting(Mistake::path)
                                        .containsExactly("max"));
        assertThat(
                        change(
                                "fr-appels-30-jours",
                                "overrides",
                                List.of(Map.of("segment", "vip", "max", 6))))
                .isInstanceOf(Answer.Refused.class);
        var place = ItemPlace.of(ItemKind.QUIET_PERIOD, "fr-sms-nuit");
        var version = editing.find(PLAN, place).orElseThrow().version();
        assertThat(editing.archive(ADMIN, PLAN, place, version)).isInstanceOf(Answer.Refused.class);
    }

    @Test
    void saysTheFloorAsTheRuleThatItIs() {
        packs.add(ADMIN, PLAN, FRANCE);

        assertThat(refused(change("fr-appels-30-jours", "window", Map.of("rolling", "P7D"))))
                .endsWith(
                        "Le plancher est : au plus 4 appels promotionnels par contact sur toute période de 30 jours.");
        var place = ItemPlace.of(ItemKind.QUIET_PERIOD, "fr-appels-feries");
        var now = editing.find(PLAN, place).orElseThrow();
        var tree = new LinkedHashMap<>(now.tree());
        tree.put("publicHolidays", "BE");
        assertThat(refused(editing.change(ADMIN, PLAN, place, now.version(), tree)))
                .endsWith("Le plancher est : aucun appel promotionnel les jours fériés (France).");
    }

    private String refused(Answer answer) {
        var mistakes = ((Answer.Refused) answer).mistakes();
        return sentences.say(mistakes.getFirst().telling(), Locale.FRENCH).replace('\u00a0', ' ');
    }

    @Test
    void givesACopyNoMarkOfTheLaw() {
        packs.add(ADMIN, PLAN, FRANCE);

        var copy =
                editing.duplicate(ADMIN, PLAN, ItemPlace.of(ItemKind.QUIET_PERIOD, "fr-sms-nuit"));

        assertThat(copy)
                .isInstanceOfSatisfying(
                        Answer.Saved.class,
                        saved -> assertThat(saved.item().tree()).doesNotContainKey("legal"));
    }

    @Test
    void refusesToLoosenByADocumentAndNamesThePlace() {
        packs.add(ADMIN, PLAN, FRANCE);
        var written = text.write(plan(), TextFormat.YAML);

        assertThat(bring(written)).isInstanceOf(ImportingPlan.Outcome.Imported.class);
        assertThat(bring(written.replaceFirst("max: 4", "max: 9")))
                .isInstanceOfSatisfying(
                        ImportingPlan.Outcome.Refused.class,
                        refused ->
                                assertThat(refused.mistakes())
                                        .singleElement()
                                        .satisfies(
                                                mistake ->
                                                        assertThat(mistake.path())
                                                                .matches(
                                                                        "rules\\.pressure\\[\\d+]\\.max")));
        assertThat(bring(written.replaceFirst("max: 4", "max: 2")))
                .isInstanceOf(ImportingPlan.Outcome.Imported.class);
    }

    @Test
    void keepsTheMarksWhenTheConventionsAreSaved() {
        packs.add(ADMIN, PLAN, FRANCE);
        var place = ItemPlace.of(ItemKind.CONVENTIONS, PLAN);
        var version = Long.toString(editing.find(PLAN, place).orElseThrow().version());

        assertThat(typology(version, "")).hasRedirectedUrl("/conventions/typology");
        assertThat(held(plan())).isEqualTo(11);
        assertThat(typology(version, "OPT_OUT")).hasStatus(422);
    }

    private MvcTestResult typology(String version, String regime) {
        return mvc.post()
                .uri("/conventions/typology")
                .with(as(Role.ADMIN))
                .with(token())
                .sessionAttr(CurrentPlan.class.getName(), PLAN)
                .param("version", version)
                .param("_regime.PHONE.PROMOTIONAL", regime)
                .param("_regime.SMS.PROMOTIONAL", "OPT_IN")
                .exchange();
    }

    private ImportingPlan.Outcome bring(String document) {
        return importing.importText(
                document.getBytes(StandardCharsets.UTF_8), TextFormat.YAML, "louise", true);
    }

    private Answer change(String key, String field, Object value) {
        var place = ItemPlace.of(ItemKind.PRESSURE_RULE, key);
        var item = editing.find(PLAN, place).orElseThrow();
        var tree = new LinkedHashMap<>(item.tree());
        tree.put(field, value);
        return editing.change(ADMIN, PLAN, place, item.version(), tree);
    }

    private int held(PlanDocument plan) {
        return PackItems.count(plan, FRANCE);
    }

    private PlanDocument plan() {
        return plans.load(PLAN).orElseThrow();
    }
}
