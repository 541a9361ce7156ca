package org.marronnier.web.condition;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.marronnier.domain.condition.PropertyTest;
import org.marronnier.domain.scenario.Reentry;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.time.Span;
import org.marronnier.web.shell.Figures;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Triggers, and the rule of re-entry, as sentences without a full stop. */
@Component
public final class TriggerSentences {

    private final MessageSource messages;
    private final SpanWords spans;
    private final Figures figures;

    TriggerSentences(MessageSource messages, SpanWords spans, Figures figures) {
        this.messages = messages;
        this.spans = spans;
        this.figures = figures;
    }

    /** What makes a contact enter. */
    public Sentence of(Trigger trigger, Names names, Locale locale) {
        return Sentence.read(new Writer(new Wording(messages, locale), names).write(trigger));
    }

    /** Whether a contact may enter again. */
    public Sentence of(Reentry reentry, Locale locale) {
        var words = new Wording(messages, locale);
        return Sentence.read(
                switch (reentry) {
                    case Reentry.Once _ -> words.say("reentry.once");
                    case Reentry.Always _ -> words.say("reentry.always");
                    case Reentry.After(var span) ->
                            words.say("reentry.after", Sentence.mark(spans.of(span, locale)));
                });
    }

    private final class Writer {

        private final Wording words;
        private final Names names;

        Writer(Wording words, Names names) {
            this.words = words;
            this.names = names;
        }

        String write(Trigger trigger) {
            return switch (trigger) {
                case Trigger.OnEvent(var event, var where, var delay) ->
                        words.say("trigger.event", words.event(event, "one"), where(where))
                                + (delay.isZero()
                                        ? words.say("trigger.at-once")
                                        : words.say("trigger.delay", span(delay)));
                case Trigger.Abandonment(var started, var completed, var after, var correlate) ->
                        words.say(
                                "trigger.abandonment",
                                words.event(started, "one"),
                                words.event(completed, "one"),
                                span(after),
                                correlate == null
                                        ? ""
                                        : words.say("trigger.correlate", Sentence.mark(correlate)));
                case Trigger.OnDate date -> date(date);
                case Trigger.Inactivity(var events, var after) ->
                        words.say(
                                "trigger.inactivity",
                                words.joined(
                                        events.stream()
                                                .map(event -> words.event(event, "one"))
                                                .toList(),
                                        "or"),
                                span(after));
                case Trigger.Replenishment replenishment -> replenishment(replenishment);
                case Trigger.EntersSegment(var segment) ->
                        words.say("trigger.segment", Sentence.mark(names.segment(segment)));
                case Trigger.EntersStage(var stage) ->
                        words.say("trigger.stage", Sentence.mark(names.stage(stage)));
                case Trigger.Weather(var when, var cooldown) ->
                        words.say(
                                "trigger.weather",
                                words.joined(
                                        when.stream()
                                                .map(
                                                        one ->
                                                                measure(one.measure())
                                                                        + " "
                                                                        + words.comparisons(
                                                                                one.comparisons(),
                                                                                one.measure())
                                                                        + unit(one.measure()))
                                                .toList(),
                                        "and"),
                                span(cooldown));
                case Trigger.OnCall _ -> words.say("trigger.call");
            };
        }

        private String date(Trigger.OnDate date) {
            var field = words.field(date.field());
            var day =
                    date.offset().isZero()
                            ? words.say("trigger.date.day", field)
                            : words.say(
                                    date.offset().isNegative()
                                            ? "trigger.date.before"
                                            : "trigger.date.after",
                                    span(date.offset()),
                                    field);
            return words.say(
                    date.once() ? "trigger.date.once" : "trigger.date.yearly",
                    day,
                    Sentence.mark(figures.timeInText(date.at())));
        }

        private String replenishment(Trigger.Replenishment trigger) {
            var otherwise = trigger.otherwise();
            return words.say(
                            "trigger.replenishment",
                            words.event(trigger.event(), "one"),
                            Sentence.mark(percent(trigger.factor())),
                            Sentence.mark(trigger.product()))
                    + (otherwise == null
                            ? ""
                            : words.say("trigger.replenishment.default", span(otherwise)));
        }

        private String percent(BigDecimal factor) {
            return figures.percent(factor.doubleValue(), 0);
        }

        private String measure(String measure) {
            return words.known("weather." + measure).orElseGet(() -> Sentence.mark(measure));
        }

        /** Behind a no-break space; nothing for a measure that is not known. */
        private String unit(String measure) {
            return words.known("weather." + measure + ".unit")
                    .map(unit -> "\u00a0" + unit)
                    .orElse("");
        }

        private String where(List<PropertyTest> tests) {
            if (tests.isEmpty()) {
                return "";
            }
            return words.say(
                    "condition.where",
                    words.joined(tests.stream().map(words::property).toList(), "and"));
        }

        private String span(Span span) {
            return Sentence.mark(spans.of(span, words.locale()));
        }
    }
}
