package org.marronnier.web.editing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * The fields of a form as the tree of an item. A field is named by its path in the item, such as
 * {@code name}, {@code steps[0].send.template} or {@code tags[]}; one that is blank is left out,
 * and so is one whose name starts with {@code _} and the field {@code version}.
 */
public final class FormTree {

    private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]]+)|\\[(\\d{0,4})]");
    private static final Pattern NUMBER = Pattern.compile("[-−]?\\d+([.,]\\d+)?");

    private final MultiValueMap<String, String> fields;
    private final Set<String> numbers;
    private final Set<String> flags;
    private final Set<String> left;

    private FormTree(
            MultiValueMap<String, String> fields,
            Set<String> numbers,
            Set<String> flags,
            Set<String> left) {
        this.fields = fields;
        this.numbers = numbers;
        this.flags = flags;
        this.left = left;
    }

    public static FormTree of(MultiValueMap<String, String> fields) {
        return new FormTree(fields, Set.of(), Set.of(), Set.of("version"));
    }

    /**
     * With numbers at these paths, in which {@code []} stands for any place in a list. What is no
     * number stays text, so that the reader of the document says what it expected.
     */
    public FormTree numbers(String... paths) {
        return new FormTree(fields, with(numbers, paths), flags, left);
    }

    /** With truth values at these paths: {@code true} and {@code on}, or {@code false}. */
    public FormTree flags(String... paths) {
        return new FormTree(fields, numbers, with(flags, paths), left);
    }

    /** Without fields that are no part of the item. */
    public FormTree without(String... names) {
        return new FormTree(fields, numbers, flags, with(left, names));
    }

    /** The tree of what was filled in. */
    public Map<String, Object> tree() {
        var root = new Branch();
        fields.forEach(
                (name, values) -> {
                    if (!isLeft(name)) {
                        put(root, name, values);
                    }
                });
        return root.fields();
    }

    /**
     * A tree with the top-level fields of this form in the place of its own; one that was left
     * blank is taken out.
     */
    public Map<String, Object> over(Map<String, Object> tree) {
        var own = tree();
        var whole = new LinkedHashMap<>(tree);
        for (var name : fields.keySet()) {
            var step = STEP.matcher(name);
            if (!isLeft(name) && step.lookingAt() && step.group(1) != null) {
                if (own.get(step.group(1)) instanceof Object value) {
                    whole.put(step.group(1), value);
                } else {
                    whole.remove(step.group(1));
                }
            }
        }
        return whole;
    }

    private boolean isLeft(String name) {
        return name.startsWith("_") || left.contains(name);
    }

    private void put(Branch root, String name, List<String> values) {
        var steps = steps(name);
        if (steps.isEmpty()) {
            return;
        }
        var isList = steps.getLast().isEmpty();
        var path = isList ? steps.subList(0, steps.size() - 1) : steps;
        var pattern = name.replaceAll("\\[\\d+]", "[]");
        var filled =
                values.stream()
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .map(text -> value(pattern, text))
                        .toList();
        if (!filled.isEmpty()) {
            root.put(path, isList ? filled : filled.getLast());
        }
    }

    private Object value(String pattern, String text) {
        if (numbers.contains(pattern)) {
            var plain = text.replaceAll("[\\s\\u00A0\\u202F]", "");
            return NUMBER.matcher(plain).matches()
                    ? new BigDecimal(plain.replace(',', '.').replace('−', '-'))
                    : text;
        }
        if (flags.contains(pattern)) {
            return switch (text) {
                case "true", "on" -> true;
                case "false" -> false;
                default -> text;
            };
        }
        return text;
    }

    /**
     * The steps of a path: names, places in a list as {@code #n}, and an empty one for {@code []}.
     */
    private static List<String> steps(String name) {
        var steps = new ArrayList<String>();
        var step = STEP.matcher(name);
        var end = 0;
        while (step.find() && step.start() == end) {
            end = step.end();
            if (step.group(1) != null) {
                steps.add(step.group(1));
            } else {
                steps.add(step.group(2).isEmpty() ? "" : "#" + Integer.parseInt(step.group(2)));
            }
        }
        return end == name.length() ? steps : List.of();
    }

    private static Set<String> with(Set<String> some, String... more) {
        var all = new LinkedHashSet<>(some);
        all.addAll(List.of(more));
        return all;
    }

    /** An object or a list that is being put together; places of a list may come in any order. */
    private static final class Branch {
        private final Map<String, Object> named = new LinkedHashMap<>();
        private final TreeMap<Integer, Object> listed = new TreeMap<>();

        void put(List<String> path, Object value) {
            var step = path.getFirst();
            if (path.size() == 1) {
                set(step, value);
            } else if (get(step) instanceof Branch branch) {
                branch.put(path.subList(1, path.size()), value);
            } else {
                var branch = new Branch();
                set(step, branch);
                branch.put(path.subList(1, path.size()), value);
            }
        }

        private void set(String step, Object value) {
            if (step.startsWith("#")) {
                listed.put(Integer.parseInt(step.substring(1)), value);
            } else {
                named.put(step, value);
            }
        }

        private @Nullable Object get(String step) {
            return step.startsWith("#")
                    ? listed.get(Integer.parseInt(step.substring(1)))
                    : named.get(step);
        }

        Map<String, Object> fields() {
            var tree = new LinkedHashMap<String, Object>();
            named.forEach((name, value) -> tree.put(name, plain(value)));
            return tree;
        }

        private static Object plain(Object value) {
            return value instanceof Branch branch
                    ? branch.listed.isEmpty()
                            ? branch.fields()
                            : branch.listed.values().stream().map(Branch::plain).toList()
                    : value;
        }
    }
}
