package org.marronnier.engine.trigger;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.TextReading;
import org.marronnier.domain.contact.EventRecord;

/**
 * What a trigger reads of one contact.
 *
 * @param events each once, in any order; those of other types than the trigger's are passed over
 * @param date the value of the field that a date trigger names
 * @param zone of the contact; the plan's where it has none, or an unknown one
 */
public record ContactHistory(List<EventRecord> events, @Nullable LocalDate date, ZoneId zone) {

    public ContactHistory {
        events = List.copyOf(events);
    }

    /**
     * The date that a recorded value of a field reads as: an instant is the day it falls on in the
     * contact's zone. Null where it reads as none.
     */
    public static @Nullable LocalDate date(@Nullable Object value, ZoneId zone) {
        return switch (value) {
            case LocalDate date -> date;
            case String text -> TextReading.date(text, zone).orElse(null);
            case null, default -> null;
        };
    }
}
