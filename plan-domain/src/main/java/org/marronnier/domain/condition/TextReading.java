package org.marronnier.domain.condition;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a text is read as a number or a date, and how its case is taken away. The patterns mean the
 * same in Java and in SQL.
 */
public final class TextReading {

    /**
     * A decimal number, with a point; its length is bounded so that reading it can never overflow.
     */
    public static final String NUMBER = "[+-]?[0-9]{1,60}([.][0-9]{1,60})?([eE][+-]?[0-9]{1,2})?";

    /** An ISO date from year 1 on; whether there is such a day, a calendar says. */
    public static final String DATE =
            "(000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})-[0-9]{2}-[0-9]{2}";

    /** A time of day with what parts it from its date. */
    public static final String TIME =
            "[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,6})?)?";

    /** How far a time is ahead of UTC. */
    public static final String OFFSET = "(Z|[+-](0[0-9]|1[0-4]):?[0-5][0-9])";

    private static final int DATE_LENGTH = 10;
    private static final Pattern NUMBER_PATTERN = Pattern.compile(NUMBER);
    private static final Pattern DATE_PATTERN = Pattern.compile(DATE);
    private static final Pattern LOCAL_PATTERN = Pattern.compile(DATE + "(" + TIME + ")?");
    private static final Pattern INSTANT_PATTERN = Pattern.compile(DATE + TIME + OFFSET);

    private TextReading() {}

    /** The number that a text is; empty where it is none. */
    public static Optional<BigDecimal> number(String text) {
        return mayBeFigures(text) && NUMBER_PATTERN.matcher(text).matches()
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }

    /** The ISO date that a text is; empty where it is none. */
    public static Optional<LocalDate> date(String text) {
        return mayBeFigures(text) && DATE_PATTERN.matcher(text).matches()
                ? day(text)
                : Optional.empty();
    }

    /**
     * The date that a text starts with; an instant is taken to the date it falls on in the zone.
     * Empty where the text is neither date nor instant.
     */
    public static Optional<LocalDate> date(String text, ZoneId zone) {
        if (!mayBeFigures(text) || text.length() < DATE_LENGTH) {
            return Optional.empty();
        }
        if (LOCAL_PATTERN.matcher(text).matches()) {
            return day(text);
        }
        return INSTANT_PATTERN.matcher(text).matches()
                ? day(text).map(day -> onClock(day, text.substring(DATE_LENGTH + 1), zone))
                : Optional.empty();
    }

    /**
     * Letter case taken away, one character for one: the same as {@code lower(upper(x))} under
     * PostgreSQL's {@code pg_c_utf8}, whatever the locale of the database.
     */
    public static String folded(String text) {
        return text.codePoints()
                .map(Character::toUpperCase)
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean mayBeFigures(String text) {
        if (text.isEmpty()) {
            return false;
        }
        var first = text.charAt(0);
        return (first >= '0' && first <= '9') || first == '-' || first == '+';
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text.substring(0, DATE_LENGTH)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static LocalDate onClock(LocalDate day, String timeAndOffset, ZoneId zone) {
        var at = timeAndOffset.length() - 1;
        while ("Z+-".indexOf(timeAndOffset.charAt(at)) < 0) {
            at--;
        }
        var time = LocalTime.parse(timeAndOffset.substring(0, at));
        return day.atTime(time)
                .atOffset(ZoneOffset.of(timeAndOffset.substring(at)))
                .atZoneSameInstant(zone)
                .toLocalDate();
    }
}
