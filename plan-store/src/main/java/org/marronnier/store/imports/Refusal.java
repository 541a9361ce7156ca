package org.marronnier.store.imports;

import org.jspecify.annotations.Nullable;

/**
 * A line that did not go in: its place in the file (from 1, the header counted), and what was
 * wrong.
 */
public record Refusal(
        long line, @Nullable String field, @Nullable String value, RefusalReason reason) {

    /** How much of a value is kept, in characters. */
    static final int KEPT = 100;

    public Refusal {
        if (value != null) {
            value = cut(value);
        }
        if (field != null) {
            field = cut(field);
        }
    }

    private static String cut(String text) {
        var safe = text.replace('\0', '\uFFFD');
        return safe.codePointCount(0, safe.length()) <= KEPT
                ? safe
                : safe.substring(0, safe.offsetByCodePoints(0, KEPT));
    }
}
