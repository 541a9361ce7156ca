package org.marronnier.web.rule;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.computing.ComputingState;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.figure.Figure;
import org.marronnier.domain.figure.FigureSubject;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.scheduler.figure.MeasuringPlans;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;

/** What each rule did lately, in words: as last counted, at once. */
@Component
class RuleEffects {

    private static final Figure.Effect NONE = new Figure.Effect(0, 0);

    private final MeasuringPlans measuring;
    private final Figures figures;
    private final Sayings sayings;

    RuleEffects(MeasuringPlans measuring, Figures figures, Sayings sayings) {
        this.measuring = measuring;
        this.figures = figures;
        this.sayings = sayings;
    }

    /**
     * What a rule did.
     *
     * @param number the messages that it refused or, where it refused none, that it made wait
     * @param word what became of them
     * @param more how many waited, beside those that it refused; null for none
     */
    record Effect(String number, String word, @Nullable String more) {}

    /**
     * What all rules did.
     *
     * @param waiting whether it is being counted
     * @param rules by kind and key; none until it was counted once
     */
    record All(String told, boolean waiting, Map<String, Effect> rules) {}

    All of(PlanDocument plan) {
        var shown = measuring.shown(plan, new FigureSubject.Effects());
        var at = shown.at();
        var waiting = shown.state() == ComputingState.WAITING;
        if (at == null || !(shown.figure() instanceof Figure.Effects known)) {
            return new All(
                    sayings.say(waiting ? "rules.effects.waiting" : "rules.effects.failed"),
                    waiting,
                    Map.of());
        }
        var rules = new LinkedHashMap<String, Effect>();
        keys(plan)
                .forEach(
                        key ->
                                rules.put(
                                        key, effect(key, known.effects().getOrDefault(key, NONE))));
        var counted = LocalDate.ofInstant(at, plan.plan().zone());
        return new All(
                sayings.say(
                        "rules.effects.of",
                        figures.date(counted.minusDays(known.days())),
                        figures.date(counted.minusDays(1))),
                waiting,
                rules);
    }

    private Effect effect(String key, Figure.Effect effect) {
        return effect.suppressed() == 0 && (effect.deferred() > 0 || isQuiet(key))
                ? new Effect(
                        figures.number(effect.deferred()),
                        said("deferred", effect.deferred()),
                        null)
                : new Effect(
                        figures.number(effect.suppressed()),
                        said("suppressed", effect.suppressed()),
                        effect.deferred() == 0
                                ? null
                                : sayings.say(
                                        "rules.effect.more",
                                        figures.number(effect.deferred()),
                                        said("deferred", effect.deferred())));
    }

    /** Quiet periods make messages wait where they can. */
    private static boolean isQuiet(String key) {
        return key.startsWith(RuleKind.QUIET.word() + ":");
    }

    private String said(String word, long messages) {
        return sayings.say("rules.effect." + word + (messages > 1 ? ".other" : ".one"));
    }

    private static List<String> keys(PlanDocument plan) {
        return Stream.concat(
                        plan.pressure().stream()
                                .map(PressureRule::key)
                                .map(key -> RuleKind.PRESSURE.word() + ":" + key),
                        plan.quiet().stream()
                                .map(QuietPeriod::key)
                                .map(key -> RuleKind.QUIET.word() + ":" + key))
                .toList();
    }
}
