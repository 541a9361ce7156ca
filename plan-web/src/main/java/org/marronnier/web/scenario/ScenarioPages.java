package org.marronnier.web.scenario;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.marronnier.domain.audience.AudienceSubject;
import org.marronnier.domain.document.Difference;
import org.marronnier.domain.document.DocumentTree;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.PlanReader;
import org.marronnier.domain.document.Reading;
import org.marronnier.domain.figure.FigureSubject;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.scheduler.audience.CountingAudiences;
import org.marronnier.scheduler.figure.MeasuringPlans;
import org.marronnier.web.condition.ConditionSentences;
import org.marronnier.web.condition.Names;
import org.marronnier.web.condition.StepSentences;
import org.marronnier.web.condition.TriggerSentences;
import org.marronnier.web.editing.Differences;
import org.marronnier.web.editing.EditedItem;
import org.springframework.stereotype.Component;

/** Puts together what the page of a scenario shows. */
@Component
class ScenarioPages {

    private final PlanReader reader;
    private final TriggerSentences triggers;
    private final StepSentences steps;
    private final ConditionSentences conditions;
    private final DrawingSteps drawing;
    private final ScenarioChecks checks;
    private final CountingAudiences counting;
    private final MeasuringPlans measuring;
    private final Differences differences;

    ScenarioPages(
            PlanReader reader,
            TriggerSentences triggers,
            StepSentences steps,
            ConditionSentences conditions,
            DrawingSteps drawing,
            ScenarioChecks checks,
            CountingAudiences counting,
            MeasuringPlans measuring,
            Differences differences) {
        this.reader = reader;
        this.triggers = triggers;
        this.steps = steps;
        this.conditions = conditions;
        this.drawing = drawing;
        this.checks = checks;
        this.counting = counting;
        this.measuring = measuring;
        this.differences = differences;
    }

    /** Empty where the plan has no such scenario. */
    Optional<ScenarioPage> of(PlanDocument plan, ItemPlace place, EditedItem item, Locale locale) {
        var working = working(plan, place, item);
        var key = String.valueOf(place.programme());
        return working.programmes().stream()
                .filter(one -> one.brief().key().equals(key))
                .flatMap(
                        programme ->
                                programme.scenarios().stream()
                                        .map(PlanDocument.Scenario::brief)
                                        .filter(brief -> brief.key().equals(place.key()))
                                        .map(
                                                brief ->
                                                        page(
                                                                plan, working, programme, brief,
                                                                place, item, locale)))
                .findFirst();
    }

    /** The plan as it would be with the version in preparation. */
    private PlanDocument working(PlanDocument plan, ItemPlace place, EditedItem item) {
        if (item.preparation() == null) {
            return plan;
        }
        var tree = DocumentTree.of(plan);
        var prepared = new HashMap<>(item.working());
        prepared.put("key", place.key());
        prepared.put("status", "draft");
        tree.put(place, prepared);
        return reader.read(tree.root()) instanceof Reading.Accepted(var document) ? document : plan;
    }

    private ScenarioPage page(
            PlanDocument plan,
            PlanDocument working,
            PlanDocument.Programme programme,
            ScenarioBrief brief,
            ItemPlace place,
            EditedItem item,
            Locale locale) {
        var names = Names.of(working);
        var programmeKey = programme.brief().key();
        var audience =
                counting.shown(working, new AudienceSubject.Scenario(programmeKey, brief.key()));
        var entries = new FigureSubject.Entries(programmeKey, brief.key());
        var figures = measuring.shown(working, List.of(entries));
        var trigger = brief.trigger();
        var target = brief.target();
        var exit = brief.exit();
        return new ScenarioPage(
                programme,
                brief,
                item,
                trigger == null ? null : triggers.of(trigger, names, locale),
                target == null ? null : conditions.of(target, names, locale),
                exit == null ? null : steps.exit(exit, names, locale),
                triggers.of(brief.reentry(), locale),
                drawing.of(working, brief.steps(), locale),
                checks.of(plan, place, item.working(), brief, audience, locale),
                audience,
                Objects.requireNonNull(figures.get(entries.text())),
                item.preparation() == null
                        ? List.of()
                        : differences.lines(
                                Difference.between(item.tree(), item.preparation().tree())));
    }
}
