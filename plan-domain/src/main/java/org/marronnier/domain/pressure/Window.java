package org.marronnier.domain.pressure;

import java.time.LocalDate;
import org.marronnier.domain.time.Span;

/** The stretch of time over which a rule counts (section 6 of the decision rules). */
public sealed interface Window {

    /**
     * Ends with the message: in local days or weeks, compared in local date-time, or in hours or
     * minutes, in exact time. Never both.
     */
    record Rolling(Span span) implements Window {
        public Rolling {
            if (span.isZero() || span.isNegative()) {
                throw new IllegalArgumentException(
                        "A rolling window (%s) must be longer than nothing.".formatted(span));
            }
            if (!span.period().isZero() && !span.time().isZero()) {
                throw new IllegalArgumentException(
                        "A rolling window (%s) must be in days or in hours, not in both."
                                .formatted(span));
            }
        }
    }

    /** The whole local unit that holds the message. */
    record Calendar(Unit unit) implements Window {}

    /** A calendar unit; weeks are ISO weeks. */
    enum Unit {
        DAY,
        WEEK,
        MONTH,
        QUARTER,
        YEAR;

        /** The first day of the unit that a day is in. */
        public LocalDate firstOf(LocalDate day) {
            return switch (this) {
                case DAY -> day;
                case WEEK -> day.minusDays(day.getDayOfWeek().getValue() - 1L);
                case MONTH -> day.withDayOfMonth(1);
                case QUARTER -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3);
                case YEAR -> day.withDayOfYear(1);
            };
        }
    }
}
