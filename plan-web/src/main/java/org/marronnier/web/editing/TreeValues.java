package org.marronnier.web.editing;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a tree holds at a path, for the fields of a form. */
@Component("trees")
public final class TreeValues {

    private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]]+)|\\[(\\d+)]");

    /** The value at a path such as {@code steps[1].send.template}, or null. */
    public @Nullable Object at(@Nullable Object tree, String path) {
        var value = tree;
        var step = STEP.matcher(path);
        while (value != null && step.find()) {
            value = step.group(1) != null ? named(value, step.group(1)) : listed(value, step);
        }
        return value;
    }

    /** The same as text; empty where there is none. */
    public String text(@Nullable Object tree, String path) {
        var value = at(tree, path);
        return value == null || value instanceof Map || value instanceof List
                ? ""
                : value.toString();
    }

    /** Whether the list at a path holds a text. */
    public boolean holds(@Nullable Object tree, String path, String text) {
        return at(tree, path) instanceof List<?> list
                && list.stream().anyMatch(one -> text.equals(String.valueOf(one)));
    }

    private static @Nullable Object named(Object value, String name) {
        return value instanceof Map<?, ?> map ? map.get(name) : null;
    }

    private static @Nullable Object listed(Object value, Matcher step) {
        var index = Integer.parseInt(step.group(2));
        return value instanceof List<?> list && index < list.size() ? list.get(index) : null;
    }
}
