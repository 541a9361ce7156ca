package org.marronnier.store.audience;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.Unfolding;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Measure;
import org.marronnier.domain.condition.MessagePattern;
import org.marronnier.domain.condition.PropertyTest;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.message.SourceName;
import org.marronnier.domain.time.Span;

/**
 * Turns a condition into SQL with the meaning of section 9 of the decision rules.
 *
 * <p>Every leaf ends in {@code is true}, so SQL's third truth value never leaves it and {@code not}
 * is plain negation. Events, messages and consents of one kind are grouped once and joined,
 * wherever in the tree they stand: a join can spill to disk, a hashed subquery under {@code not} or
 * {@code or} cannot.
 */
final class ConditionCompiler {

    /** Whose facts are asked for. */
    enum Reach {
        /** All contacts: facts are grouped once. */
        ALL,
        /** Some contacts: facts are looked up for each. */
        SOME
    }

    private final Vocabulary vocabulary;
    private final Unfolding unfolding;
    private final Reach reach;
    private final Parameters parameters;
    private final Windows windows;
    private final Comparing comparing;
    private final Map<Object, Facts> facts = new LinkedHashMap<>();
    private final Map<Object, String> inWindow = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();

    private ConditionCompiler(
            Vocabulary vocabulary, Instant now, Reach reach, Parameters parameters) {
        this.vocabulary = vocabulary;
        this.unfolding = new Unfolding(vocabulary);
        this.reach = reach;
        this.parameters = parameters;
        this.comparing = new Comparing(parameters);
        this.windows = new Windows(now, vocabulary.zone(), parameters);
    }

    /**
     * Compiles a condition for an instant.
     *
     * @throws IllegalArgumentException when it names a segment or stage that the vocabulary lacks,
     *     or a segment leans on itself
     */
    static CompiledCondition compile(
            Condition condition, Vocabulary vocabulary, Instant now, Reach reach) {
        return compile(condition, vocabulary, now, reach, new Parameters());
    }

    /** As above, with parameters whose names another part of the statement does not use. */
    static CompiledCondition compile(
            Condition condition,
            Vocabulary vocabulary,
            Instant now,
            Reach reach,
            Parameters parameters) {
        var compiler = new ConditionCompiler(vocabulary, now, reach, parameters);
        var predicate = compiler.predicate(condition);
        return new CompiledCondition(compiler.joins(), predicate, compiler.parameters.values());
    }

    /**
     * Compiles several conditions over the same contacts: what they lean on is read once.
     *
     * @throws IllegalArgumentException as {@link #compile} does
     */
    static CompiledConditions compileEach(
            List<Condition> conditions, Vocabulary vocabulary, Instant now, Reach reach) {
        var compiler = new ConditionCompiler(vocabulary, now, reach, new Parameters());
        var predicates = conditions.stream().map(compiler::predicate).toList();
        return new CompiledConditions(compiler.joins(), predicates, compiler.parameters.values());
    }

    /**
     * Compiles a test of events to the events themselves, as rows of the alias {@code f} beside
     * each contact.
     */
    static CompiledCondition compileEvents(
            Condition.Events events, Vocabulary vocabulary, Instant now) {
        var compiler = new ConditionCompiler(vocabulary, now, Reach.SOME, new Parameters());
        var join =
                "join lateral (select f.at from %s and f.contact_id = c.id and (%s)) f on true\n"
                        .formatted(
                                compiler.eventSource(events),
                                compiler.window("f.at", events.within()));
        return new CompiledCondition(join, "true", compiler.parameters.values());
    }

    private String joins() {
        var joins = new StringBuilder();
        for (var one : facts.values()) {
            joins.append(reach == Reach.ALL ? one.joinedForAll() : one.joinedForSome());
        }
        return joins.toString();
    }

    private String predicate(Condition condition) {
        return switch (condition) {
            case Condition.All(var parts) -> joined(" and ", "true", parts);
            case Condition.Any(var parts) -> joined(" or ", "false", parts);
            case Condition.Not(var part) -> "not (" + predicate(part) + ")";
            case Condition.Attribute(var field, var comparisons) ->
                    leaf(comparing.all(field(field), comparisons));
            case Condition.YearsSince(var field, var years) ->
                    leaf(comparing.all(Subject.number(yearsSince(field(field).date())), years));
            case Condition.Events events -> events(events);
            case Condition.Messages messages -> messages(messages);
            case Condition.Consent consent -> consent(consent);
            case Condition.InSegment(var key) -> unfolding.segment(key, this::predicate);
            case Condition.InStage(var key) -> predicate(unfolding.stage(key));
        };
    }

    private String joined(String word, String empty, List<Condition> parts) {
        return parts.isEmpty()
                ? empty
                : String.join(
                        word, parts.stream().map(part -> "(" + predicate(part) + ")").toList());
    }

    private static String leaf(String test) {
        return "(" + test + ") is true";
    }

    private Subject field(String field) {
        var zone = windows.zone("c");
        return ContactColumn.of(field)
                .map(
                        column ->
                                column.equals(ContactColumn.BIRTH_DATE)
                                        ? Subject.date(column)
                                        : Subject.column(column, zone))
                .orElseGet(() -> Subject.json("c.attributes", parameters.text(field), zone));
    }

    /**
     * Whole years as java.time counts them: cut towards zero, and 29 February turns a year older on
     * 1 March.
     */
    private String yearsSince(String date) {
        var today = "cast(" + windows.localNow(windows.zone("c")) + " as date)";
        var months =
                "(extract(year from %1$s) * 12 + extract(month from %1$s)) * 32 + extract(day from %1$s)";
        return "trunc(trunc((("
                + months.formatted(today)
                + ") - ("
                + months.formatted("(" + date + ")")
                + ")) / 32) / 12)";
    }

    private String events(Condition.Events events) {
        var known =
                facts.computeIfAbsent(
                        List.of("event", events.event(), events.where()),
                        any -> new Facts("e" + (facts.size() + 1), eventSource(events)));
        var window = window("f.at", events.within());
        if (events.measures().isEmpty()) {
            return leaf(known.column("count(*)", window) + " > 0");
        }
        return String.join(
                " and ",
                events.measures().stream()
                        .map(measure -> "(" + measure(known, window, measure) + ")")
                        .toList());
    }

    private String measure(Facts events, String window, Measure measure) {
        return switch (measure) {
            case Measure.Count(var bounds) -> orNothing(events.column("count(*)", window), bounds);
            case Measure.Sum(var of, var bounds) -> {
                var value = Subject.json("f.properties", text(of), "'UTC'").number();
                yield orNothing(events.column("sum(" + value + ")", window), bounds);
            }
            case Measure.Last(var age, var span) -> {
                var sign =
                        switch (age) {
                            case OLDER_THAN -> "<";
                            case NEWER_THAN -> ">";
                        };
                yield leaf(
                        windows.compared(
                                events.column("max(f.at)", window), sign, span, windows.zone("c")));
            }
        };
    }

    /**
     * A count or sum that is zero where there is nothing to count. Spelt so that the planner, once
     * it has folded what zero would give, sees a test that only contacts with something can pass,
     * and drops the others early.
     */
    private String orNothing(String column, List<Comparison> bounds) {
        return "(%1$s is not null and %2$s) or (%1$s is null and %3$s)"
                .formatted(
                        column,
                        leaf(comparing.all(Subject.number(column), bounds)),
                        leaf(comparing.all(Subject.number("0"), bounds)));
    }

    private String eventSource(Condition.Events events) {
        var source =
                new StringBuilder("event f where f.type = ")
                        .append(parameters.text(events.event()))
                        .append(" and f.at <= ")
                        .append(windows.now());
        for (var test : events.where()) {
            source.append(" and ").append(property(test));
        }
        return source.toString();
    }

    /** The facts since the start of a window, the same text for the same window. */
    private String window(String at, @Nullable Span within) {
        if (within == null) {
            return "true";
        }
        return inWindow.computeIfAbsent(
                List.of(at, within),
                any ->
                        reach == Reach.ALL
                                ? windows.factWithin(at, within)
                                : windows.within(at, within, windows.zone("c")));
    }

    /** A value of the plan, the same parameter for the same text. */
    private String text(String value) {
        return texts.computeIfAbsent(value, parameters::text);
    }

    private String property(PropertyTest test) {
        var zone = reach == Reach.ALL ? windows.factZone() : windows.zone("c");
        var subject = Subject.json("f.properties", parameters.text(test.property()), zone);
        return leaf(comparing.all(subject, test.comparisons()));
    }

    private String messages(Condition.Messages messages) {
        var pattern = messages.pattern();
        var status = pattern.status() == null ? MessageStatus.SENT : pattern.status();
        var known =
                facts.computeIfAbsent(
                        List.of("message", pattern),
                        any -> new Facts("m" + (facts.size() + 1), messageSource(pattern, status)));
        var count = known.column("count(*)", window(instantOf(status), messages.within()));
        return messages.count().isEmpty()
                ? leaf(count + " > 0")
                : orNothing(count, messages.count());
    }

    private String messageSource(MessagePattern pattern, MessageStatus status) {
        var source =
                new StringBuilder("message f where ")
                        .append(instantOf(status))
                        .append(" <= ")
                        .append(windows.now());
        switch (status) {
            case SENT -> source.append(" and f.status in ('SENT', 'UNCERTAIN')");
            case FAILED -> source.append(" and f.status = 'FAILED'");
            case DELIVERED, OPENED, CLICKED, BOUNCED, COMPLAINED, UNSUBSCRIBED -> {}
        }
        is(source, "f.channel", pattern.channel() == null ? null : pattern.channel().name());
        is(source, "f.type", pattern.type() == null ? null : pattern.type().name());
        is(source, "f.programme", pattern.programme());
        is(
                source,
                "f.source",
                pattern.scenario() == null ? null : SourceName.ofScenario(pattern.scenario()));
        is(
                source,
                "f.source",
                pattern.campaign() == null ? null : SourceName.ofCampaign(pattern.campaign()));
        is(source, "f.template", pattern.template());
        if (pattern.tag() != null) {
            source.append(" and ").append(parameters.text(pattern.tag())).append(" = any (f.tags)");
        }
        // Keys mean something in their own plan alone; channel, type and tag are the contact's
        // memory across plans.
        if (Stream.of(
                        pattern.programme(),
                        pattern.scenario(),
                        pattern.campaign(),
                        pattern.template())
                .anyMatch(java.util.Objects::nonNull)) {
            is(source, "f.plan", vocabulary.plan());
        }
        return source.toString();
    }

    private void is(StringBuilder source, String column, @Nullable String value) {
        if (value != null) {
            source.append(" and ").append(column).append(" = ").append(parameters.text(value));
        }
    }

    private static String instantOf(MessageStatus status) {
        return switch (status) {
            case SENT, FAILED -> "f.at";
            case DELIVERED -> "f.delivered_at";
            case OPENED -> "f.opened_at";
            case CLICKED -> "f.clicked_at";
            case BOUNCED -> "f.bounced_at";
            case COMPLAINED -> "f.complained_at";
            case UNSUBSCRIBED -> "f.unsubscribed_at";
        };
    }

    /** The status of the latest record: of equal instants, the one recorded last. */
    private String consent(Condition.Consent consent) {
        var known =
                facts.computeIfAbsent(
                        List.of("consent", consent.channel(), consent.purpose()),
                        any ->
                                new Facts(
                                        "s" + (facts.size() + 1),
                                        "consent f where f.channel = %s and f.purpose = %s and f.at <= %s"
                                                .formatted(
                                                        parameters.text(consent.channel().name()),
                                                        parameters.text(consent.purpose()),
                                                        windows.now())));
        var current =
                known.column("(array_agg(f.status order by f.at desc, f.id desc))[1]", "true");
        return leaf(current + " = " + parameters.text(consent.status().name()));
    }
}
