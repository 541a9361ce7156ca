package org.marronnier.store.audience;

import static org.marronnier.domain.condition.TextReading.DATE;
import static org.marronnier.domain.condition.TextReading.NUMBER;
import static org.marronnier.domain.condition.TextReading.OFFSET;
import static org.marronnier.domain.condition.TextReading.TIME;

/** How a text is read as a number or a date, as SQL. */
final class Reading {

    private Reading() {}

    static String folded(String text) {
        return "lower(upper((" + text + ") collate \"pg_c_utf8\"))";
    }

    /** The number that a text reads as, or null. */
    static String number(String text) {
        return "case when %1$s ~ '^%2$s$' then cast(%1$s as numeric) end".formatted(text, NUMBER);
    }

    /**
     * The date that a text starts with; an instant is taken to the date it falls on in the zone.
     */
    static String date(String text, String zone) {
        return """
                case when %1$s ~ '^%2$s(%3$s)?$' and pg_input_is_valid(left(%1$s, 10), 'date') \
                then cast(left(%1$s, 10) as date) \
                when %1$s ~ '^%2$s%3$s%4$s$' and pg_input_is_valid(left(%1$s, 10), 'date') \
                then cast(cast(%1$s as timestamptz) at time zone %5$s as date) end"""
                .formatted(text, DATE, TIME, OFFSET, zone);
    }
}
