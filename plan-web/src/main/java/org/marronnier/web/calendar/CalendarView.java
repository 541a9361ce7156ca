package org.marronnier.web.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a calendar is looked at, and how much time it then shows. */
public enum CalendarView {
    MONTH,
    WEEK,
    QUARTER,
    YEAR,
    LIST;

    /** The view of a word, or the month. */
    static CalendarView of(@Nullable String word) {
        return Arrays.stream(values())
                .filter(view -> view.word().equals(word))
                .findFirst()
                .orElse(MONTH);
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether campaigns lie in lanes along the time. */
    public boolean isTimeline() {
        return this == QUARTER || this == YEAR;
    }

    /** Whether it is drawn as weeks of days. */
    public boolean isGrid() {
        return this == MONTH || this == WEEK;
    }

    /** The first day of the period that holds a day. */
    public LocalDate first(LocalDate day) {
        return switch (this) {
            case MONTH, LIST -> day.withDayOfMonth(1);
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1);
            case YEAR -> day.withDayOfYear(1);
        };
    }

    /** The first day of a period before or after that of a day. */
    public LocalDate moved(LocalDate day, int periods) {
        var first = first(day);
        return switch (this) {
            case MONTH, LIST -> first.plusMonths(periods);
            case WEEK -> first.plusWeeks(periods);
            case QUARTER -> first.plusMonths(3L * periods);
            case YEAR -> first.plusYears(periods);
        };
    }
}
