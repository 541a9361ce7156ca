package org.marronnier.store.copy;

import java.time.Instant;
import java.util.Collection;
import java.util.stream.Collectors;

/** Values as they stand in a statement of COPY, which takes no parameters. */
public final class Literals {

    private Literals() {}

    /** A text, as a literal that no setting of the server changes the meaning of. */
    public static String text(String value) {
        return "E'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** An array of texts, as one literal: of many it is read much faster than one a text. */
    public static String texts(Collection<String> values) {
        var elements =
                values.stream()
                        .map(value -> value.replace("\\", "\\\\").replace("\"", "\\\""))
                        .collect(Collectors.joining("\",\"", "{\"", "\"}"));
        return "cast(" + text(values.isEmpty() ? "{}" : elements) + " as text[])";
    }

    /** An array of many texts, see {@link #unseen}. */
    public static String manyTexts(Collection<String> values) {
        return unseen(texts(values), "text[]");
    }

    /** An array of many numbers, see {@link #unseen}. */
    public static String longs(Collection<Long> values) {
        return unseen(
                values.stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(",", "cast('{", "}' as bigint[])")),
                "bigint[]");
    }

    /**
     * An array that the planner does not look into: it would estimate each element for itself,
     * which of thousands takes longer than to look them up.
     */
    public static String unseen(String array, String type) {
        return "cast((select %s) as %s)".formatted(array, type);
    }

    /** SQL that is true where a text is missing or blank. */
    public static String blank(String text) {
        return "(btrim(coalesce(%s, ''), E' \\t\\n\\x0b\\f\\r') = '')".formatted(text);
    }

    public static String instant(Instant value) {
        return "timestamptz '" + value + "'";
    }
}
