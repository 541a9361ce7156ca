package org.marronnier.web.editing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.marronnier.domain.consent.Typology;
import org.marronnier.domain.document.ItemKind;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.Part;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.pack.LegalPack;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.pressure.Strictness;

/** What a plan holds of a legal pack, and what it lacks. */
public final class PackItems {

    private PackItems() {}

    /** How many rules, periods and regimes of a plan are marked as a pack's. */
    public static int count(PlanDocument plan, LegalPack pack) {
        return (int)
                Stream.of(
                                plan.pressure().stream().map(PressureRule::legal),
                                plan.quiet().stream().map(QuietPeriod::legal),
                                plan.conventions().typology().lines().stream()
                                        .map(Typology.Line::legal))
                        .flatMap(Function.identity())
                        .filter(pack::marks)
                        .count();
    }

    /** The plan's own rule of this key, where it holds it as the pack's. */
    public static boolean holds(PlanDocument plan, LegalPack pack, PressureRule rule) {
        return find(plan, rule).filter(one -> pack.marks(one.legal())).isPresent();
    }

    public static boolean holds(PlanDocument plan, LegalPack pack, QuietPeriod period) {
        return find(plan, period).filter(one -> pack.marks(one.legal())).isPresent();
    }

    public static boolean holds(PlanDocument plan, LegalPack pack, Typology.Line line) {
        return plan.conventions().typology().lines().stream()
                .anyMatch(one -> one.isOfCell(line) && pack.marks(one.legal()));
    }

    /**
     * The rule of a plan that is at least as strict as one of a pack, its own of the same key
     * before any other.
     */
    public static Optional<PressureRule> keeping(PlanDocument plan, PressureRule rule) {
        return find(plan, rule)
                .filter(own -> Strictness.laxer(own, rule).isEmpty())
                .or(
                        () ->
                                plan.pressure().stream()
                                        .filter(one -> Strictness.laxer(one, rule).isEmpty())
                                        .findFirst());
    }

    public static Optional<QuietPeriod> keeping(PlanDocument plan, QuietPeriod period) {
        return find(plan, period)
                .filter(own -> Strictness.laxer(own, period).isEmpty())
                .or(
                        () ->
                                plan.quiet().stream()
                                        .filter(one -> Strictness.laxer(one, period).isEmpty())
                                        .findFirst());
    }

    /** The plan's own line of the cell, the default included, where it asks for as much. */
    public static Optional<Typology.Line> keeping(PlanDocument plan, Typology.Line line) {
        var own = own(plan.conventions().typology(), line);
        return Strictness.asksForAsMuch(own, line) ? Optional.of(own) : Optional.empty();
    }

    /** How many rules, periods and regimes of a pack a plan keeps, as the pack's or by its own. */
    public static int kept(PlanDocument plan, LegalPack pack) {
        return (int)
                (pack.pressure().stream().filter(one -> keeping(plan, one).isPresent()).count()
                        + pack.quiet().stream()
                                .filter(one -> keeping(plan, one).isPresent())
                                .count()
                        + pack.typology().stream()
                                .filter(one -> keeping(plan, one).isPresent())
                                .count());
    }

    /** Whether adding a pack would change anything. */
    public static boolean lacks(PlanDocument plan, LegalPack pack) {
        return !missing(plan, pack).isEmpty();
    }

    /** The items of a plan in which something is marked as a pack's. */
    static List<ItemPlace> held(PlanDocument plan, LegalPack pack) {
        return List.copyOf(without(plan, pack).keySet());
    }

    /**
     * What the plan's items become with what it lacks of a pack; nothing where it has all. What
     * another of its rules keeps is not added again; its own of the same key is marked as the
     * pack's.
     */
    static Map<ItemPlace, Optional<Map<String, Object>>> missing(
            PlanDocument plan, LegalPack pack) {
        var items = new LinkedHashMap<ItemPlace, Optional<Map<String, Object>>>();
        for (var rule : pack.pressure()) {
            if (!holds(plan, pack, rule) && !isKeptByAnother(plan, rule)) {
                items.put(
                        ItemPlace.of(ItemKind.PRESSURE_RULE, rule.key()),
                        Optional.of(tree(Part.PRESSURE_RULE, stricter(plan, rule))));
            }
        }
        for (var period : pack.quiet()) {
            if (!holds(plan, pack, period) && !isKeptByAnother(plan, period)) {
                items.put(
                        ItemPlace.of(ItemKind.QUIET_PERIOD, period.key()),
                        Optional.of(tree(Part.QUIET_PERIOD, stricter(plan, period))));
            }
        }
        if (!pack.typology().stream().allMatch(line -> holds(plan, pack, line))) {
            var typology = plan.conventions().typology();
            var lines = new ArrayList<>(typology.lines());
            for (var line : pack.typology()) {
                lines.removeIf(one -> one.isOfCell(line));
                lines.add(stricter(plan, line));
            }
            items.put(conventions(plan), Optional.of(typology(plan, lines)));
        }
        return items;
    }

    /** What the plan's items become without a pack; empty for those that leave it. */
    static Map<ItemPlace, Optional<Map<String, Object>>> without(
            PlanDocument plan, LegalPack pack) {
        var items = new LinkedHashMap<ItemPlace, Optional<Map<String, Object>>>();
        plan.pressure().stream()
                .filter(rule -> pack.marks(rule.legal()))
                .forEach(
                        rule ->
                                items.put(
                                        ItemPlace.of(ItemKind.PRESSURE_RULE, rule.key()),
                                        Optional.empty()));
        plan.quiet().stream()
                .filter(period -> pack.marks(period.legal()))
                .forEach(
                        period ->
                                items.put(
                                        ItemPlace.of(ItemKind.QUIET_PERIOD, period.key()),
                                        Optional.empty()));
        var lines = plan.conventions().typology().lines();
        if (lines.stream().anyMatch(line -> pack.marks(line.legal()))) {
            items.put(
                    conventions(plan),
                    Optional.of(
                            typology(
                                    plan,
                                    lines.stream()
                                            .map(
                                                    line ->
                                                            pack.marks(line.legal())
                                                                    ? new Typology.Line(
                                                                            line.channel(),
                                                                            line.type(),
                                                                            line.regime())
                                                                    : line)
                                            .toList())));
        }
        return items;
    }

    private static boolean isKeptByAnother(PlanDocument plan, PressureRule rule) {
        return keeping(plan, rule).filter(one -> !one.key().equals(rule.key())).isPresent();
    }

    private static boolean isKeptByAnother(PlanDocument plan, QuietPeriod period) {
        return keeping(plan, period).filter(one -> !one.key().equals(period.key())).isPresent();
    }

    private static PressureRule stricter(PlanDocument plan, PressureRule rule) {
        return keeping(plan, rule).map(own -> own.with(rule.legal())).orElse(rule);
    }

    private static QuietPeriod stricter(PlanDocument plan, QuietPeriod period) {
        return keeping(plan, period).map(own -> own.with(period.legal())).orElse(period);
    }

    private static Typology.Line stricter(PlanDocument plan, Typology.Line line) {
        return keeping(plan, line).orElse(line);
    }

    private static Typology.Line own(Typology typology, Typology.Line line) {
        return new Typology.Line(
                line.channel(),
                line.type(),
                typology.regime(line.channel(), line.type()),
                line.legal());
    }

    private static Optional<PressureRule> find(PlanDocument plan, PressureRule rule) {
        return plan.pressure().stream().filter(one -> one.key().equals(rule.key())).findFirst();
    }

    private static Optional<QuietPeriod> find(PlanDocument plan, QuietPeriod period) {
        return plan.quiet().stream().filter(one -> one.key().equals(period.key())).findFirst();
    }

    private static ItemPlace conventions(PlanDocument plan) {
        return ItemPlace.of(ItemKind.CONVENTIONS, plan.plan().key());
    }

    private static Map<String, Object> typology(PlanDocument plan, List<Typology.Line> lines) {
        return tree(Part.CONVENTIONS, plan.conventions().with(new Typology(lines)));
    }

    @SuppressWarnings("unchecked") // an object is always written as a map by field name
    private static <T> Map<String, Object> tree(Part<T> part, T value) {
        return (Map<String, Object>) part.write(value);
    }
}
