package org.marronnier.domain.document;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Comparison.Operator;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.condition.PropertyTest;
import org.marronnier.domain.telling.Phrase;

/** Comparisons of values, such as {@code {gte: 2, lt: 5}}, and tests of named values. */
final class Comparisons {

    private static final int MOST_OPERANDS = 10_000;

    /** Bounds of a number. */
    static final Set<Operator> BOUNDS =
            EnumSet.of(
                    Operator.EQ, Operator.NE, Operator.LT, Operator.LTE, Operator.GT, Operator.GTE);

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

    private Comparisons() {}

    /** Comparisons as fields of an object of their own, such as {@code {gte: 2, lt: 5}}. */
    private static Shape<List<Comparison>> comparisons(
            String name, Set<Operator> operators, boolean numbersOnly) {
        List<Field<List<Comparison>, Comparison>> tests =
                fields(operators, numbersOnly, Function.identity());
        List<Field<List<Comparison>, ?>> all = List.copyOf(tests);
        return ObjectShape.<List<Comparison>>of(name, in -> read(tests, in), all)
                .checked((in, at) -> needsOne(tests, in, at));
    }

    /** A field for each operator, such as {@code gte}, of what holds comparisons. */
    static <T> List<Field<T, Comparison>> fields(
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

    /** The comparisons that stand in such fields. */
    static <T> List<Comparison> read(List<Field<T, Comparison>> tests, Values in) {
        var comparisons = new ArrayList<Comparison>();
        for (var test : tests) {
            var comparison = in.find(test);
            if (comparison != null) {
                comparisons.add(comparison);
            }
        }
        return comparisons;
    }

    /** Tells where none of such fields is there. */
    static <T> void needsOne(List<Field<T, Comparison>> tests, Values in, Cursor at) {
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
