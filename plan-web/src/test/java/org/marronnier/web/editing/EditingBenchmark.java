package org.marronnier.web.editing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.document.RandomPlan;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.domain.user.Role;
import org.marronnier.web.WebTest;
import org.marronnier.web.plan.ImportingPlan;
import org.marronnier.web.shell.CurrentPlan;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;

/**
 * How long an edit takes to be checked and stored in a plan of 40 programmes, 200 scenarios and
 * 1,000 campaigns.
 */
class EditingBenchmark extends WebTest {

    private static final String PLAN = "editing-benchmark";
    private static final int TIMES = Integer.getInteger("times", 200);
    private static final int WARM_UP = Integer.getInteger("warm-up", 100);
    private static final int AIM_OF_EDITS = 100;
    private static final int AIM_OF_PAGES = 200;
    private static final int SCENARIOS = 5;
    private static final Editor ADMIN = new Editor("louise", Role.ADMIN);

    @Autowired private ImportingPlan importing;
    @Autowired private EditingItem editing;
    @Autowired private UndoingChange undoing;
    @Autowired private Plans plans;

    @Test
    void edits() {
        importing.importDocument(document(), "louise", true);
        var plan = plan();
        assertThat(plan.campaigns()).hasSize(1_000);
        assertThat(plan.programmes().stream().mapToInt(one -> one.scenarios().size()).sum())
                .isEqualTo(200);
        var campaign = first(ItemKind.CAMPAIGN, null);
        var dated = dated();
        var programme = first(ItemKind.PROGRAMME, null);
        var scenario =
                ItemPlace.scenario(
                        programme.key(), plan.keys(ItemKind.SCENARIO, programme.key()).getFirst());

        System.out.println("                              | median |   95th |  worst (ms)");
        time("a campaign is renamed", i -> rename(campaign, i));
        time("a programme is renamed", i -> rename(programme, i));
        time("a scenario is renamed", i -> rename(scenario, i));
        time("a change is undone", i -> undo(rename(programme, -1 - i)));
        time("programmes are ordered", this::order);
        time("a campaign is copied", _ -> editing.duplicate(ADMIN, PLAN, campaign));
        time("a campaign is moved by hand", i -> move(dated, i));
        time("a campaign saves itself", i -> save(campaign, "Saved " + i, 200));
        time("a campaign is refused", i -> save(campaign, "x".repeat(400 + i % 9), 422));
        time("a programme's form is sent", i -> send(programme, i));
        time(
                "a programme's page is shown",
                AIM_OF_PAGES,
                _ -> show("/programmes/" + programme.key()));
        time("the programmes are shown", AIM_OF_PAGES, _ -> show("/programmes"));
        time("a month is shown", AIM_OF_PAGES, _ -> show("/calendar"));
    }

    private void time(String name, IntConsumer edit) {
        time(name, AIM_OF_EDITS, edit);
    }

    private void time(String name, int aim, IntConsumer edit) {
        var times = new long[TIMES];
        for (var i = -WARM_UP; i < TIMES; i++) {
            var start = System.nanoTime();
            edit.accept(i);
            if (i >= 0) {
                times[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(times);
        var late = times[(int) Math.ceil(0.95 * TIMES) - 1] / 1e6;
        System.out.printf(
                "%-29s | %6.1f | %6.1f | %6.1f %s%n",
                name,
                times[TIMES / 2] / 1e6,
                late,
                times[TIMES - 1] / 1e6,
                late > aim ? "| SLOW" : "");
    }

    private Answer.Saved rename(ItemPlace place, int i) {
        var item = editing.find(PLAN, place).orElseThrow();
        var tree = new LinkedHashMap<>(item.working());
        tree.put("name", "Name " + i);
        return (Answer.Saved) editing.change(ADMIN, PLAN, place, item.version(), tree);
    }

    private void undo(Answer.Saved saved) {
        var change = saved.change();
        assertThat(change).isNotNull();
        assertThat(undoing.undo(ADMIN, PLAN, change == null ? 0 : change))
                .isInstanceOf(Answer.Saved.class);
    }

    private void order(int i) {
        var keys = new ArrayList<>(plan().keys(ItemKind.PROGRAMME, null));
        Collections.rotate(keys, 1);
        assertThat(editing.order(ADMIN, PLAN, ItemKind.PROGRAMME, null, keys))
                .isInstanceOf(Answer.Saved.class);
    }

    private void send(ItemPlace place, int i) {
        var item = editing.find(PLAN, place).orElseThrow();
        var request =
                mvc.post()
                        .uri("/programmes/" + place.key())
                        .with(as(Role.ADMIN))
                        .with(token())
                        .sessionAttr(CurrentPlan.class.getName(), PLAN)
                        .param("version", String.valueOf(item.version()));
        var form = new LinkedHashMap<String, Object>(item.working());
        form.put("name", "Sent " + i);
        form.forEach((name, value) -> request.param(name, value.toString()));
        assertThat(request.exchange()).hasRedirectedUrl("/programmes/" + place.key());
    }

    private void move(ItemPlace place, int i) {
        var start = start(place);
        var to = start.toLocalDate().plusDays(i % 2 == 0 ? 1 : -1);
        assertThat(
                        mvc.post()
                                .uri("/calendar/placements")
                                .accept(MediaType.APPLICATION_JSON)
                                .with(as(Role.ADMIN))
                                .with(token())
                                .sessionAttr(CurrentPlan.class.getName(), PLAN)
                                .param("plan", PLAN)
                                .param("key", place.key())
                                .param("at", start.toString())
                                .param("to", to.toString()))
                .hasStatusOk();
        assertThat(start(place).toLocalDate()).isEqualTo(to);
    }

    private void save(ItemPlace place, String name, int status) {
        var item = editing.find(PLAN, place).orElseThrow();
        assertThat(
                        mvc.post()
                                .uri("/campaigns/" + place.key() + "?step=brief")
                                .header("HX-Request", "true")
                                .with(as(Role.ADMIN))
                                .with(token())
                                .sessionAttr(CurrentPlan.class.getName(), PLAN)
                                .param("version", String.valueOf(item.version()))
                                .param("name", name))
                .hasStatus(status);
    }

    private void show(String path) {
        assertThat(
                        mvc.get()
                                .uri(path)
                                .with(as(Role.ADMIN))
                                .sessionAttr(CurrentPlan.class.getName(), PLAN))
                .hasStatusOk();
    }

    private ItemPlace first(ItemKind kind, @org.jspecify.annotations.Nullable String programme) {
        var plan = plan();
        return plan.keys(kind, programme).stream()
                .map(key -> new ItemPlace(kind, programme, key))
                .filter(place -> plan.status(place).orElse(Status.DRAFT) == Status.DRAFT)
                .findFirst()
                .orElseThrow();
    }

    /** A campaign of one day, well within the plan. */
    private ItemPlace dated() {
        var plan = plan();
        return plan.campaigns().stream()
                .map(one -> ItemPlace.of(ItemKind.CAMPAIGN, one.brief().key()))
                .filter(place -> plan.status(place).orElse(Status.DRAFT) == Status.DRAFT)
                .filter(place -> isMovable(plan, place))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isMovable(PlanDocument plan, ItemPlace place) {
        var brief = brief(plan, place);
        return brief.start() != null
                && brief.recurrence() == null
                && brief.start().toLocalDate().isAfter(plan.plan().from().plusDays(1))
                && brief.start().toLocalDate().isBefore(plan.plan().to().minusDays(1));
    }

    private LocalDateTime start(ItemPlace place) {
        return Objects.requireNonNull(brief(plan(), place).start());
    }

    private static CampaignBrief brief(PlanDocument plan, ItemPlace place) {
        return plan.campaigns().stream()
                .map(PlanDocument.Campaign::brief)
                .filter(one -> one.key().equals(place.key()))
                .findFirst()
                .orElseThrow();
    }

    private PlanDocument plan() {
        return plans.load(PLAN).orElseThrow();
    }

    /** A made-up plan in which every programme has as many scenarios as the others. */
    private static PlanDocument document() {
        var made = new RandomPlan(new Random(2027), PLAN).document(40, 1_000);
        var pool = made.programmes().stream().flatMap(one -> one.scenarios().stream()).toList();
        var programmes = new ArrayList<PlanDocument.Programme>();
        for (var programme : made.programmes()) {
            var scenarios = new ArrayList<PlanDocument.Scenario>();
            for (var i = 0; i < SCENARIOS; i++) {
                var one = pool.get((programmes.size() * SCENARIOS + i) % pool.size());
                scenarios.add(new PlanDocument.Scenario(named(one.brief(), i), one.status()));
            }
            programmes.add(
                    new PlanDocument.Programme(programme.brief(), programme.status(), scenarios));
        }
        return new PlanDocument(
                made.plan(),
                made.conventions(),
                made.journeys(),
                made.segments(),
                made.pressure(),
                made.quiet(),
                made.capacity(),
                made.objectives(),
                made.kpis(),
                made.templates(),
                programmes,
                made.campaigns(),
                made.calendar());
    }

    private static ScenarioBrief named(ScenarioBrief one, int i) {
        return new ScenarioBrief(
                "scenario-" + i,
                one.name(),
                one.goal(),
                one.type(),
                one.intent(),
                one.purpose(),
                one.priority(),
                one.trigger(),
                one.target(),
                one.exit(),
                one.reentry(),
                one.parallel(),
                one.control(),
                one.steps());
    }
}
