package org.marronnier.web.condition;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.Typology;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.pressure.Capacity;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.pressure.Scope;
import org.marronnier.domain.pressure.Window;
import org.marronnier.engine.calendar.Region;
import org.marronnier.web.shell.Figures;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The rules of engagement as sentences: how much is too much, and when it is quiet. */
@Component
public final class RuleSentences {

    private final MessageSource messages;
    private final SpanWords spans;
    private final ConditionSentences conditions;
    private final Figures figures;

    RuleSentences(
            MessageSource messages,
            SpanWords spans,
            ConditionSentences conditions,
            Figures figures) {
        this.messages = messages;
        this.spans = spans;
        this.conditions = conditions;
        this.figures = figures;
    }

    public Sentence of(PressureRule rule, Names names, Locale locale) {
        return Sentence.read(new Writer(false, new Wording(messages, locale), names).write(rule));
    }

    public Sentence of(QuietPeriod period, Names names, Locale locale) {
        return Sentence.read(new Writer(false, new Wording(messages, locale), names).write(period));
    }

    /** What consent a channel and a type ask for. */
    public Sentence of(Typology.Line line, Locale locale) {
        var words = new Wording(messages, locale);
        var scope =
                new Scope(
                        Set.of(line.channel()), Set.of(line.type()), Set.of(), Set.of(), Set.of());
        return Sentence.read(
                words.say(
                        "rule.regime." + line.regime(),
                        new Writer(false, words, Names.NONE).said(scope, "one")));
    }

    /** When it is quiet, as part of a sentence. */
    public String when(QuietPeriod period, Locale locale) {
        return Sentence.read(
                        new Writer(false, new Wording(messages, locale), Names.NONE)
                                .when(period.pattern()))
                .text();
    }

    /** The same, with the parts that are edited in place. */
    public Sentence edited(PressureRule rule, Names names, Locale locale) {
        return Sentence.read(new Writer(true, new Wording(messages, locale), names).write(rule));
    }

    /** The same, with the parts that are edited in place. */
    public Sentence edited(QuietPeriod period, Names names, Locale locale) {
        return Sentence.read(new Writer(true, new Wording(messages, locale), names).write(period));
    }

    public Sentence of(Capacity capacity, Locale locale) {
        var words = new Wording(messages, locale);
        return Sentence.read(
                words.say(
                        "rule.capacity",
                        Sentence.mark(figures.number(capacity.perDay())),
                        words.say("rule.noun." + capacity.channel() + ".other")));
    }

    private final class Writer {

        private final boolean editable;
        private final Wording words;
        private final Names names;

        Writer(boolean editable, Wording words, Names names) {
            this.editable = editable;
            this.words = words;
            this.names = names;
        }

        String write(PressureRule rule) {
            return switch (rule.limit()) {
                case PressureRule.Cap cap -> capped(rule, cap);
                case PressureRule.Block(var event, var where) ->
                        words.say(
                                "rule.block",
                                part("after", words.event(event, "one")),
                                where.isEmpty()
                                        ? ""
                                        : words.say(
                                                "condition.where",
                                                words.joined(
                                                        where.stream()
                                                                .map(words::property)
                                                                .toList(),
                                                        "and")),
                                part("restricts", said(rule.restricts(), "one")),
                                part("window", window(rule.window())));
            };
        }

        String write(QuietPeriod period) {
            var quiet =
                    said(
                            new Scope(
                                    period.channels(),
                                    period.types(),
                                    Set.of(),
                                    Set.of(),
                                    Set.of()),
                            "one");
            return words.say(
                    "rule.quiet", part("scope", quiet), part("when", when(period.pattern())));
        }

        private String capped(PressureRule rule, PressureRule.Cap cap) {
            var sentence = new StringBuilder();
            sentence.append(
                    words.say(
                            rule.window() instanceof Window.Calendar
                                    ? "rule.cap.calendar"
                                    : "rule.cap.rolling",
                            part("max", Sentence.mark(figures.number(cap.max()))),
                            part(
                                    "restricts",
                                    said(rule.restricts(), Plural.of(cap.max(), words.locale()))),
                            cap.sameOffer() ? words.say("rule.same-offer") : "",
                            part("unit", words.say("rule.unit." + rule.unit())),
                            part("window", window(rule.window()))));
            var counts = cap.counts();
            if (counts != null && !counts.equals(rule.restricts())) {
                sentence.append(' ')
                        .append(words.say("rule.counts", part("counts", said(counts, "other"))));
            }
            for (var special : cap.overrides()) {
                sentence.append(' ')
                        .append(
                                words.say(
                                        "rule.special",
                                        part(
                                                "overrides",
                                                Sentence.mark(figures.number(special.max()))),
                                        conditions
                                                .of(special.target(), names, words.locale())
                                                .text()));
            }
            if (rule.restricts().types().isEmpty()) {
                sentence.append(' ').append(words.say("rule.exempt"));
            }
            return sentence.toString();
        }

        /** What is edited as one field, or as it is where nothing is edited. */
        private String part(String field, String text) {
            return editable ? Sentence.mark(field, text) : text;
        }

        /** The messages of a scope, one or several of them. */
        private String said(Scope scope, String form) {
            var channels = inOrder(Channel.values(), scope.channels());
            var noun =
                    channels.size() == 1
                            ? words.say("rule.noun." + channels.getFirst() + "." + form)
                            : words.say("rule.noun." + form);
            var types = inOrder(MessageType.values(), scope.types());
            var typed =
                    types.isEmpty()
                            ? noun
                            : words.say(
                                    "rule.typed",
                                    noun,
                                    words.joined(
                                            types.stream()
                                                    .map(
                                                            type ->
                                                                    words.say(
                                                                            "rule.type."
                                                                                    + type
                                                                                    + "."
                                                                                    + form))
                                                    .toList(),
                                            "or"));
            var all = new ArrayList<String>();
            all.add(Sentence.mark(typed));
            if (channels.size() > 1) {
                all.add(
                        words.say(
                                "rule.by",
                                words.joined(
                                        channels.stream()
                                                .map(channel -> words.say("channel." + channel))
                                                .toList(),
                                        "or")));
            }
            add(
                    all,
                    "rule.programmes",
                    scope.programmes().stream().sorted().map(names::programme).toList());
            add(
                    all,
                    "rule.purposes",
                    scope.purposes().stream().sorted().map(names::purpose).toList());
            add(all, "rule.tags", scope.tags().stream().sorted().toList());
            return String.join(" ", all);
        }

        private void add(List<String> all, String key, List<String> some) {
            if (!some.isEmpty()) {
                all.add(
                        words.say(
                                key,
                                words.joined(some.stream().map(Sentence::mark).toList(), "or")));
            }
        }

        private String window(Window window) {
            return switch (window) {
                case Window.Rolling(var span) -> Sentence.mark(spans.of(span, words.locale()));
                case Window.Calendar(var unit) -> words.say("rule.window." + unit);
            };
        }

        private String when(QuietPeriod.Pattern pattern) {
            return switch (pattern) {
                case QuietPeriod.Weekly weekly ->
                        words.say(
                                "rule.weekly",
                                days(weekly.days()),
                                Sentence.mark(figures.timeInText(weekly.from())),
                                Sentence.mark(
                                        weekly.toMidnight()
                                                ? words.say("rule.midnight")
                                                : figures.timeInText(weekly.to())));
                case QuietPeriod.Dates(var from, var to) ->
                        words.say(
                                "rule.dates",
                                Sentence.mark(figures.date(from)),
                                Sentence.mark(figures.date(to)));
                case QuietPeriod.PublicHolidays(var country) ->
                        words.say(
                                "rule.holidays",
                                Sentence.mark(
                                        Region.of(country)
                                                .map(region -> region.name(words.locale()))
                                                .orElse(country)));
            };
        }

        /** Every day, from one to another, or the list of them. */
        private String days(Set<DayOfWeek> days) {
            var ordered = inOrder(DayOfWeek.values(), days);
            if (ordered.size() == DayOfWeek.values().length) {
                return words.say("rule.every-day");
            }
            var isRow =
                    ordered.size() > 2
                            && ordered.getLast().getValue() - ordered.getFirst().getValue()
                                    == ordered.size() - 1;
            return isRow
                    ? words.say("rule.days", day(ordered.getFirst()), day(ordered.getLast()))
                    : words.say(
                            "rule.on-days",
                            words.joined(
                                    ordered.stream()
                                            .map(one -> words.say("rule.on-day", day(one)))
                                            .toList(),
                                    "and"));
        }

        private String day(DayOfWeek day) {
            return Sentence.mark(day.getDisplayName(TextStyle.FULL, words.locale()));
        }

        private static <T> List<T> inOrder(T[] all, Set<T> some) {
            return Arrays.stream(all).filter(some::contains).toList();
        }
    }
}
