package org.marronnier.web.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.template.Template;
import org.marronnier.web.condition.Names;
import org.marronnier.web.condition.Sentence;
import org.marronnier.web.condition.SpanWords;
import org.marronnier.web.condition.StepSentences;
import org.marronnier.web.shell.Saying;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;

/** Draws the steps of a scenario, with the ways of its branches and splits below them. */
@Component
public final class DrawingSteps {

    /**
     * A list of steps.
     *
     * @param place where it stands as walks through it are kept, such as {@code 3.then}; empty for
     *     the scenario's own
     * @param label what it is for; null for the scenario's own
     */
    public record Way(String path, String place, @Nullable String label, List<Shown> steps) {}

    /**
     * A step.
     *
     * @param path as the plan document names it
     * @param place as walks through it are kept, such as {@code 3.then.0}
     * @param detail what else is set; null where nothing is
     */
    public record Shown(
            String path,
            String place,
            String kind,
            String icon,
            Sentence sentence,
            @Nullable String detail,
            List<Way> ways) {}

    private final StepSentences steps;
    private final SpanWords spans;
    private final Sayings sayings;

    DrawingSteps(StepSentences steps, SpanWords spans, Sayings sayings) {
        this.steps = steps;
        this.spans = spans;
        this.sayings = sayings;
    }

    /** The steps of a scenario, by the names that its plan gives. */
    public Way of(PlanDocument plan, List<Step> scenario, Locale locale) {
        return new Flow(plan, Names.of(plan), locale).way("steps", "", null, scenario);
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

        Way way(String path, String place, @Nullable String label, List<Step> list) {
            var shown = new ArrayList<Shown>();
            for (var i = 0; i < list.size(); i++) {
                shown.add(
                        step(
                                path + "[" + i + "]",
                                place.isEmpty() ? "" + i : place + "." + i,
                                list.get(i)));
            }
            return new Way(path, place, label, shown);
        }

        private Shown step(String path, String place, Step step) {
            return new Shown(
                    path,
                    place,
                    kind(step).word(),
                    icon(step),
                    steps.of(step, names, called, locale),
                    detail(step),
                    ways(path, place, step));
        }

        private List<Way> ways(String path, String place, Step step) {
            return switch (step) {
                case Step.Branch branch ->
                        List.of(
                                way(
                                        path + ".branch.then",
                                        place + ".then",
                                        saying.say("step.branch.then"),
                                        branch.then()),
                                way(
                                        path + ".branch.else",
                                        place + ".else",
                                        saying.say("step.branch.else"),
                                        branch.otherwise()));
                case Step.Split split -> {
                    var ways = new ArrayList<Way>();
                    var shares = steps.shares(split);
                    for (var i = 0; i < shares.size(); i++) {
                        ways.add(
                                way(
                                        path + ".split[" + i + "].steps",
                                        place + "." + i,
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
