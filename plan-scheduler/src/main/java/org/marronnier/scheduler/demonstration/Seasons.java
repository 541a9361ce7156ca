package org.marronnier.scheduler.demonstration;

import java.time.LocalDate;
import java.util.Arrays;

/**
 * The shop's own clock over a stretch of days: it runs fast on the days when many people buy and
 * hardly moves on the others, and has as many ticks as there are days.
 *
 * <p>Purchases that are even on this clock have the shop's months and weekdays on the calendar.
 */
final class Seasons {

    private final LocalDate start;
    private final double[] ticksBefore;

    /** The clock over the days from {@code start} to {@code end}, both included. */
    Seasons(LocalDate start, LocalDate end) {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException(
                    "The seasons end (%s) before they start (%s).".formatted(end, start));
        }
        this.start = start;
        var days = Math.toIntExact(end.toEpochDay() - start.toEpochDay()) + 1;
        ticksBefore = new double[days + 1];
        for (var day = 0; day < days; day++) {
            ticksBefore[day + 1] = ticksBefore[day] + ShopRhythms.weight(start.plusDays(day));
        }
        var scale = days / ticksBefore[days];
        for (var day = 0; day <= days; day++) {
            ticksBefore[day] *= scale;
        }
    }

    /** How many ticks, and days, there are. */
    int length() {
        return ticksBefore.length - 1;
    }

    /** The day on which a tick, from 0 to {@link #length()}, falls. */
    LocalDate dayOf(double tick) {
        var found = Arrays.binarySearch(ticksBefore, tick);
        var day = found >= 0 ? found : -found - 2;
        return start.plusDays(Math.clamp(day, 0, length() - 1));
    }
}
