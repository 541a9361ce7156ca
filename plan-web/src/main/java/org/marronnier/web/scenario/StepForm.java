package org.marronnier.web.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.web.condition.SpanFields;
import org.marronnier.web.editing.FormTree;
import org.springframework.util.MultiValueMap;

/** The form of a step: of each kind its own fields, named by their path in the step. */
final class StepForm {

    /** The kinds of steps, in the order in which they are offered. */
    enum Kind {
        SEND,
        WAIT,
        UNTIL,
        BRANCH,
        SPLIT,
        END;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> of(@Nullable String word) {
            return List.of(values()).stream().filter(kind -> kind.word().equals(word)).findFirst();
        }
    }

    private StepForm() {}

    static Kind kind(Map<String, Object> step) {
        if (step.get("wait") instanceof Map<?, ?>) {
            return Kind.UNTIL;
        }
        return List.of(Kind.values()).stream()
                .filter(kind -> step.containsKey(kind.word()))
                .findFirst()
                .orElse(Kind.END);
    }

    /** What a new step of a kind is before anybody has filled it in. */
    static Map<String, Object> fresh(Kind kind) {
        return switch (kind) {
            case SEND -> Map.of("send", Map.of());
            case WAIT -> Map.of("wait", "P1D");
            case UNTIL -> Map.of("wait", Map.of("until", "09:00"));
            case BRANCH -> Map.of("branch", Map.of());
            case SPLIT -> Map.of("split", List.of(Map.of("weight", 1), Map.of("weight", 1)));
            case END -> Map.of("end", true);
        };
    }

    /**
     * The step that a form says.
     *
     * @param before the step as it stood; what its branches hold stays
     * @param condition of a branch
     */
    static Map<String, Object> tree(
            Kind kind,
            MultiValueMap<String, String> fields,
            Map<String, Object> before,
            Map<String, Object> condition) {
        var form =
                FormTree.of(SpanFields.written(fields))
                        .numbers("send.value", "split[].weight")
                        .tree();
        return switch (kind) {
            case SEND -> Map.of("send", map(form.get("send")));
            case WAIT -> Map.of("wait", form.getOrDefault("wait", ""));
            case UNTIL -> Map.of("wait", map(form.get("wait")));
            case BRANCH -> {
                var branch = new LinkedHashMap<>(map(before.get("branch")));
                branch.put("if", condition);
                yield Map.of("branch", branch);
            }
            case SPLIT -> Map.of("split", ways(form.get("split"), before.get("split")));
            case END -> Map.of("end", true);
        };
    }

    /** Ways whose weight is blank go away, unless something happens on them. */
    private static List<Object> ways(@Nullable Object weights, @Nullable Object before) {
        var typed = weights instanceof List<?> list ? list : List.of();
        var stood = before instanceof List<?> list ? list : List.of();
        var ways = new ArrayList<Object>();
        for (var i = 0; i < Math.max(typed.size(), stood.size()); i++) {
            var way = new LinkedHashMap<String, Object>();
            if (i < typed.size()) {
                way.putAll(map(typed.get(i)));
            }
            if (i < stood.size()
                    && map(stood.get(i)).get("steps") instanceof List<?> steps
                    && !steps.isEmpty()) {
                way.put("steps", steps);
            }
            if (!way.isEmpty()) {
                ways.add(way);
            }
        }
        return ways;
    }

    @SuppressWarnings("unchecked") // trees are maps by field name
    private static Map<String, Object> map(@Nullable Object tree) {
        return tree instanceof Map<?, ?> fields ? (Map<String, Object>) fields : Map.of();
    }
}
