package org.marronnier.web.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.web.editing.FormTree;
import org.springframework.util.MultiValueMap;

/** The form of a quiet period and its tree. */
final class QuietForm {

    private static final String DATES = "dates";
    private static final String HOLIDAYS = "publicHolidays";
    private static final String PATTERN = "_pattern";
    private static final List<String> WEEKLY = List.of("days", "from", "to");

    private QuietForm() {}

    /** What is said of another pattern than the chosen one is left out. */
    static Map<String, Object> tree(MultiValueMap<String, String> fields) {
        var tree = new LinkedHashMap<>(FormTree.of(fields).flags("paused").tree());
        var pattern = fields.getFirst(PATTERN);
        if (pattern != null) {
            if (!pattern.equals(DATES)) {
                tree.remove(DATES);
            }
            if (!pattern.equals(HOLIDAYS)) {
                tree.remove(HOLIDAYS);
            }
            if (pattern.equals(DATES) || pattern.equals(HOLIDAYS)) {
                WEEKLY.forEach(tree::remove);
            }
        }
        return tree;
    }

    /** The pattern that was chosen, or the one of the values. */
    static String pattern(
            Map<String, Object> values, @Nullable MultiValueMap<String, String> typed) {
        var chosen = typed == null ? null : typed.getFirst(PATTERN);
        if (chosen != null) {
            return chosen;
        }
        return values.containsKey(DATES)
                ? DATES
                : values.containsKey(HOLIDAYS) ? HOLIDAYS : "weekly";
    }
}
