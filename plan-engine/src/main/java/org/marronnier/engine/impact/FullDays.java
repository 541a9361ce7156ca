package org.marronnier.engine.impact;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

/**
 * The local days on which a channel carried as much as it can, and the last message of each that
 * had a place.
 *
 * @param zone of the days: the plan's
 * @param last by day; days that were never full are left out
 */
public record FullDays(ZoneId zone, Map<LocalDate, Last> last) {

    public FullDays {
        last = Map.copyOf(last);
    }

    /** A message, among those of its second by its id. */
    public record Last(long second, long message) {}

    /** Whether a message came when its day was full. */
    boolean isAfterTheLast(long second, long message) {
        var day = last.get(Instant.ofEpochSecond(second).atZone(zone).toLocalDate());
        return day != null
                && (second > day.second || (second == day.second && message > day.message));
    }
}
