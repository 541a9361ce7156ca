package org.marronnier.web.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.computing.ComputingState;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.Mistake;
import org.marronnier.domain.document.Part;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.PlanWriter;
import org.marronnier.domain.message.SourceName;
import org.marronnier.scheduler.impact.ComputingImpacts;
import org.marronnier.scheduler.impact.Impact;
import org.marronnier.store.impact.RuleImpacts;
import org.marronnier.web.editing.Answering;
import org.marronnier.web.editing.Editor;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What a rule would have held back before it is kept, as pages show it. */
@Component
class TryingRule {

    private final ComputingImpacts impacts;
    private final Answering answering;
    private final Figures figures;
    private final Sayings sayings;

    TryingRule(ComputingImpacts impacts, Answering answering, Figures figures, Sayings sayings) {
        this.impacts = impacts;
        this.answering = answering;
        this.figures = figures;
        this.sayings = sayings;
    }

    /**
     * A figure before and after a change, and by how much it grows; before a new rule, none.
     *
     * @param contacts how many contacts it is of, in words; null where that is told elsewhere
     */
    public record Line(
            String name,
            @Nullable String contacts,
            @Nullable String before,
            String after,
            String change) {}

    /**
     * Where a trial stands.
     *
     * @param percent how much is computed, from 0 to 100
     * @param meaning what the figures hold, and what not
     * @param computedAt null until all is; then the lists are filled too
     * @param curve null until all is
     */
    public record View(
            long id,
            boolean waits,
            boolean failed,
            long percent,
            boolean changes,
            String meaning,
            @Nullable String computedAt,
            @Nullable String from,
            @Nullable String until,
            @Nullable ImpactCurve curve,
            List<Line> totals,
            List<Line> sources,
            List<Line> segments) {}

    /**
     * Asks for a trial of what is typed, and shows where it stands; where it is no rule, tells what
     * is wrong.
     *
     * @param key of the rule that is changed; null for a new one
     * @return whether it is a rule
     */
    boolean ask(
            RuleKind kind,
            PlanDocument plan,
            @Nullable String key,
            Map<String, Object> typed,
            Model model) {
        var place = key == null || key.isBlank() ? null : kind.place(key);
        var tree = RuleForms.keyed(typed, place == null ? "new" : place.key());
        var mistakes = new ArrayList<Mistake>();
        if (!RuleForms.isWhole(kind, tree, mistakes::addAll)) {
            answering.mark(mistakes, model);
            return false;
        }
        ask(
                plan,
                kind + " " + (key == null ? "" : key),
                kind.item(),
                place == null ? null : PlanWriter.write(plan, place).orElse(null),
                tree,
                model);
        return true;
    }

    /**
     * The same for what a channel carries in a day.
     *
     * @param tree of the capacity, as documents have it
     */
    void ask(PlanDocument plan, Map<String, Object> tree, Model model) {
        var mistakes = new ArrayList<Mistake>();
        var typed = Part.CAPACITY.find(tree, mistakes::addAll);
        if (typed.isEmpty()) {
            answering.mark(mistakes, model);
            return;
        }
        var channel = typed.get().channel().name();
        ask(
                plan,
                ItemKind.CAPACITY + " " + channel,
                ItemKind.CAPACITY,
                PlanWriter.write(plan, ItemPlace.of(ItemKind.CAPACITY, channel)).orElse(null),
                tree,
                model);
    }

    private void ask(
            PlanDocument plan,
            String slot,
            ItemKind kind,
            @Nullable Map<String, Object> before,
            Map<String, Object> after,
            Model model) {
        var id = impacts.ask(plan, Editor.current().name() + " " + slot, kind, before, after);
        find(id, plan).ifPresent(view -> model.addAttribute("impact", view));
    }

    /** Where a trial of a plan stands. */
    Optional<View> find(long id, PlanDocument plan) {
        return impacts.find(id)
                .filter(standing -> standing.question().plan().equals(plan.plan().key()))
                .map(standing -> view(standing, plan));
    }

    private View view(RuleImpacts.Standing standing, PlanDocument plan) {
        var tree = standing.state() == ComputingState.DONE ? standing.figures() : null;
        var at = standing.computedAt();
        var impact = tree == null ? null : Impact.of(tree);
        return new View(
                standing.id(),
                standing.state() == ComputingState.WAITING,
                standing.state() == ComputingState.FAILED,
                Math.round(standing.reached() * 100),
                standing.question().before() != null,
                meaning(standing.question()),
                impact == null || at == null ? null : figures.dateTime(at, plan.plan().zone()),
                impact == null
                        ? null
                        : figures.date(impact.from().atZone(plan.plan().zone()).toLocalDate()),
                impact == null
                        ? null
                        : figures.date(
                                impact.until()
                                        .minusSeconds(1)
                                        .atZone(plan.plan().zone())
                                        .toLocalDate()),
                impact == null || impact.days().isEmpty()
                        ? null
                        : ImpactCurve.of(impact.days(), figures),
                impact == null ? List.of() : totals(impact),
                impact == null
                        ? List.of()
                        : lines(
                                impact.before() == null ? null : impact.before().sources(),
                                impact.after().sources(),
                                source(plan)),
                impact == null
                        ? List.of()
                        : lines(
                                impact.before() == null ? null : impact.before().segments(),
                                impact.after().segments(),
                                segment(plan)));
    }

    /** What stands beside a rule is what it did; a capacity has nothing beside it. */
    private String meaning(RuleImpacts.Question question) {
        if (question.kind() == ItemKind.CAPACITY) {
            return sayings.say("impact.meaning.capacity");
        }
        var meaning = sayings.say("impact.meaning");
        return question.before() == null
                ? meaning
                : sayings.say("impact.meaning.beside") + " " + meaning;
    }

    private List<Line> totals(Impact impact) {
        var before = impact.before();
        var after = impact.after();
        return List.of(
                line(
                        "concerned",
                        before == null ? null : before.concerned().messages(),
                        after.concerned().messages()),
                line(
                        "held",
                        before == null ? null : before.held().messages(),
                        after.held().messages()),
                line(
                        "contacts",
                        before == null ? null : before.held().contacts(),
                        after.held().contacts()));
    }

    private Line line(String key, @Nullable Long before, long after) {
        return written(sayings.say("impact." + key), null, before, after);
    }

    /** Those of which something is held back before or after, the most after first. */
    private List<Line> lines(
            @Nullable Map<String, Impact.Count> before,
            Map<String, Impact.Count> after,
            Map<String, String> names) {
        return Stream.concat(
                        after.keySet().stream(),
                        before == null ? Stream.of() : before.keySet().stream())
                .distinct()
                .map(
                        key ->
                                line(
                                        names.getOrDefault(key, sayings.say("impact.others")),
                                        before == null
                                                ? null
                                                : before.getOrDefault(key, Impact.Count.NONE),
                                        after.getOrDefault(key, Impact.Count.NONE)))
                .toList();
    }

    private Line line(String name, Impact.@Nullable Count before, Impact.Count after) {
        return written(
                name,
                contacts(before == null ? null : before.contacts(), after.contacts()),
                before == null ? null : before.messages(),
                after.messages());
    }

    private String contacts(@Nullable Long before, long after) {
        return before == null || before == after
                ? sayings.say(
                        "impact.contacts.of" + (after > 1 ? ".other" : ".one"),
                        figures.number(after))
                : sayings.say(
                        "impact.contacts.instead" + (after > 1 ? ".other" : ".one"),
                        figures.number(after),
                        figures.number(before));
    }

    private Line written(
            String name, @Nullable String contacts, @Nullable Long before, long after) {
        var more = after - Objects.requireNonNullElse(before, 0L);
        return new Line(
                name,
                contacts,
                before == null ? null : figures.number(before),
                figures.number(after),
                figures.signed(more));
    }

    private static Map<String, String> source(PlanDocument plan) {
        var names = new LinkedHashMap<String, String>();
        plan.campaigns()
                .forEach(
                        one ->
                                names.put(
                                        SourceName.ofCampaign(one.brief().key()),
                                        one.brief().name()));
        plan.programmes().stream()
                .flatMap(one -> one.scenarios().stream())
                .forEach(
                        one ->
                                names.put(
                                        SourceName.ofScenario(one.brief().key()),
                                        one.brief().name()));
        return names;
    }

    private static Map<String, String> segment(PlanDocument plan) {
        var names = new LinkedHashMap<String, String>();
        plan.segments().forEach(segment -> names.put(segment.key(), segment.name()));
        return names;
    }
}
