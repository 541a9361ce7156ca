package org.marronnier.domain.time;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * A span of time in ISO 8601, such as {@code P90D}, {@code P12M}, {@code PT30M} or {@code P1DT12H}.
 *
 * <p>Years, months, weeks and days are counted on the local calendar, hours, minutes and seconds in
 * exact time.
 */
public record Span(Period period, Duration time) {

    public static final Span ZERO = new Span(Period.ZERO, Duration.ZERO);

    public Span {
        if (time.getNano() != 0) {
            throw new IllegalArgumentException(
                    "The span (%s) must be in whole seconds.".formatted(time));
        }
    }

    /**
     * Reads an ISO 8601 duration.
     *
     * @throws IllegalArgumentException when the text is none
     */
    public static Span parse(String text) {
        var upper = text.strip().toUpperCase(java.util.Locale.ROOT);
        var sign = upper.startsWith("-") ? "-" : "";
        var bare = upper.startsWith("-") || upper.startsWith("+") ? upper.substring(1) : upper;
        var at = bare.indexOf('T');
        try {
            if (!bare.startsWith("P")) {
                throw new DateTimeParseException("A duration starts with P.", text, 0);
            }
            var period =
                    at == 1
                            ? Period.ZERO
                            : Period.parse(sign + (at < 0 ? bare : bare.substring(0, at)));
            var time = at < 0 ? Duration.ZERO : Duration.parse(sign + "P" + bare.substring(at));
            return new Span(period, time);
        } catch (DateTimeParseException | ArithmeticException | StringIndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "\"%s\" is not an ISO 8601 duration such as P7D or PT30M.".formatted(text), e);
        }
    }

    public static Span days(int days) {
        return new Span(Period.ofDays(days), Duration.ZERO);
    }

    /**
     * Whether the span is in hours, minutes or seconds alone, so that it means the same in every
     * zone.
     */
    public boolean isExact() {
        return period.isZero();
    }

    public boolean isNegative() {
        return period.isNegative() || time.isNegative();
    }

    public boolean isZero() {
        return period.isZero() && time.isZero();
    }

    /**
     * The local date-time that lies this span before another; the exact part is taken off the local
     * clock too.
     */
    public LocalDateTime before(LocalDateTime end) {
        return end.minus(period).minus(time);
    }

    /**
     * Whether a window of this span that ends at an instant holds all that was ever recorded:
     * nothing is recorded before year 1.
     */
    public boolean isEver(Instant end) {
        try {
            var start = before(LocalDateTime.ofInstant(end, ZoneOffset.UTC));
            return start.minusDays(3).getYear() < 1;
        } catch (DateTimeException | ArithmeticException e) {
            return true;
        }
    }

    /**
     * The instant that lies this span after another in a zone: the calendar part on the local
     * clock, then the exact part in exact time. A local time in a gap is read as the first instant
     * after it, one that exists twice as the earlier.
     *
     * @throws DateTimeException when the result lies outside what can be represented
     */
    public Instant after(Instant start, ZoneId zone) {
        if (period.isZero()) {
            return start.plus(time);
        }
        return LocalTimes.instant(start.atZone(zone).toLocalDateTime().plus(period), zone)
                .plus(time);
    }

    /**
     * The instant that lies this span before another in a zone, read as {@link #after} reads it:
     * the calendar part on the local clock, then the exact part in exact time.
     *
     * @throws DateTimeException when the result lies outside what can be represented
     */
    public Instant before(Instant end, ZoneId zone) {
        if (period.isZero()) {
            return end.minus(time);
        }
        return LocalTimes.instant(end.atZone(zone).toLocalDateTime().minus(period), zone)
                .minus(time);
    }

    /** The span as ISO 8601; reading it again gives an equal span. */
    @Override
    public String toString() {
        if (time.isZero()) {
            return period.toString();
        }
        return period.isZero() ? time.toString() : period + time.toString().substring(1);
    }
}
