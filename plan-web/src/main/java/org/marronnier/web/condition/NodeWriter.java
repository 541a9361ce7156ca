package org.marronnier.web.condition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.SeenFacts.Seen;
import org.marronnier.domain.audience.SeenFacts.ValueKind;
import org.marronnier.web.condition.Node.Asked;
import org.marronnier.web.condition.Node.Group;
import org.marronnier.web.condition.Node.Named;
import org.marronnier.web.condition.Node.OfConsent;
import org.marronnier.web.condition.Node.OfEvents;
import org.marronnier.web.condition.Node.OfField;
import org.marronnier.web.condition.Node.OfMessages;
import org.marronnier.web.condition.Node.OfSegment;
import org.marronnier.web.condition.Node.OfStage;
import org.marronnier.web.condition.Node.OfYears;
import org.marronnier.web.condition.Node.Test;
import org.marronnier.web.condition.Node.Typed;

/**
 * Writes an edited condition as the tree of a plan document. What is no number where one belongs
 * stays text, so that whoever reads the tree says what was expected.
 */
final class NodeWriter {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,20}([.,]\\d{1,10})?");
    private static final Pattern SPACE = Pattern.compile("[ \\u00a0\\u202f]");

    private final Seen seen;

    NodeWriter(Seen seen) {
        this.seen = seen;
    }

    /** A root that only holds one part is written as that part. */
    Map<String, Object> root(Group root) {
        return single(root) instanceof Node only ? write(only) : write(root);
    }

    /** The one part that a root is written as, where there is one. */
    static @Nullable Node single(Group root) {
        return !root.negated() && root.parts().size() == 1 ? root.parts().getFirst() : null;
    }

    private Map<String, Object> write(Node node) {
        var plain =
                switch (node) {
                    case Group group -> group(group);
                    case Test test -> test(test.asked());
                };
        return node.negated() ? Map.of("not", plain) : plain;
    }

    private Map<String, Object> group(Group group) {
        return Map.of(
                group.any() ? "any" : "all", group.parts().stream().map(this::write).toList());
    }

    private Map<String, Object> test(Asked asked) {
        var tree = new LinkedHashMap<String, Object>();
        switch (asked) {
            case OfField(var field) -> {
                tree.put("field", field.name());
                tree.putAll(comparisons(field.comparisons(), kindOfField(field.name(), seen)));
            }
            case OfYears(var field) -> {
                tree.put("field", field.name());
                tree.put("years", comparisons(field.comparisons(), ValueKind.NUMBER));
            }
            case OfEvents events -> events(events, tree);
            case OfMessages messages -> {
                var pattern = new LinkedHashMap<String, Object>();
                messages.pattern()
                        .forEach(
                                (name, value) -> {
                                    if (!value.isBlank()) {
                                        pattern.put(name, value);
                                    }
                                });
                tree.put("message", pattern);
                window(messages.within(), tree);
                count(messages.count(), tree);
            }
            case OfConsent(var channel, var purpose, var status) ->
                    tree.put(
                            "consent",
                            Map.of("channel", channel, "purpose", purpose, "status", status));
            case OfSegment(var segment) -> tree.put("segment", segment);
            case OfStage(var stage) -> tree.put("stage", stage);
        }
        return tree;
    }

    private void events(OfEvents events, Map<String, Object> tree) {
        tree.put("event", events.event().strip());
        if (!events.where().isEmpty()) {
            tree.put("where", where(events));
        }
        window(events.within(), tree);
        count(events.count(), tree);
        if (events.sum() instanceof Named(var of, var bounds)) {
            var sum = new LinkedHashMap<String, Object>();
            sum.put("of", of.strip());
            sum.putAll(comparisons(bounds, ValueKind.NUMBER));
            tree.put("sum", sum);
        }
        if (events.last() instanceof Typed(var operator, var value, var _)) {
            tree.put("last", Map.of(operator, value));
        }
    }

    private Map<String, Object> where(OfEvents events) {
        var where = new LinkedHashMap<String, Object>();
        for (var test : events.where()) {
            var kind = kindOfProperty(events.event(), test.name(), seen);
            var comparisons = comparisons(test.comparisons(), kind);
            if (where.get(test.name()) instanceof Map<?, ?> before) {
                before.forEach((name, value) -> comparisons.putIfAbsent((String) name, value));
            }
            where.put(test.name().strip(), comparisons);
        }
        where.replaceAll((_, comparisons) -> shortened(comparisons));
        return where;
    }

    /** {@code shoes} for {@code {eq: shoes}}, as documents are written. */
    private static Object shortened(Object comparisons) {
        return comparisons instanceof Map<?, ?> map
                        && map.size() == 1
                        && map.get("eq") instanceof Object value
                ? value
                : comparisons;
    }

    private static void window(@Nullable String within, Map<String, Object> tree) {
        if (within != null) {
            tree.put("within", within);
        }
    }

    private void count(@Nullable List<Typed> count, Map<String, Object> tree) {
        if (count != null) {
            tree.put("count", comparisons(count, ValueKind.NUMBER));
        }
    }

    private static Map<String, Object> comparisons(
            List<Typed> comparisons, @Nullable ValueKind known) {
        var tests = new LinkedHashMap<String, Object>();
        for (var typed : comparisons) {
            var value = value(typed, known);
            if (value != null) {
                tests.putIfAbsent(typed.operator(), value);
            }
        }
        return tests;
    }

    private static @Nullable Object value(Typed typed, @Nullable ValueKind known) {
        if (typed.operator().equals("present") || typed.operator().equals("missing")) {
            return true;
        }
        if (typed.value().isBlank()) {
            return null;
        }
        var kind = typed.kind() == null ? known : ValueKind.valueOf(typed.kind());
        if (!typed.operator().equals("in") && !typed.operator().equals("notIn")) {
            return operand(typed.value(), kind);
        }
        var values = new ArrayList<Object>();
        for (var one : typed.value().split(typed.value().contains(";") ? ";" : ",", -1)) {
            if (!one.isBlank()) {
                values.add(operand(one, kind));
            }
        }
        return values;
    }

    private static Object operand(String typed, @Nullable ValueKind kind) {
        var text = typed.strip();
        return switch (kind) {
            case TEXT, DATE -> text;
            case NUMBER -> number(text);
            case TRUTH ->
                    text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : text;
            case null ->
                    text.equals("true") || text.equals("false")
                            ? Boolean.valueOf(text)
                            : text.length() > 1 && text.startsWith("0") && !text.matches("0[.,].*")
                                    ? text
                                    : number(text);
        };
    }

    private static Object number(String text) {
        var bare = SPACE.matcher(text).replaceAll("");
        return NUMBER.matcher(bare).matches() ? new BigDecimal(bare.replace(',', '.')) : text;
    }

    /** What the values of a field of the contact are; null where that is not known. */
    static @Nullable ValueKind kindOfField(String field, Seen seen) {
        if (field.equals("birthDate")) {
            return ValueKind.DATE;
        }
        return ConditionFields.OF_CONTACT.contains(field)
                ? ValueKind.TEXT
                : seen.attributes().get(field);
    }

    /** What the values of an event's property are; null where that is not known. */
    static @Nullable ValueKind kindOfProperty(String event, String property, Seen seen) {
        return seen.events().getOrDefault(event, Map.of()).get(property);
    }
}
