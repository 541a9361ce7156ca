package org.marronnier.store.packed;

import java.time.Instant;

/** Values as they stand in a statement of COPY, which takes no parameters. */
final class Literals {

    private Literals() {}

    /** A text, as a literal that no setting of the server changes the meaning of. */
    static String text(String value) {
        return "E'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** SQL that is true where a text is missing or blank. */
    static String blank(String text) {
        return "(btrim(coalesce(%s, ''), E' \\t\\n\\x0b\\f\\r') = '')".formatted(text);
    }

    static String instant(Instant value) {
        return "timestamptz '" + value + "'";
    }
}
