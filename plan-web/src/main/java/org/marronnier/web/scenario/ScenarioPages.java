package org.marronnier.web.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.AudienceSubject;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.Difference;
import org.marronnier.domain.document.DocumentTree;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.PlanReader;
import org.marronnier.domain.document.Reading;
import org.marronnier.domain.figure.FigureSubject;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.template.Template;
import org.marronnier.scheduler.audience.CountingAudiences;
import org.marronnier.scheduler.figure.MeasuringPlans;
import org.marronnier.web.condition.ConditionSentences;
import org.marronnier.web.condition.Names;
import org.marronnier.web.condition.SpanWords;
import org.marronnier.web.condition.StepSentences;
import org.marronnier.web.condition.TriggerSentences;
import org.marronnier.web.editing.Differences;
import org.marronnier.web.editing.EditedItem;
import org.marronnier.web.scenario.ScenarioPage.Shown;
import org.marronnier.web.scenario.ScenarioPage.Way;
import org.marronnier.web.shell.Saying;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;

/** Puts together what the page of a scenario shows. */
@Component
class ScenarioPages {

    private final PlanReader reader;
    private final TriggerSentences triggers;
    private final StepSentences steps;
    private final ConditionSentences conditions;
    private final SpanWords spans;
    private final ScenarioChecks checks;
    private final CountingAudiences counting;
    private final MeasuringPlans measuring;
    private final Differences differences;
    private final Sayings sayings;

    ScenarioPages(
            PlanReader reader,
            TriggerSentences triggers,
            StepSentences steps,
            ConditionSentences conditions,
            SpanWords spans,
            ScenarioChecks checks,
            CountingAudiences counting,
            MeasuringPlans measuring,
            Differences differences,
            Sayings sayings) {
        this.reader = reader;
        this.triggers = triggers;
        this.steps = steps;
        this.conditions = conditions;
        this.spans = spans;
        this.checks = checks;
        this.counting = counting;
        this.measuring = measuring;
        this.differences = differences;
        this.sayings = sayings;
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
                new Flow(working, names, locale).way("steps", null, brief.steps()),
                checks.of(plan, place, item.working(), brief, audience, locale),
                audience,
                Objects.requireNonNull(figures.get(entries.text())),
                item.preparation() == null
                        ? List.of()
                        : differences.lines(
                                Difference.between(item.tree(), item.preparation().tree())));
    }

    private final class Flow {

        private final Map<String, Template> templates = new HashMap<>();
        private final Map<String, String> called = new HashMap<>();
        private final Names names;
        private final Locale locale;
        private final Saying saying;

        Flow(PlanDocument plan, Names names, Locale locale) {
            this.names = names;
            this.locale = locale;
            this.saying = sayings.in(locale);
            for (var template : plan.templates()) {
                templates.putIfAbsent(template.key(), template);
                var subject = template.subject();
                called.put(
                        template.key(),
                        subject == null ? template.key() : saying.say("scenario.quoted", subject));
            }
        }

        Way way(String path, @Nullable String label, List<Step> list) {
            var shown = new ArrayList<Shown>();
            for (var i = 0; i < list.size(); i++) {
                shown.add(step(path + "[" + i + "]", list.get(i)));
            }
            return new Way(path, label, shown);
        }

        private Shown step(String path, Step step) {
            return new Shown(
                    path,
                    kind(step).word(),
                    icon(step),
                    steps.of(step, names, called, locale),
                    detail(step),
                    ways(path, step));
        }

        private List<Way> ways(String path, Step step) {
            return switch (step) {
                case Step.Branch branch ->
                        List.of(
                                way(
                                        path + ".branch.then",
                                        saying.say("step.branch.then"),
                                        branch.then()),
                                way(
                                        path + ".branch.else",
                                        saying.say("step.branch.else"),
                                        branch.otherwise()));
                case Step.Split split -> {
                    var ways = new ArrayList<Way>();
                    var shares = steps.shares(split);
                    for (var i = 0; i < shares.size(); i++) {
                        ways.add(
                                way(
                                        path + ".split[" + i + "].steps",
                                        saying.say("step.split.way", shares.get(i)),
                                        split.ways().get(i).steps()));
                    }
                    yield ways;
                }
                case Step.Send _, Step.WaitFor _, Step.WaitUntil _, Step.End _ -> List.of();
            };
        }

        private @Nullable String detail(Step step) {
            return step instanceof Step.Send send
                    ? saying.say(
                            "step.send.detail",
                            send.template(),
                            spans.of(send.expiry(), locale),
                            saying.say("scenario.capped." + send.whenCapped()))
                    : null;
        }

        private StepForm.Kind kind(Step step) {
            return switch (step) {
                case Step.Send _ -> StepForm.Kind.SEND;
                case Step.WaitFor _ -> StepForm.Kind.WAIT;
                case Step.WaitUntil _ -> StepForm.Kind.UNTIL;
                case Step.Branch _ -> StepForm.Kind.BRANCH;
                case Step.Split _ -> StepForm.Kind.SPLIT;
                case Step.End _ -> StepForm.Kind.END;
            };
        }

        private String icon(Step step) {
            return switch (step) {
                case Step.Send send -> icon(send.channels().getFirst());
                case Step.WaitFor _, Step.WaitUntil _ -> "clock";
                case Step.Branch _ -> "git-branch";
                case Step.Split _ -> "arrows-split-2";
                case Step.End _ -> "player-stop";
            };
        }

        private static String icon(Channel channel) {
            return switch (channel) {
                case EMAIL -> "mail";
                case SMS -> "message-2";
                case PUSH -> "bell";
                case PHONE -> "phone";
                case LETTER -> "mailbox";
                case WEB -> "world";
            };
        }
    }
}
