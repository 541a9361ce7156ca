package org.marronnier.web.journey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.marronnier.web.editing.FreshKey;

/** The steps of a journey as the plan document writes them, each found by its key. */
final class JourneyTree {

    private final Map<String, Object> tree;
    private final List<Map<String, Object>> steps = new ArrayList<>();

    @SuppressWarnings("unchecked") // steps are written as maps by field name
    JourneyTree(Map<String, Object> journey) {
        this.tree = new LinkedHashMap<>(journey);
        if (journey.get("steps") instanceof List<?> list) {
            list.forEach(step -> steps.add(new LinkedHashMap<>((Map<String, Object>) step)));
        }
    }

    /** The journey with its steps as they stand now. */
    Map<String, Object> tree() {
        tree.put("steps", List.copyOf(steps));
        return tree;
    }

    Optional<Map<String, Object>> find(String key) {
        return index(key) < 0 ? Optional.empty() : Optional.of(steps.get(index(key)));
    }

    /** Adds a step at the end; its key. */
    String add(Map<String, Object> step) {
        var taken = steps.stream().map(one -> String.valueOf(one.get("key"))).toList();
        var key = FreshKey.of(String.valueOf(step.getOrDefault("name", "")), "etape", taken);
        var added = new LinkedHashMap<String, Object>();
        added.put("key", key);
        added.putAll(step);
        steps.add(added);
        return key;
    }

    /** Says something else of a step; whether there is one. */
    boolean change(String key, Map<String, Object> step) {
        var index = index(key);
        if (index < 0) {
            return false;
        }
        var changed = new LinkedHashMap<String, Object>();
        changed.put("key", key);
        changed.putAll(step);
        steps.set(index, changed);
        return true;
    }

    boolean remove(String key) {
        return steps.removeIf(step -> key.equals(step.get("key")));
    }

    /** Moves a step to a place, counted without the step itself; whether there is one. */
    boolean move(String key, int to) {
        var index = index(key);
        if (index < 0) {
            return false;
        }
        var step = steps.remove(index);
        steps.add(Math.clamp(to, 0, steps.size()), step);
        return true;
    }

    /** The place of a step, or -1. */
    int index(String key) {
        for (var i = 0; i < steps.size(); i++) {
            if (key.equals(steps.get(i).get("key"))) {
                return i;
            }
        }
        return -1;
    }
}
