package org.marronnier.scheduler.impact;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/** How many messages on each local day of a plan. Not for several threads. */
final class Days {

    private final ZoneId zone;
    private final Map<LocalDate, Long> messages = new HashMap<>();

    Days(ZoneId zone) {
        this.zone = zone;
    }

    /** One message more, at this second. */
    void add(long second) {
        messages.merge(
                Instant.ofEpochSecond(second).atZone(zone).toLocalDate(),
                1L,
                (one, more) -> one + more);
    }

    long on(LocalDate day) {
        return messages.getOrDefault(day, 0L);
    }
}
