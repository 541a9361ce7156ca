package org.marronnier.store.contact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One search as SQL: a branch for each thing that the text may be the start of, each read along its
 * own index from the cursor on, so that a letter typed costs some dozens of rows whatever the
 * number of contacts. First names are asked for last, and only where all else does not fill the
 * screen: then few are left out because they were found by something else.
 */
final class Search {

    private static final String COLUMNS =
            "external_id, first_name, last_name, email, phone, city, country";
    private static final String EMAIL = "email_key";
    private static final String LAST_NAME = "lower(last_name) collate \"C\"";
    private static final String FIRST_NAME = "lower(first_name) collate \"C\"";

    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final List<String> branches = new ArrayList<>();
    private final List<String> firstNames = new ArrayList<>();
    private final String text;
    private final @Nullable Cursor after;

    private Search(String text, @Nullable Cursor after) {
        this.text = text.strip();
        this.after = after;
    }

    static Search of(String text, @Nullable Cursor after, int limit) {
        var search = new Search(text, after);
        search.parameters.put("limit", limit);
        search.plan();
        return search;
    }

    /** The statements, each asked where those before it find fewer than the limit. */
    List<String> statements() {
        return Stream.of(branches, firstNames)
                .filter(some -> !some.isEmpty())
                .map(
                        some ->
                                "select * from ("
                                        + String.join(" union all ", some)
                                        + ") found order by kind, key collate \"C\", external_id collate \"C\" limit :limit")
                .toList();
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    private void plan() {
        var lower = text.toLowerCase(Locale.ROOT);
        var words = List.of(lower.split("\\s+"));
        range("id", text);
        if (text.isEmpty()) {
            branch(0, "external_id", "true");
            return;
        }
        var isId = within("external_id", "id");
        branch(0, "external_id", isId);
        range("mail", lower);
        branch(1, EMAIL, within(EMAIL, "mail") + " and not (" + isId + ")");
        var isOther = "(%s or coalesce(%s, false))".formatted(isId, within(EMAIL, "mail"));
        if (words.size() == 1) {
            range("name", lower);
            var isLast = within(LAST_NAME, "name");
            branch(2, LAST_NAME, isLast + " and not " + isOther);
            branch(3, FIRST_NAME, firstName(isOther, isLast));
        } else {
            range("start", words.getFirst());
            range("end", String.join(" ", words.subList(1, words.size())));
            range("name", lower);
            var firstLast = within(LAST_NAME, "end") + " and " + within(FIRST_NAME, "start");
            var lastFirst = within(LAST_NAME, "start") + " and " + within(FIRST_NAME, "end");
            branch(2, LAST_NAME, firstLast + " and not " + isOther);
            branch(
                    3,
                    LAST_NAME,
                    "%s and not coalesce(%s, false) and not %s"
                            .formatted(lastFirst, firstLast, isOther));
            branch(
                    4,
                    LAST_NAME,
                    "%s and not coalesce(%s, false) and not coalesce(%s, false) and not %s"
                            .formatted(within(LAST_NAME, "name"), firstLast, lastFirst, isOther));
            branch(
                    5,
                    FIRST_NAME,
                    firstName(isOther, firstLast, lastFirst, within(LAST_NAME, "name")));
        }
    }

    /** Those whose first name starts like this, and of whom no branch before has told. */
    private static String firstName(String isOther, String... told) {
        return within(FIRST_NAME, "name")
                + Arrays.stream(told)
                        .map(" and not coalesce(%s, false)"::formatted)
                        .collect(Collectors.joining())
                + " and not "
                + isOther;
    }

    /**
     * The texts that start with another: from itself to itself followed by the last character there
     * is.
     */
    private void range(String name, String start) {
        parameters.put(name + "From", start);
        parameters.put(name + "To", start + Character.toString(Character.MAX_CODE_POINT));
    }

    private static String within(String column, String name) {
        return "(%1$s >= :%2$sFrom and %1$s < :%2$sTo)".formatted(column, name);
    }

    private void branch(int kind, String key, String condition) {
        var passed = after != null && after.number(0) > kind;
        if (passed) {
            return;
        }
        var rest = "";
        if (after != null && after.number(0) == kind) {
            parameters.put("afterKey", after.parts().get(1));
            parameters.put("afterId", after.parts().get(2));
            rest =
                    " and %1$s >= :afterKey and (%1$s, external_id) > (:afterKey, :afterId)"
                            .formatted(key);
        }
        (key.equals(FIRST_NAME) ? firstNames : branches)
                .add(
                        "(select %1$d as kind, %2$s as key, %3$s from contact where %4$s%5$s order by %2$s, external_id limit :limit)"
                                .formatted(kind, key, COLUMNS, condition, rest));
    }
}
