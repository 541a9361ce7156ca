package org.marronnier.web.scenario;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.marronnier.web.condition.SpanFields;
import org.marronnier.web.editing.FormTree;
import org.springframework.util.MultiValueMap;

/** The form of a trigger: of each kind its own fields, named by their path in the scenario. */
final class TriggerForm {

    /** The kinds of triggers, in the order in which they are offered. */
    enum Kind {
        EVENT,
        ABANDONMENT,
        DATE,
        INACTIVITY,
        REPLENISHMENT,
        SEGMENT,
        STAGE,
        WEATHER,
        CALL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> of(@Nullable String word) {
            return List.of(values()).stream().filter(kind -> kind.word().equals(word)).findFirst();
        }
    }

    /** A test in a row: what, how, and against what. */
    record Row(String name, String operator, String value) {}

    private static final Pattern NUMBER = Pattern.compile("[-−]?(0|[1-9]\\d*)([.,]\\d+)?");

    private TriggerForm() {}

    /** The kind of a trigger of the document. */
    static Kind kind(@Nullable Object trigger) {
        if (!(trigger instanceof Map<?, ?> fields)) {
            return Kind.EVENT;
        }
        if (fields.get("entry") instanceof Map<?, ?> entry) {
            return entry.containsKey("stage") ? Kind.STAGE : Kind.SEGMENT;
        }
        return List.of(Kind.values()).stream()
                .filter(kind -> fields.containsKey(kind.word()))
                .findFirst()
                .orElse(Kind.EVENT);
    }

    /** The trigger that a form says. */
    static Map<String, Object> tree(MultiValueMap<String, String> fields) {
        var kind = Kind.of(fields.getFirst("_kind")).orElse(Kind.EVENT);
        var written = SpanFields.written(fields);
        if (kind == Kind.DATE) {
            written.set("trigger.date.offset", offset(fields));
        }
        var form =
                FormTree.of(written)
                        .numbers("trigger.replenishment.factor")
                        .flags("trigger.date.once")
                        .tree();
        var trigger = new LinkedHashMap<String, Object>(map(form.get("trigger")));
        switch (kind) {
            case EVENT -> put(trigger, "where", tests(Rows.of(fields, "_where", "name")));
            case REPLENISHMENT -> {
                var inner = new LinkedHashMap<>(map(trigger.get("replenishment")));
                put(inner, "defaults", spans(fields));
                trigger.put("replenishment", inner);
            }
            case WEATHER -> {
                var inner = new LinkedHashMap<>(map(trigger.get("weather")));
                put(inner, "when", tests(Rows.of(fields, "_when", "name")));
                trigger.put("weather", inner);
            }
            case CALL -> trigger.put("call", Map.of());
            case ABANDONMENT, DATE, INACTIVITY, SEGMENT, STAGE -> {}
        }
        if (trigger.isEmpty()) {
            trigger.put(
                    switch (kind) {
                        case SEGMENT, STAGE -> "entry";
                        case EVENT -> "event";
                        case ABANDONMENT, DATE, INACTIVITY, REPLENISHMENT, WEATHER, CALL ->
                                kind.word();
                    },
                    kind == Kind.EVENT ? "" : Map.of());
        }
        return trigger;
    }

    /** The tests of a map of the document as rows. */
    static List<Row> rows(@Nullable Object tests) {
        var rows = new ArrayList<Row>();
        map(tests)
                .forEach(
                        (name, value) -> {
                            if (value instanceof Map<?, ?> comparisons) {
                                comparisons.forEach(
                                        (operator, operand) ->
                                                rows.add(
                                                        new Row(
                                                                name,
                                                                String.valueOf(operator),
                                                                text(operand))));
                            } else {
                                rows.add(new Row(name, "eq", text(value)));
                            }
                        });
        return rows;
    }

    private static String text(@Nullable Object value) {
        return value instanceof List<?> items
                ? String.join(", ", items.stream().map(String::valueOf).toList())
                : String.valueOf(value);
    }

    private static Map<String, Object> tests(List<Map<String, String>> rows) {
        var tests = new LinkedHashMap<String, Object>();
        for (var row : rows) {
            var operator = row.getOrDefault("operator", "eq");
            var comparisons = new LinkedHashMap<>(map(tests.get(row.getOrDefault("name", ""))));
            comparisons.put(operator, operand(operator, row.getOrDefault("value", "")));
            tests.put(row.getOrDefault("name", ""), comparisons);
        }
        return tests;
    }

    private static Object operand(String operator, String text) {
        return switch (operator) {
            case "present", "missing" -> true;
            case "in", "notIn" ->
                    List.of(text.split("\\s*,\\s*")).stream()
                            .filter(one -> !one.isEmpty())
                            .toList();
            case "contains", "startsWith" -> text;
            default -> value(text);
        };
    }

    private static Object value(String text) {
        if (NUMBER.matcher(text).matches()) {
            return new BigDecimal(text.replace(',', '.').replace('−', '-'));
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "oui" -> true;
            case "false", "non" -> false;
            default -> text;
        };
    }

    private static Map<String, Object> spans(MultiValueMap<String, String> fields) {
        var spans = new LinkedHashMap<String, Object>();
        for (var row : Rows.of(fields, "_defaults", "name")) {
            spans.put(row.getOrDefault("name", ""), "P" + row.getOrDefault("value", "") + "D");
        }
        return spans;
    }

    private static String offset(MultiValueMap<String, String> fields) {
        var days = fields.getFirst("_offset");
        if (days == null || days.isBlank() || days.strip().equals("0")) {
            return "";
        }
        var span = "P" + days.strip() + "D";
        return "before".equals(fields.getFirst("_side")) ? "-" + span : span;
    }

    private static void put(Map<String, Object> tree, String name, Map<String, Object> value) {
        if (value.isEmpty()) {
            tree.remove(name);
        } else {
            tree.put(name, value);
        }
    }

    @SuppressWarnings("unchecked") // trees are maps by field name
    private static Map<String, Object> map(@Nullable Object tree) {
        return tree instanceof Map<?, ?> fields ? (Map<String, Object>) fields : Map.of();
    }
}
