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

    /** An array of texts. */
    public static String texts(Collection<String> values) {
        return values.stream()
                .map(Literals::text)
                .collect(Collectors.joining(", ", "cast(array[", "] as text[])"));
    }

    /** An array of numbers. */
    public static String longs(Collection<Long> values) {
        return values.stream()
                .map(String::valueOf)
                .collect(Collectors.joining(",", "cast('{", "}' as bigint[])"));
    }

    /** SQL that is true where a text is missing or blank. */
    public static String blank(String text) {
        return "(btrim(coalesce(%s, ''), E' \\t\\n\\x0b\\f\\r') = '')".formatted(text);
    }

    public static String instant(Instant value) {
        return "timestamptz '" + value + "'";
    }
}
