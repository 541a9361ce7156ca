package org.marronnier.web.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.web.condition.SpanFields;
import org.marronnier.web.editing.FormTree;
import org.springframework.util.MultiValueMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The form of a pressure rule and its tree. What the form has no fields for, such as a limit for
 * contacts that are no plain segment, it carries along unseen.
 */
final class PressureForm {

    /** What {@code _window} says of a window that rolls; else it names a unit of the calendar. */
    static final String ROLLING = "rolling";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String RESTRICTS = "restricts";
    private static final String COUNTS = "counts";
    private static final String OVERRIDES = "overrides";
    private static final String AFTER = "after";
    private static final String WHERE = "where";
    private static final String SEGMENT = "segment";
    private static final String TAGS = "tags";

    private PressureForm() {}

    /** A limit of a segment's own. */
    record Special(String segment, String max) {}

    static Map<String, Object> tree(MultiValueMap<String, String> fields) {
        var tree =
                new LinkedHashMap<>(
                        FormTree.of(SpanFields.written(fields))
                                .numbers("max", "overrides[].max")
                                .flags("sameOffer", "paused")
                                .tree());
        var window = fields.getFirst("_window");
        if (window != null && !window.equals(ROLLING)) {
            tree.put("window", Map.of("calendar", window));
        }
        for (var scope : List.of(RESTRICTS, COUNTS)) {
            tag(tree, scope, fields.getFirst("_tags:" + scope));
        }
        tree.putIfAbsent(RESTRICTS, Map.of());
        keep(tree, fields.getOrDefault("_kept", List.of()));
        if (tree.get(AFTER) instanceof Map<?, ?> after
                && read(fields.getFirst("_where")) instanceof Object where) {
            var whole = named(after);
            whole.put(WHERE, where);
            tree.put(AFTER, whole);
        }
        return tree;
    }

    /** The unit of the calendar that a window lasts, or {@link #ROLLING}. */
    static String window(Map<String, Object> tree) {
        return tree.get("window") instanceof Map<?, ?> window
                        && window.get("calendar") instanceof String unit
                ? unit
                : ROLLING;
    }

    /** The tags of a scope, as they are typed. */
    static String tags(Map<String, Object> tree, String scope) {
        return tree.get(scope) instanceof Map<?, ?> map && map.get(TAGS) instanceof List<?> tags
                ? tags.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : "";
    }

    /** The limits of segments, and a blank one for one more. */
    static List<Special> specials(Map<String, Object> tree) {
        return Stream.concat(
                        overrides(tree).filter(PressureForm::isPlain).map(PressureForm::special),
                        Stream.of(new Special("", "")))
                .toList();
    }

    /** The other limits, each as this form carries it. */
    static List<String> kept(Map<String, Object> tree) {
        return overrides(tree).filter(one -> !isPlain(one)).map(JSON::writeValueAsString).toList();
    }

    /** What the event must be like that silences, as this form carries it. */
    static @Nullable String where(Map<String, Object> tree) {
        return tree.get(AFTER) instanceof Map<?, ?> after
                        && after.get(WHERE) instanceof Object where
                ? JSON.writeValueAsString(where)
                : null;
    }

    private static void tag(Map<String, Object> tree, String scope, @Nullable String typed) {
        var tags =
                typed == null
                        ? List.<String>of()
                        : Arrays.stream(typed.split(",", -1))
                                .map(String::strip)
                                .filter(tag -> !tag.isEmpty())
                                .toList();
        if (!tags.isEmpty()) {
            var whole = tree.get(scope) instanceof Map<?, ?> map ? named(map) : named(Map.of());
            whole.put(TAGS, tags);
            tree.put(scope, whole);
        }
    }

    private static void keep(Map<String, Object> tree, List<String> kept) {
        var all = new ArrayList<Object>(overrides(tree).toList());
        for (var one : kept) {
            if (read(one) instanceof Object override) {
                all.add(override);
            }
        }
        if (!all.isEmpty()) {
            tree.put(OVERRIDES, all);
        }
    }

    private static Stream<?> overrides(Map<String, Object> tree) {
        return tree.get(OVERRIDES) instanceof List<?> list ? list.stream() : Stream.of();
    }

    private static boolean isPlain(@Nullable Object override) {
        return override instanceof Map<?, ?> map
                && map.keySet().stream().allMatch(List.of(SEGMENT, "max")::contains);
    }

    private static Special special(@Nullable Object override) {
        return override instanceof Map<?, ?> map
                ? new Special(text(map.get(SEGMENT)), text(map.get("max")))
                : new Special("", "");
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** What a hidden field carries; nothing where it was tampered with. */
    private static @Nullable Object read(@Nullable String json) {
        try {
            return json == null ? null : JSON.readValue(json, Object.class);
        } catch (JacksonException _) {
            return null;
        }
    }

    private static Map<String, Object> named(Map<?, ?> map) {
        var named = new LinkedHashMap<String, Object>();
        map.forEach((name, value) -> named.put(String.valueOf(name), value));
        return named;
    }
}
