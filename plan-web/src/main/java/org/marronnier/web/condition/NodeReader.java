package org.marronnier.web.condition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

/** Reads the tree of a plan document as a condition to edit. */
final class NodeReader {

    /** So deep a tree is edited; documents nest no deeper than they can be read. */
    private static final int DEEPEST = 60;

    private NodeReader() {}

    /** The root is always a group, so that something can be added to it. */
    static Group root(@Nullable Object tree) {
        if (tree == null) {
            return Node.everybody();
        }
        var node = read(tree, 0);
        return node instanceof Group group && !group.negated()
                ? group
                : new Group(false, false, List.of(node));
    }

    private static Node read(@Nullable Object raw, int depth) {
        if (!(raw instanceof Map<?, ?> tree) || depth > DEEPEST) {
            return new Test(false, new OfField(new Named("", List.of())));
        }
        if (tree.get("all") instanceof List<?> parts) {
            return new Group(false, false, parts(parts, depth));
        }
        if (tree.get("any") instanceof List<?> parts) {
            return new Group(false, true, parts(parts, depth));
        }
        if (tree.containsKey("not")) {
            var part = read(tree.get("not"), depth + 1);
            return part.negated() ? new Group(true, false, List.of(part)) : part.negated(true);
        }
        return new Test(false, asked(tree));
    }

    private static List<Node> parts(List<?> parts, int depth) {
        return parts.stream().map(part -> read(part, depth + 1)).toList();
    }

    private static Asked asked(Map<?, ?> tree) {
        if (tree.containsKey("event")) {
            return new OfEvents(
                    text(tree.get("event")),
                    where(tree.get("where")),
                    within(tree),
                    tree.get("count") instanceof Map<?, ?> count ? comparisons(count) : null,
                    tree.get("sum") instanceof Map<?, ?> sum
                            ? new Named(text(sum.get("of")), comparisons(without(sum, "of")))
                            : null,
                    tree.get("last") instanceof Map<?, ?> last
                            ? comparisons(last).stream().findFirst().orElse(null)
                            : null);
        }
        if (tree.get("message") instanceof Map<?, ?> message) {
            var pattern = new LinkedHashMap<String, String>();
            message.forEach((name, value) -> pattern.put(text(name), text(value)));
            return new OfMessages(
                    pattern,
                    within(tree),
                    tree.get("count") instanceof Map<?, ?> count ? comparisons(count) : null);
        }
        if (tree.get("consent") instanceof Map<?, ?> consent) {
            return new OfConsent(
                    text(consent.get("channel")),
                    text(consent.get("purpose")),
                    text(consent.get("status")));
        }
        if (tree.containsKey("segment")) {
            return new OfSegment(text(tree.get("segment")));
        }
        if (tree.containsKey("stage")) {
            return new OfStage(text(tree.get("stage")));
        }
        if (tree.get("years") instanceof Map<?, ?> years) {
            return new OfYears(new Named(text(tree.get("field")), comparisons(years)));
        }
        return new OfField(new Named(text(tree.get("field")), comparisons(without(tree, "field"))));
    }

    private static List<Named> where(@Nullable Object raw) {
        if (!(raw instanceof Map<?, ?> where)) {
            return List.of();
        }
        var all = new ArrayList<Named>();
        where.forEach(
                (property, tests) ->
                        all.add(
                                new Named(
                                        text(property),
                                        tests instanceof Map<?, ?> map
                                                ? comparisons(map)
                                                : comparisons(Map.of("eq", tests)))));
        return all;
    }

    private static List<Typed> comparisons(Map<?, ?> tests) {
        return tests.entrySet().stream()
                .filter(test -> test.getValue() != null)
                .map(
                        test ->
                                new Typed(
                                        text(test.getKey()),
                                        written(test.getValue()),
                                        kind(test.getValue())))
                .toList();
    }

    private static String written(Object value) {
        if (!(value instanceof List<?> values)) {
            return text(value);
        }
        var texts = values.stream().map(NodeReader::text).toList();
        var separator = texts.stream().anyMatch(text -> text.contains(",")) ? "; " : ", ";
        return texts.stream().collect(Collectors.joining(separator));
    }

    private static @Nullable String kind(Object value) {
        return switch (value) {
            case String _ -> "TEXT";
            case Number _ -> "NUMBER";
            case Boolean _ -> "TRUTH";
            case List<?> values when !values.isEmpty() -> kind(values.getFirst());
            default -> null;
        };
    }

    private static @Nullable String within(Map<?, ?> tree) {
        return tree.get("within") == null ? null : text(tree.get("within"));
    }

    private static Map<?, ?> without(Map<?, ?> tree, String name) {
        var rest = new LinkedHashMap<Object, Object>();
        tree.forEach(
                (key, value) -> {
                    if (!name.equals(key) && value != null) {
                        rest.put(key, value);
                    }
                });
        return rest;
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            default -> value.toString();
        };
    }
}
