package org.marronnier.web.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.util.MultiValueMap;

/** The rows of a small table in a form: fields such as {@code _where[0].property}. */
final class Rows {

    private static final Pattern NAME = Pattern.compile("([^\\[]+)\\[(\\d{1,4})]\\.(\\w+)");

    private Rows() {}

    /** The rows of a table in their order, without those whose first column is blank. */
    static List<Map<String, String>> of(
            MultiValueMap<String, String> fields, String table, String first) {
        var rows = new TreeMap<Integer, Map<String, String>>();
        fields.forEach(
                (name, values) -> {
                    var match = NAME.matcher(name);
                    if (match.matches() && match.group(1).equals(table)) {
                        rows.computeIfAbsent(
                                        Integer.parseInt(match.group(2)),
                                        _ -> new LinkedHashMap<>())
                                .put(match.group(3), values.getLast().strip());
                    }
                });
        return rows.values().stream()
                .filter(row -> !row.getOrDefault(first, "").isEmpty())
                .toList();
    }
}
