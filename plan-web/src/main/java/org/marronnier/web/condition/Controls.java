package org.marronnier.web.condition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.SeenFacts.ValueKind;
import org.marronnier.web.condition.Node.Typed;
import org.marronnier.web.shell.Option;

/** The words and controls of one line, one after the other, each beside what is wrong with it. */
final class Controls {

    private static final List<String> BOUNDS = List.of("gte", "lte", "eq", "ne", "gt", "lt");

    private static final List<String> OF_TEXT =
            List.of(
                    "eq",
                    "ne",
                    "in",
                    "notIn",
                    "contains",
                    "startsWith",
                    "gte",
                    "lte",
                    "gt",
                    "lt",
                    "present",
                    "missing");
    private static final List<String> OF_NUMBER =
            List.of("eq", "ne", "gte", "lte", "gt", "lt", "in", "notIn", "present", "missing");
    private static final List<String> OF_TRUTH = List.of("eq", "ne", "present", "missing");
    private static final List<String> UNITS =
            List.of("MINUTE", "HOUR", "DAY", "WEEK", "MONTH", "YEAR");

    private final EditorNotes notes;
    private final Wording words;
    private final List<Token> tokens = new ArrayList<>();

    Controls(EditorNotes notes, Wording words) {
        this.notes = notes;
        this.words = words;
    }

    List<Token> tokens() {
        return tokens;
    }

    /** Whether something must hold or not. */
    static Token sign(String name, boolean negated, Wording words) {
        return new Token.Choice(
                name + ".not",
                words.say("condition.edit.sign"),
                negated ? "true" : "",
                List.of(
                        new Option("", words.say("condition.edit.with")),
                        new Option("true", words.say("condition.edit.without"))),
                false,
                null);
    }

    void sign(String name, boolean negated) {
        tokens.add(sign(name, negated, words));
    }

    void say(String key) {
        tokens.add(new Token.Words(words.say(key)));
    }

    /** A button that takes something away. */
    void less(String place, String what, String key) {
        tokens.add(new Token.Press("less:" + place + ":" + what, words.say(key)));
    }

    void choice(String name, String label, String value, List<Option> options, String path) {
        choice(name, label, value, options, false, notes.at(path));
    }

    /** A choice after which the test has other values. */
    void reloading(String name, String label, String value, List<Option> options, String path) {
        choice(name, label, value, options, true, notes.at(path));
    }

    /** A choice of which nothing can be wrong. */
    void sure(String name, String label, String value, List<Option> options, boolean reloads) {
        choice(name, label, value, options, reloads, null);
    }

    private void choice(
            String name,
            String label,
            String value,
            List<Option> options,
            boolean reloads,
            @Nullable String mistake) {
        tokens.add(
                new Token.Choice(
                        name,
                        words.say("condition.edit.label." + label),
                        value,
                        options,
                        reloads,
                        mistake));
    }

    void entry(
            String name,
            String label,
            String value,
            String type,
            @Nullable String list,
            String path) {
        tokens.add(
                new Token.Entry(
                        name,
                        words.say("condition.edit.label." + label),
                        value,
                        type,
                        list,
                        notes.at(path)));
    }

    void span(@Nullable String span, String name, String path, boolean mayBeEver) {
        var typed = span == null ? new SpanField("", "EVER") : SpanField.of(span);
        var units = new ArrayList<>(UNITS);
        if (mayBeEver) {
            units.add("EVER");
        }
        if (typed.unit().equals("ISO")) {
            units.add("ISO");
        }
        if (span != null) {
            var type = typed.unit().equals("ISO") ? "text" : "number";
            entry(name + ".n", "span", typed.number(), type, null, path);
        }
        sure(
                name + ".unit",
                "unit",
                typed.unit(),
                words.options().words(units, "condition.edit.unit."),
                mayBeEver);
    }

    /**
     * The comparisons of a number.
     *
     * @param said what stands before the operator in the keys of their words
     */
    void bounds(List<Typed> comparisons, String name, String path, String said) {
        comparisons(comparisons, name, path, BOUNDS, said, ValueKind.NUMBER);
    }

    /** The comparisons of a value of a kind; null where the kind is unknown. */
    void values(List<Typed> comparisons, String name, String path, @Nullable ValueKind kind) {
        comparisons(comparisons, name, path, operators(kind), "condition.edit.is.", kind);
    }

    private void comparisons(
            List<Typed> comparisons,
            String name,
            String path,
            List<String> operators,
            String said,
            @Nullable ValueKind kind) {
        for (var i = 0; i < comparisons.size(); i++) {
            if (i > 0) {
                say("condition.edit.and");
            }
            var typed = comparisons.get(i);
            var at = name + ".is[" + i + "]";
            sure(
                    at + ".op",
                    "op",
                    typed.operator(),
                    words.options().words(free(operators, typed, comparisons), said),
                    operators.contains("present"));
            if (typed.operator().equals("present") || typed.operator().equals("missing")) {
                continue;
            }
            value(typed, at, path, kind);
            if (typed.kind() != null && kind == null) {
                tokens.add(new Token.Hidden(at + ".as", typed.kind()));
            }
        }
    }

    /** The operators that no other comparison has. */
    private static List<String> free(List<String> operators, Typed typed, List<Typed> all) {
        return operators.stream()
                .filter(
                        operator ->
                                operator.equals(typed.operator())
                                        || all.stream()
                                                .noneMatch(
                                                        other -> other.operator().equals(operator)))
                .toList();
    }

    private void value(Typed typed, String name, String path, @Nullable ValueKind kind) {
        var at = path + "." + typed.operator();
        var wrong = notes.isWrong(at) ? at : path;
        if (kind == ValueKind.TRUTH) {
            choice(
                    name + ".value",
                    "value",
                    typed.value(),
                    List.of(
                            new Option("true", words.say("condition.true")),
                            new Option("false", words.say("condition.false"))),
                    wrong);
            return;
        }
        var many = typed.operator().equals("in") || typed.operator().equals("notIn");
        var type =
                kind == ValueKind.DATE && !many
                        ? "date"
                        : kind == ValueKind.NUMBER && !many ? "number" : "text";
        entry(name + ".value", many ? "values" : "value", typed.value(), type, null, wrong);
    }

    private static List<String> operators(@Nullable ValueKind kind) {
        return switch (kind) {
            case NUMBER, DATE -> OF_NUMBER;
            case TRUTH -> OF_TRUTH;
            case TEXT -> OF_TEXT;
            case null -> OF_TEXT;
        };
    }
}
