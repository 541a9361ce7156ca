package org.marronnier.store.audience;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a text is read as a number or a date, in Java and in SQL alike. */
final class Reading {

    /**
     * A decimal number, with a point; its length is bounded so that reading it can never overflow.
     */
    static final String NUMBER = "^[+-]?[0-9]{1,60}([.][0-9]{1,60})?([eE][+-]?[0-9]{1,2})?$";

    static final String DATE =
            "^(000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})-[0-9]{2}-[0-9]{2}";

    private static final String TIME =
            "[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,6})?)?";

    private static final String OFFSET = "(Z|[+-](0[0-9]|1[0-4]):?[0-5][0-9])";

    private static final Pattern NUMBER_PATTERN = Pattern.compile(NUMBER);
    private static final Pattern DATE_PATTERN = Pattern.compile(DATE + "$");

    private Reading() {}

    static Optional<BigDecimal> number(String text) {
        return NUMBER_PATTERN.matcher(text).find() && !text.endsWith("\n")
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }

    static Optional<LocalDate> date(String text) {
        if (!DATE_PATTERN.matcher(text).find() || text.endsWith("\n")) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Letter case taken away, one character for one: the same as {@code lower(upper(x))} under
     * PostgreSQL's {@code pg_c_utf8}, whatever the locale of the database.
     */
    static String folded(String text) {
        return text.codePoints()
                .map(Character::toUpperCase)
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static String foldedSql(String text) {
        return "lower(upper((" + text + ") collate \"pg_c_utf8\"))";
    }

    /** The number that a text reads as, or null. */
    static String numberSql(String text) {
        return "case when %1$s ~ '%2$s' then cast(%1$s as numeric) end".formatted(text, NUMBER);
    }

    /**
     * The date that a text starts with; an instant is taken to the date it falls on in the zone.
     */
    static String dateSql(String text, String zone) {
        return """
                case when %1$s ~ '%2$s(%3$s)?$' and pg_input_is_valid(left(%1$s, 10), 'date') \
                then cast(left(%1$s, 10) as date) \
                when %1$s ~ '%2$s%3$s%4$s$' and pg_input_is_valid(left(%1$s, 10), 'date') \
                then cast(cast(%1$s as timestamptz) at time zone %5$s as date) end"""
                .formatted(text, DATE, TIME, OFFSET, zone);
    }
}
