package org.marronnier.web.condition;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Measure;
import org.marronnier.domain.condition.MessagePattern;
import org.marronnier.domain.condition.PropertyTest;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.time.Span;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Conditions as sentences. Every test is a relative clause ("who have at least 2 purchases"), so
 * that the tree reads in order: parts are joined by "and" or "or", and a group within another
 * stands in brackets.
 */
@Component
public final class ConditionSentences {

    private final MessageSource messages;
    private final SpanWords spans;

    ConditionSentences(MessageSource messages, SpanWords spans) {
        this.messages = messages;
        this.spans = spans;
    }

    /** Who is meant, as one sentence without a full stop. */
    public Sentence of(Condition condition, Names names, Locale locale) {
        return new Writer(new Wording(messages, locale), names).sentence(condition);
    }

    /** A sentence that says something of those who are meant, in place of naming them alone. */
    Sentence told(String key, Condition condition, Names names, Locale locale) {
        var words = new Wording(messages, locale);
        return Sentence.read(words.say(key, new Writer(words, names).clause(condition)));
    }

    private final class Writer {

        private final Wording words;
        private final Names names;

        Writer(Wording words, Names names) {
            this.words = words;
            this.names = names;
        }

        Sentence sentence(Condition condition) {
            return Sentence.read(
                    switch (condition) {
                        case Condition.All(var parts) when parts.isEmpty() ->
                                words.say("condition.everybody");
                        case Condition.Any(var parts) when parts.isEmpty() ->
                                words.say("condition.nobody");
                        default -> words.say("condition.contacts", clause(condition));
                    });
        }

        private String clause(Condition condition) {
            return switch (condition) {
                case Condition.All(var parts) -> group(parts, "and", "condition.all.none");
                case Condition.Any(var parts) -> group(parts, "or", "condition.any.none");
                case Condition.Not(var part) -> not(part);
                case Condition.Attribute(var field, var comparisons) ->
                        words.say(
                                "condition.attribute",
                                words.field(field),
                                words.comparisons(comparisons, field));
                case Condition.YearsSince(var field, var years) -> yearsSince(field, years);
                case Condition.Events events -> events(events);
                case Condition.Messages written -> messages(written);
                case Condition.Consent(var channel, var purpose, var status) ->
                        words.say(
                                "condition.consent",
                                Sentence.mark(words.say("channel." + channel)),
                                Sentence.mark(names.purpose(purpose)),
                                Sentence.mark(words.say("condition.consent." + status)));
                case Condition.InSegment(var segment) ->
                        words.say("condition.segment", Sentence.mark(names.segment(segment)));
                case Condition.InStage(var stage) ->
                        words.say("condition.stage", Sentence.mark(names.stage(stage)));
            };
        }

        private String group(List<Condition> parts, String word, String whenNone) {
            if (parts.isEmpty()) {
                return words.say(whenNone);
            }
            if (parts.size() == 1) {
                return clause(parts.getFirst());
            }
            return words.joined(parts.stream().map(this::bracketed).toList(), word);
        }

        private String bracketed(Condition part) {
            var isGroup =
                    switch (part) {
                        case Condition.All(var parts) -> parts.size() > 1;
                        case Condition.Any(var parts) -> parts.size() > 1;
                        case Condition.Not _,
                                Condition.Attribute _,
                                Condition.YearsSince _,
                                Condition.Events _,
                                Condition.Messages _,
                                Condition.Consent _,
                                Condition.InSegment _,
                                Condition.InStage _ ->
                                false;
                    };
            return isGroup ? words.say("condition.group", clause(part)) : clause(part);
        }

        private String not(Condition part) {
            return switch (part) {
                case Condition.InSegment(var segment) ->
                        words.say("condition.segment.not", Sentence.mark(names.segment(segment)));
                case Condition.InStage(var stage) ->
                        words.say("condition.stage.not", Sentence.mark(names.stage(stage)));
                default -> words.say("condition.not", bracketed(part));
            };
        }

        private String yearsSince(String field, List<Comparison> years) {
            var age = words.quantity(years, "condition.years");
            return field.equals("birthDate")
                    ? words.say("condition.age", age)
                    : words.say("condition.since", words.field(field), age);
        }

        private String events(Condition.Events events) {
            if (events.measures().isEmpty()) {
                return counted(List.of(), events);
            }
            return words.joined(
                    events.measures().stream().map(measure -> measured(measure, events)).toList(),
                    "and");
        }

        private String measured(Measure measure, Condition.Events events) {
            return switch (measure) {
                case Measure.Count(var bounds) -> counted(bounds, events);
                case Measure.Sum(var of, var bounds) ->
                        words.say(
                                "condition.sum",
                                Sentence.mark(of),
                                event(events.event()).apply("other"),
                                where(events),
                                words.comparisons(bounds, of));
                case Measure.Last(var age, var span) ->
                        words.say(
                                "condition.last." + age + "." + words.gender(events.event()),
                                event(events.event()).apply("one"),
                                where(events),
                                Sentence.mark(spans.of(span, words.locale())));
            };
        }

        private String messages(Condition.Messages written) {
            var noun = message(written.pattern());
            var window = within(written.within());
            return counted(written.count(), noun, Wording.MASCULINE, window);
        }

        private String counted(List<Comparison> bounds, Condition.Events events) {
            var type = events.event();
            return counted(bounds, event(type), words.gender(type), where(events));
        }

        private String counted(
                List<Comparison> bounds,
                Function<String, String> noun,
                String gender,
                String detail) {
            if (bounds.isEmpty()) {
                return words.say("condition.have", words.atLeastOne(noun), detail);
            }
            if (words.isZero(bounds)) {
                return words.say("condition.have.none." + gender, noun.apply("one"), detail);
            }
            return words.say("condition.have", words.quantity(bounds, noun), detail);
        }

        private Function<String, String> event(String type) {
            return form -> words.event(type, form);
        }

        private Function<String, String> message(MessagePattern pattern) {
            var status = pattern.status() == null ? MessageStatus.SENT : pattern.status();
            var detail = new StringBuilder();
            if (pattern.channel() != null) {
                detail.append(of("channel", words.say("channel." + pattern.channel())));
            }
            if (pattern.type() != null) {
                detail.append(of("type", words.say("condition.type." + pattern.type())));
            }
            if (pattern.programme() != null) {
                detail.append(of("programme", names.programme(pattern.programme())));
            }
            if (pattern.scenario() != null) {
                detail.append(of("scenario", names.scenario(pattern.scenario())));
            }
            if (pattern.campaign() != null) {
                detail.append(of("campaign", names.campaign(pattern.campaign())));
            }
            if (pattern.template() != null) {
                detail.append(of("template", pattern.template()));
            }
            if (pattern.tag() != null) {
                detail.append(of("tag", pattern.tag()));
            }
            return form -> words.say("condition.message." + status + "." + form) + detail;
        }

        private String of(String what, String value) {
            return words.say("condition.message.of." + what, Sentence.mark(value));
        }

        private String where(Condition.Events events) {
            return properties(events.where()) + within(events.within());
        }

        private String properties(List<PropertyTest> tests) {
            if (tests.isEmpty()) {
                return "";
            }
            var all = tests.stream().map(words::property).toList();
            return words.say("condition.where", words.joined(all, "and"));
        }

        private String within(@Nullable Span span) {
            return span == null
                    ? ""
                    : words.say("condition.within", Sentence.mark(spans.of(span, words.locale())));
        }
    }
}
