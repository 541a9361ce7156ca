package org.marronnier.domain.document;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One value in which two trees of an item differ.
 *
 * @param path where it stands, such as {@code steps[1].send.template}
 * @param before what it was; null where it was not there
 * @param after what it is; null where it is gone
 */
public record Difference(String path, @Nullable Object before, @Nullable Object after) {

    /** All differences between two trees, in the order of the fields. */
    public static List<Difference> between(
            @Nullable Map<String, Object> before, @Nullable Map<String, Object> after) {
        var found = new ArrayList<Difference>();
        compare("", before == null ? Map.of() : before, after == null ? Map.of() : after, found);
        return List.copyOf(found);
    }

    /** Whether two trees say the same, however their numbers are written. */
    public static boolean same(
            @Nullable Map<String, Object> one, @Nullable Map<String, Object> other) {
        return (one == null) == (other == null) && between(one, other).isEmpty();
    }

    private static void compare(
            String path, @Nullable Object before, @Nullable Object after, List<Difference> found) {
        if (before instanceof Map<?, ?> was && after instanceof Map<?, ?> is) {
            var fields = new LinkedHashSet<Object>(is.keySet());
            fields.addAll(was.keySet());
            for (var field : fields) {
                compare(
                        path.isEmpty() ? field.toString() : path + "." + field,
                        was.get(field),
                        is.get(field),
                        found);
            }
        } else if (before instanceof List<?> was
                && after instanceof List<?> is
                && was.size() == is.size()) {
            for (var i = 0; i < is.size(); i++) {
                compare(path + "[" + i + "]", was.get(i), is.get(i), found);
            }
        } else if (!isSame(before, after)) {
            found.add(new Difference(path, before, after));
        }
    }

    private static boolean isSame(@Nullable Object before, @Nullable Object after) {
        if (before instanceof Number was && after instanceof Number is) {
            return new BigDecimal(was.toString()).compareTo(new BigDecimal(is.toString())) == 0;
        }
        return Objects.equals(before, after);
    }
}
