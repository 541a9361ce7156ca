package org.marronnier.domain.document;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Comparison.Operator;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Measure;
import org.marronnier.domain.condition.MessagePattern;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.condition.PropertyTest;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.telling.Phrase;

/** Conditions, as section 9 of the decision rules writes them. */
final class Conditions {

    private static final int MOST_PARTS = 500;
    private static final int MOST_OPERANDS = 10_000;

    /** Bounds of a number. */
    private static final Set<Operator> BOUNDS =
            EnumSet.of(
                    Operator.EQ, Operator.NE, Operator.LT, Operator.LTE, Operator.GT, Operator.GTE);

    static final Shape<Condition> CONDITION =
            new UnionShape<>("condition", Phrase.A_CONDITION, Conditions::variants);

    static final Shape<Operand> OPERAND = operand(false);

    static final Shape<List<Comparison>> NUMBER_BOUNDS = comparisons("bounds", BOUNDS, true);

    /** Tests of named values: {@code {category: shoes, amount: {gte: 20}}}. */
    static final Shape<List<PropertyTest>> WHERE =
            new Mapped<>(
                    new MapShape<>(
                            Scalars.WORD,
                            new Shorthand(
                                    comparisons(
                                            "comparisons", EnumSet.allOf(Operator.class), false)),
                            100),
                    tests ->
                            PropertyTest.inOrder(
                                    tests.entrySet().stream()
                                            .map(
                                                    entry ->
                                                            new PropertyTest(
                                                                    entry.getKey(),
                                                                    entry.getValue()))
                                            .toList()),
                    tests -> {
                        var map = new LinkedHashMap<String, List<Comparison>>();
                        tests.forEach(test -> map.put(test.property(), test.comparisons()));
                        return map;
                    });

    private Conditions() {}

    private static List<UnionShape.Variant<Condition, ? extends Condition>> variants() {
        var parts = ListShape.of(CONDITION, 0, MOST_PARTS);
        var all = Field.required("all", parts, Condition.All::parts);
        var any = Field.required("any", parts, Condition.Any::parts);
        var not = Field.required("not", CONDITION, Condition.Not::part);
        var segment =
                Field.required(
                        "segment", Scalars.reference(Kind.SEGMENT), Condition.InSegment::segment);
        var stage =
                Field.required("stage", Scalars.reference(Kind.STAGE), Condition.InStage::stage);
        return List.of(
                UnionShape.Variant.of(
                        Condition.All.class,
                        ObjectShape.of("all", in -> new Condition.All(in.get(all)), all),
                        "all"),
                UnionShape.Variant.of(
                        Condition.Any.class,
                        ObjectShape.of("any", in -> new Condition.Any(in.get(any)), any),
                        "any"),
                UnionShape.Variant.of(
                        Condition.Not.class,
                        ObjectShape.of("not", in -> new Condition.Not(in.get(not)), not),
                        "not"),
                UnionShape.Variant.of(Condition.YearsSince.class, years(), "field", "years"),
                UnionShape.Variant.of(Condition.Attribute.class, attribute(), "field"),
                UnionShape.Variant.of(Condition.Events.class, events(), "event"),
                UnionShape.Variant.of(Condition.Messages.class, messages(), "message"),
                UnionShape.Variant.of(Condition.Consent.class, consent(), "consent"),
                UnionShape.Variant.of(
                        Condition.InSegment.class,
                        ObjectShape.of(
                                "inSegment",
                                in -> new Condition.InSegment(in.get(segment)),
                                segment),
                        "segment"),
                UnionShape.Variant.of(
                        Condition.InStage.class,
                        ObjectShape.of(
                                "inStage", in -> new Condition.InStage(in.get(stage)), stage),
                        "stage"));
    }

    private static Shape<Condition.YearsSince> years() {
        var field = Field.required("field", Scalars.WORD, Condition.YearsSince::field);
        var years = Field.required("years", NUMBER_BOUNDS, Condition.YearsSince::years);
        return ObjectShape.of(
                "yearsSince",
                in -> new Condition.YearsSince(in.get(field), in.get(years)),
                field,
                years);
    }

    private static Shape<Condition.Attribute> attribute() {
        var field = Field.required("field", Scalars.WORD, Condition.Attribute::field);
        List<Field<Condition.Attribute, Comparison>> tests =
                fields(EnumSet.allOf(Operator.class), false, Condition.Attribute::comparisons);
        List<Field<Condition.Attribute, ?>> all = new ArrayList<>();
        all.add(field);
        all.addAll(tests);
        return ObjectShape.of(
                        "attribute",
                        in -> new Condition.Attribute(in.get(field), read(tests, in)),
                        all)
                .checked((in, at) -> needsOne(tests, in, at));
    }

    private static Shape<Condition.Events> events() {
        var event = Field.required("event", Scalars.WORD, Condition.Events::event);
        var where = Field.optional("where", WHERE, Condition.Events::where, List.of());
        var within = Field.optional("within", Scalars.POSITIVE_SPAN, Condition.Events::within);
        var count =
                Field.optional(
                        "count", count(), (Condition.Events c) -> measure(c, Measure.Count.class));
        var sum =
                Field.optional("sum", sum(), (Condition.Events c) -> measure(c, Measure.Sum.class));
        var last =
                Field.optional(
                        "last", last(), (Condition.Events c) -> measure(c, Measure.Last.class));
        return ObjectShape.of(
                "events",
                in ->
                        new Condition.Events(
                                in.get(event),
                                in.get(where),
                                in.find(within),
                                Stream.of(count, sum, last)
                                        .flatMap(field -> measured(in, field))
                                        .toList()),
                event,
                where,
                within,
                count,
                sum,
                last);
    }

    private static Stream<Measure> measured(
            Values in, Field<Condition.Events, ? extends Measure> field) {
        return Stream.ofNullable(in.find(field));
    }

    private static Shape<Measure.Count> count() {
        return new Mapped<>(NUMBER_BOUNDS, Measure.Count::new, Measure.Count::bounds);
    }

    private static Shape<Measure.Sum> sum() {
        var of = Field.required("of", Scalars.WORD, Measure.Sum::of);
        List<Field<Measure.Sum, Comparison>> tests = fields(BOUNDS, true, Measure.Sum::bounds);
        List<Field<Measure.Sum, ?>> all = new ArrayList<>();
        all.add(of);
        all.addAll(tests);
        return ObjectShape.of("sum", in -> new Measure.Sum(in.get(of), read(tests, in)), all)
                .checked((in, at) -> needsOne(tests, in, at));
    }

    private static Shape<Measure.Last> last() {
        var older =
                Field.optional(
                        "olderThan",
                        Scalars.POSITIVE_SPAN,
                        (Measure.Last last) ->
                                last.age() == Measure.Last.Age.OLDER_THAN ? last.span() : null);
        var newer =
                Field.optional(
                        "newerThan",
                        Scalars.POSITIVE_SPAN,
                        (Measure.Last last) ->
                                last.age() == Measure.Last.Age.NEWER_THAN ? last.span() : null);
        return ObjectShape.of(
                        "last",
                        in ->
                                in.find(older) instanceof org.marronnier.domain.time.Span span
                                        ? new Measure.Last(Measure.Last.Age.OLDER_THAN, span)
                                        : new Measure.Last(
                                                Measure.Last.Age.NEWER_THAN, in.get(newer)),
                        older,
                        newer)
                .checked(
                        (in, at) -> {
                            if (in.lacks(older) == in.lacks(newer)) {
                                at.mistake(Phrase.RECENCY_MISSING.with());
                            }
                        });
    }

    private static @Nullable <M extends Measure> M measure(Condition.Events events, Class<M> type) {
        return events.measures().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }

    private static Shape<Condition.Messages> messages() {
        var message = Field.required("message", pattern(), Condition.Messages::pattern);
        var within = Field.optional("within", Scalars.POSITIVE_SPAN, Condition.Messages::within);
        var count = Field.optional("count", NUMBER_BOUNDS, Condition.Messages::count, List.of());
        return ObjectShape.of(
                "messages",
                in -> new Condition.Messages(in.get(message), in.find(within), in.get(count)),
                message,
                within,
                count);
    }

    private static Shape<MessagePattern> pattern() {
        var channel = Field.optional("channel", Scalars.CHANNEL, MessagePattern::channel);
        var type = Field.optional("type", Scalars.TYPE, MessagePattern::type);
        var status =
                Field.optional(
                        "status",
                        Scalars.oneOf(
                                Phrase.A_MESSAGE_STATUS, MessageStatus.class, MessageStatus::name),
                        MessagePattern::status);
        var programme =
                Field.optional(
                        "programme", Scalars.reference(Kind.PROGRAMME), MessagePattern::programme);
        var scenario =
                Field.optional(
                        "scenario", Scalars.reference(Kind.SCENARIO), MessagePattern::scenario);
        var campaign =
                Field.optional(
                        "campaign", Scalars.reference(Kind.CAMPAIGN), MessagePattern::campaign);
        var template =
                Field.optional(
                        "template", Scalars.reference(Kind.TEMPLATE), MessagePattern::template);
        var tag = Field.optional("tag", Scalars.WORD, MessagePattern::tag);
        return ObjectShape.of(
                "message",
                in ->
                        new MessagePattern(
                                in.find(channel),
                                in.find(type),
                                in.find(status),
                                in.find(programme),
                                in.find(scenario),
                                in.find(campaign),
                                in.find(template),
                                in.find(tag)),
                channel,
                type,
                status,
                programme,
                scenario,
                campaign,
                template,
                tag);
    }

    private static Shape<Condition.Consent> consent() {
        var channel = Field.required("channel", Scalars.CHANNEL, Condition.Consent::channel);
        var purpose =
                Field.required(
                        "purpose", Scalars.reference(Kind.PURPOSE), Condition.Consent::purpose);
        var status =
                Field.required(
                        "status",
                        Scalars.oneOf(
                                Phrase.A_CONSENT_STATUS, ConsentStatus.class, ConsentStatus::name),
                        Condition.Consent::status);
        var inner =
                ObjectShape.of(
                        "consent",
                        in ->
                                new Condition.Consent(
                                        in.get(channel), in.get(purpose), in.get(status)),
                        channel,
                        purpose,
                        status);
        var consent = Field.required("consent", inner, (Condition.Consent it) -> it);
        return ObjectShape.of("consentTest", in -> in.get(consent), consent);
    }

    /** Comparisons as fields of an object of their own, such as {@code {gte: 2, lt: 5}}. */
    private static Shape<List<Comparison>> comparisons(
            String name, Set<Operator> operators, boolean numbersOnly) {
        List<Field<List<Comparison>, Comparison>> tests =
                fields(operators, numbersOnly, Function.identity());
        List<Field<List<Comparison>, ?>> all = List.copyOf(tests);
        return ObjectShape.<List<Comparison>>of(name, in -> read(tests, in), all)
                .checked((in, at) -> needsOne(tests, in, at));
    }

    private static <T> List<Field<T, Comparison>> fields(
            Set<Operator> operators, boolean numbersOnly, Function<T, List<Comparison>> of) {
        return operators.stream()
                .map(
                        operator ->
                                Field.<T, Comparison>optional(
                                        DocumentWord.camel(operator),
                                        comparison(operator, numbersOnly),
                                        holder ->
                                                of.apply(holder).stream()
                                                        .filter(
                                                                comparison ->
                                                                        comparison.operator()
                                                                                == operator)
                                                        .findFirst()
                                                        .orElse(null)))
                .toList();
    }

    private static Shape<Comparison> comparison(Operator operator, boolean numbersOnly) {
        var operand = operand(numbersOnly);
        return switch (operator) {
            case PRESENT, MISSING ->
                    new Mapped<>(Scalars.YES, _ -> new Comparison(operator, List.of()), _ -> true);
            case IN, NOT_IN ->
                    new Mapped<>(
                            ListShape.of(operand, 1, MOST_OPERANDS),
                            operands -> new Comparison(operator, operands),
                            Comparison::operands);
            case EQ, NE, LT, LTE, GT, GTE, CONTAINS, STARTS_WITH ->
                    new Mapped<>(
                            operand,
                            value -> Comparison.of(operator, value),
                            comparison -> comparison.operands().getFirst());
        };
    }

    private static <T> List<Comparison> read(List<Field<T, Comparison>> tests, Values in) {
        var comparisons = new ArrayList<Comparison>();
        for (var test : tests) {
            var comparison = in.find(test);
            if (comparison != null) {
                comparisons.add(comparison);
            }
        }
        return comparisons;
    }

    private static <T> void needsOne(List<Field<T, Comparison>> tests, Values in, Cursor at) {
        if (tests.stream().allMatch(in::lacks)) {
            at.mistake(Phrase.COMPARISON_MISSING.with(tests.stream().map(Field::name).toList()));
        }
    }

    private static Shape<Operand> operand(boolean numbersOnly) {
        if (numbersOnly) {
            return new Mapped<>(
                    Scalars.DECIMAL,
                    Operand.Decimal::new,
                    operand -> ((Operand.Decimal) operand).value());
        }
        return new Scalar<>(
                Phrase.AN_OPERAND.with(),
                raw ->
                        switch (raw) {
                            case Boolean truth -> new Operand.Truth(truth);
                            case String text
                                    when text.length() <= 1_000 && !Scalars.holdsNoText(text) ->
                                    new Operand.Text(text);
                            default -> new Operand.Decimal(Scalars.number(raw));
                        },
                operand ->
                        switch (operand) {
                            case Operand.Text text -> text.value();
                            case Operand.Decimal decimal -> Scalars.plain(decimal.value());
                            case Operand.Truth truth -> truth.value();
                        },
                Map.of("type", List.of("string", "number", "boolean")));
    }

    /** {@code shoes} for {@code {eq: shoes}}. */
    private record Shorthand(Shape<List<Comparison>> full) implements Shape<List<Comparison>> {
        @Override
        public @Nullable List<Comparison> read(Cursor cursor) {
            if (cursor.value() instanceof Map<?, ?>) {
                return full.read(cursor);
            }
            var operand = OPERAND.read(cursor);
            return operand == null ? null : List.of(Comparison.of(Operator.EQ, operand));
        }

        @Override
        public Object write(List<Comparison> value) {
            return value.size() == 1 && value.getFirst().operator() == Operator.EQ
                    ? OPERAND.write(value.getFirst().operands().getFirst())
                    : full.write(value);
        }

        @Override
        public Map<String, Object> schema(Definitions definitions) {
            return Map.of("anyOf", List.of(OPERAND.schema(definitions), full.schema(definitions)));
        }
    }
}
