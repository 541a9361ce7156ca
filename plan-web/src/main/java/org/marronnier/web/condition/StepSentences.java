package org.marronnier.web.condition;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.scenario.Step;
import org.marronnier.web.shell.Figures;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The steps of a scenario as sentences without a full stop. */
@Component
public final class StepSentences {

    private final MessageSource messages;
    private final SpanWords spans;
    private final ConditionSentences conditions;
    private final Figures figures;

    StepSentences(
            MessageSource messages,
            SpanWords spans,
            ConditionSentences conditions,
            Figures figures) {
        this.messages = messages;
        this.spans = spans;
        this.conditions = conditions;
        this.figures = figures;
    }

    /**
     * @param templates what each template is called, by its key; one that is not there stands for
     *     itself
     */
    public Sentence of(Step step, Names names, Map<String, String> templates, Locale locale) {
        var words = new Wording(messages, locale);
        return switch (step) {
            case Step.Send send ->
                    Sentence.read(
                            words.say(
                                    "step.send.sentence",
                                    Sentence.mark(
                                            templates.getOrDefault(
                                                    send.template(), send.template())),
                                    channels(send.channels(), words)));
            case Step.WaitFor(var span) ->
                    Sentence.read(
                            words.say("step.wait.sentence", Sentence.mark(spans.of(span, locale))));
            case Step.WaitUntil(var day, var at) ->
                    Sentence.read(
                            day == null
                                    ? words.say(
                                            "step.until.sentence",
                                            Sentence.mark(figures.timeInText(at)))
                                    : words.say(
                                            "step.until.day.sentence",
                                            Sentence.mark(
                                                    day.getDisplayName(TextStyle.FULL, locale)),
                                            Sentence.mark(figures.timeInText(at))));
            case Step.Branch branch -> branch(branch.condition(), names, locale);
            case Step.Split split ->
                    Sentence.read(words.say("step.split.sentence", shares(split, words)));
            case Step.End _ -> Sentence.read(words.say("step.end.sentence"));
        };
    }

    /** What makes a contact leave early. */
    public Sentence exit(Condition exit, Names names, Locale locale) {
        return conditions.told("exit.sentence", exit, names, locale);
    }

    /** The share of each way of a split, in percent. */
    public List<String> shares(Step.Split split) {
        var total =
                split.ways().stream()
                        .map(Step.Split.Way::weight)
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return split.ways().stream()
                .map(
                        way ->
                                figures.percent(
                                        way.weight()
                                                .divide(total, MathContext.DECIMAL32)
                                                .doubleValue(),
                                        0))
                .toList();
    }

    private Sentence branch(Condition condition, Names names, Locale locale) {
        return conditions.told("step.branch.sentence", condition, names, locale);
    }

    private String shares(Step.Split split, Wording words) {
        return words.joined(shares(split).stream().map(Sentence::mark).toList(), "and");
    }

    private static String channels(List<Channel> channels, Wording words) {
        return words.joined(
                channels.stream()
                        .map(channel -> Sentence.mark(words.say("channel." + channel)))
                        .toList(),
                "or");
    }
}
