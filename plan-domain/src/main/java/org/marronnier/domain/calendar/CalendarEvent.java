package org.marronnier.domain.calendar;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An event of the plan's own on the calendar, the last day included. */
public record CalendarEvent(
        String key, String name, @Nullable Moment moment, LocalDate from, LocalDate to) {
    public CalendarEvent {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException(
                    "The event (%s) ends (%s) before it starts (%s).".formatted(key, to, from));
        }
    }
}
