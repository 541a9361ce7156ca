package org.marronnier.engine.calendar;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.marronnier.domain.calendar.CalendarEvent;
import org.marronnier.domain.document.PlanDocument;

/** How far days are from the events that they lean on. */
public final class EventDays {

    private EventDays() {}

    /**
     * How many days after an event a day is, negative before it: the plan's own event of this key,
     * or the one of the marronnier that is nearest. Empty where neither knows it.
     */
    public static Optional<Long> from(PlanDocument plan, String key, LocalDate day) {
        return plan.calendar().stream()
                .filter(event -> event.key().equals(key))
                .map(CalendarEvent::from)
                .findFirst()
                .or(() -> nearest(key, day).map(KeyDate::from))
                .map(event -> ChronoUnit.DAYS.between(event, day));
    }

    /** The date of the marronnier with this key that begins nearest to a day. */
    public static Optional<KeyDate> nearest(String key, LocalDate day) {
        return IntStream.rangeClosed(day.getYear() - 1, day.getYear() + 1)
                .mapToObj(year -> CommercialCalendar.find(key, year))
                .flatMap(Optional::stream)
                .min(
                        Comparator.comparing(
                                date -> Math.abs(ChronoUnit.DAYS.between(date.from(), day))));
    }
}
