package org.marronnier.web.spreadsheet;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.web.shell.Option;
import org.marronnier.web.shell.PlainText;
import org.marronnier.web.shell.PlanOptions;

/** What a plan calls the things that its campaigns name by key: found by key or by name. */
final class Keys {

    private final Map<Column, Map<String, String>> names = new EnumMap<>(Column.class);
    private final Map<Column, Map<String, String>> keys = new EnumMap<>(Column.class);

    Keys(PlanDocument plan) {
        for (var column : Column.values()) {
            if (has(column)) {
                names.put(column, new LinkedHashMap<>());
            }
        }
        var of = new PlanOptions(plan);
        put(Column.PROGRAMME, of.programmes());
        put(Column.OWNER, of.departments());
        put(Column.PURPOSE, of.purposes());
        put(Column.SEGMENT, of.segments());
        put(Column.TEMPLATE, of.templates());
        names.forEach((column, named) -> keys.put(column, byName(named)));
    }

    /** Whether a column names something of the plan. */
    static boolean has(Column column) {
        return switch (column) {
            case PROGRAMME, OWNER, PURPOSE, SEGMENT, TEMPLATE -> true;
            default -> false;
        };
    }

    /** The key of what a text names: the key itself, or a name that only one has. */
    Optional<String> key(Column column, String text) {
        var known = names.getOrDefault(column, Map.of());
        return known.containsKey(text)
                ? Optional.of(text)
                : Optional.ofNullable(keys.getOrDefault(column, Map.of()).get(PlainText.of(text)))
                        .filter(key -> !key.isEmpty());
    }

    /** What an export writes: the name where it leads back to the key, else the key. */
    String shown(Column column, String key) {
        var name = names.getOrDefault(column, Map.of()).get(key);
        return name != null && key(column, name).filter(key::equals).isPresent() ? name : key;
    }

    /** All there are, by key. */
    Map<String, String> all(Column column) {
        return names.getOrDefault(column, Map.of());
    }

    private void put(Column column, List<Option> options) {
        var known = names.getOrDefault(column, Map.of());
        options.forEach(one -> known.put(one.value(), one.text()));
    }

    /** By name and by key as they are compared; empty where several go by it. */
    private static Map<String, String> byName(Map<String, String> named) {
        var keys = new HashMap<String, String>();
        named.forEach(
                (key, name) ->
                        keys.merge(
                                PlainText.of(name),
                                key,
                                (one, other) -> one.equals(other) ? one : ""));
        named.keySet().forEach(key -> keys.putIfAbsent(PlainText.of(key), key));
        return keys;
    }
}
