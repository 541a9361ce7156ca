package org.marronnier.web.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a scenario as the plan document writes them, to be added, moved and removed. A list
 * of steps is named by its path, such as {@code steps} or {@code steps[1].branch.then}, and a step
 * by its place in one, {@code steps[1].branch.then[0]}.
 */
final class StepTree {

    private static final String LIST =
            "steps(?:\\[\\d{1,4}](?:\\.branch\\.(?:then|else)|\\.split\\[\\d{1,4}]\\.steps))*";
    private static final Pattern LIST_PATH = Pattern.compile(LIST);
    private static final Pattern STEP_PATH = Pattern.compile("(" + LIST + ")\\[(\\d{1,4})]");
    private static final Pattern PART = Pattern.compile("\\.?([^.\\[\\]]+)|\\[(\\d+)]");

    private final Map<String, Object> tree;

    private StepTree(Map<String, Object> tree) {
        this.tree = tree;
    }

    /** The steps of a scenario, which stays as it is. */
    static StepTree of(Map<String, Object> scenario) {
        return new StepTree(copy(scenario));
    }

    /** The scenario with its steps as they stand now. */
    Map<String, Object> tree() {
        return tree;
    }

    /** A place in a list: before the step that stands there. */
    record Slot(String list, int index) {}

    /** Where a step stands; empty where the path is of no step. */
    static Optional<Slot> slot(String path) {
        var match = STEP_PATH.matcher(path);
        return match.matches()
                ? Optional.of(new Slot(match.group(1), Integer.parseInt(match.group(2))))
                : Optional.empty();
    }

    Optional<Map<String, Object>> find(String path) {
        return slot(path)
                .flatMap(
                        slot ->
                                list(slot.list())
                                        .filter(steps -> slot.index() < steps.size())
                                        .map(steps -> map(steps.get(slot.index()))));
    }

    /** Puts a step into a list; whether there is such a list. */
    boolean insert(String list, int index, Map<String, Object> step) {
        var steps = list(list).orElse(null);
        if (steps == null) {
            return false;
        }
        steps.add(Math.clamp(index, 0, steps.size()), step);
        return true;
    }

    boolean replace(String path, Map<String, Object> step) {
        var slot = slot(path).orElse(null);
        if (slot == null || find(path).isEmpty()) {
            return false;
        }
        list(slot.list()).orElseThrow().set(slot.index(), step);
        return true;
    }

    boolean remove(String path) {
        var slot = slot(path).orElse(null);
        if (slot == null || find(path).isEmpty()) {
            return false;
        }
        list(slot.list()).orElseThrow().remove(slot.index());
        return true;
    }

    /**
     * Moves a step one place up or down as the eye reads: into a branch and out of it as well.
     *
     * @return where it stands now; empty where it is at the end already, or there is no such step
     */
    Optional<String> shift(String path, boolean down) {
        var slot = slot(path).orElse(null);
        var step = find(path).orElse(null);
        if (slot == null || step == null) {
            return Optional.empty();
        }
        remove(path);
        var slots = slots("steps");
        var at = slots.indexOf(slot);
        var next = at + (down ? 1 : -1);
        var to = next < 0 || next >= slots.size() ? slot : slots.get(next);
        insert(to.list(), to.index(), step);
        return Optional.of(to.list() + "[" + to.index() + "]");
    }

    /**
     * Moves a step to a place in a list, counted without the step itself.
     *
     * @param list as it is named before the step is taken out
     * @return where it stands now; empty where there is no such step or list, or the list is the
     *     step's own
     */
    Optional<String> move(String path, String list, int index) {
        var slot = slot(path).orElse(null);
        var step = find(path).orElse(null);
        if (slot == null || step == null || list(list).isEmpty() || list.startsWith(path + ".")) {
            return Optional.empty();
        }
        remove(path);
        var to = without(slot, list);
        insert(to, index, step);
        return Optional.of(to + "[" + Math.min(index, list(to).orElseThrow().size() - 1) + "]");
    }

    /** The path of a list once the step at a place is gone. */
    private static String without(Slot gone, String list) {
        var prefix = gone.list() + "[";
        if (!list.startsWith(prefix)) {
            return list;
        }
        var end = list.indexOf(']', prefix.length());
        var index = Integer.parseInt(list.substring(prefix.length(), end));
        return index > gone.index() ? prefix + (index - 1) + list.substring(end) : list;
    }

    /** Every place where a step can stand, from top to bottom. */
    private List<Slot> slots(String list) {
        var slots = new ArrayList<Slot>();
        var steps = list(list).orElse(List.of());
        for (var i = 0; i < steps.size(); i++) {
            slots.add(new Slot(list, i));
            var step = map(steps.get(i));
            var at = list + "[" + i + "]";
            if (step.containsKey("branch")) {
                slots.addAll(slots(at + ".branch.then"));
                slots.addAll(slots(at + ".branch.else"));
            }
            if (step.get("split") instanceof List<?> ways) {
                for (var way = 0; way < ways.size(); way++) {
                    slots.addAll(slots(at + ".split[" + way + "].steps"));
                }
            }
        }
        slots.add(new Slot(list, steps.size()));
        return slots;
    }

    /** A list of steps; one that may be there and is not is made, empty. */
    @SuppressWarnings("unchecked") // copy() made every list one of objects
    private Optional<List<Object>> list(String path) {
        if (!LIST_PATH.matcher(path).matches()) {
            return Optional.empty();
        }
        var cut = path.lastIndexOf('.');
        var owner = cut < 0 ? tree : at(path.substring(0, cut));
        var name = path.substring(cut + 1);
        if (!(owner instanceof Map<?, ?> fields)) {
            return Optional.empty();
        }
        return Optional.of(
                (List<Object>)
                        ((Map<String, Object>) fields)
                                .computeIfAbsent(name, _ -> new ArrayList<>()));
    }

    private @Nullable Object at(String path) {
        @Nullable Object value = tree;
        var part = PART.matcher(path);
        while (value != null && part.find()) {
            if (part.group(1) != null) {
                value = value instanceof Map<?, ?> fields ? fields.get(part.group(1)) : null;
            } else {
                var index = Integer.parseInt(part.group(2));
                value =
                        value instanceof List<?> items && index < items.size()
                                ? items.get(index)
                                : null;
            }
        }
        return value;
    }

    private static Map<String, Object> copy(Map<?, ?> fields) {
        var copy = new LinkedHashMap<String, Object>();
        fields.forEach((key, value) -> copy.put(String.valueOf(key), copied(value)));
        return copy;
    }

    private static Object copied(Object value) {
        return switch (value) {
            case Map<?, ?> fields -> copy(fields);
            case List<?> items -> {
                var list = new ArrayList<Object>();
                items.forEach(item -> list.add(copied(item)));
                yield list;
            }
            default -> value;
        };
    }

    @SuppressWarnings("unchecked") // copy() made every map one of texts
    private static Map<String, Object> map(Object step) {
        return (Map<String, Object>) step;
    }
}
