package org.marronnier.store.audience;

import org.jspecify.annotations.Nullable;

/**
 * What is compared, as SQL expressions of every kind it can be read as; each is null where the
 * value is missing or is not of that kind.
 *
 * @param isNumber whether the value itself is a number rather than a text that reads as one; null
 *     where it never is
 */
record Subject(String present, String text, String number, String date, @Nullable String isNumber) {

    /** A text column. */
    static Subject column(String column, String zone) {
        return new Subject(
                column + " is not null",
                column,
                Reading.number(column),
                Reading.date(column, zone),
                null);
    }

    /** A date column. */
    static Subject date(String column) {
        return new Subject(
                column + " is not null",
                "to_char(" + column + ", 'YYYY-MM-DD')",
                "cast(null as numeric)",
                column,
                null);
    }

    /** A number that is always there, or null. */
    static Subject number(String expression) {
        return new Subject(
                "(" + expression + ") is not null",
                "cast(trim_scale(cast(" + expression + " as numeric)) as text)",
                "(" + expression + ")",
                "cast(null as date)",
                "true");
    }

    /**
     * One value of a JSON object. A list or an object is present, and no other comparison with it
     * is true.
     */
    static Subject json(String object, String key, String zone) {
        var json = "(" + object + " -> " + key + ")";
        var raw = "(" + object + " ->> " + key + ")";
        var text =
                ("case jsonb_typeof(%s) when 'number' then cast(trim_scale(cast(%s as numeric)) as text)"
                                + " when 'object' then null when 'array' then null else %s end")
                        .formatted(json, json, raw);
        return new Subject(
                raw + " is not null",
                text,
                jsonNumber(json, raw),
                Reading.date(raw, zone),
                "jsonb_typeof(" + json + ") = 'number'");
    }

    private static String jsonNumber(String json, String raw) {
        return "case jsonb_typeof(%s) when 'number' then cast(%s as numeric) when 'string' then %s end"
                .formatted(json, json, Reading.number(raw));
    }
}
