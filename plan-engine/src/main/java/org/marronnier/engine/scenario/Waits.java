package org.marronnier.engine.scenario;

import java.time.Instant;
import java.time.ZoneId;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.time.LocalTimes;

/** When a wait is over, on the clock of the contact. */
public final class Waits {

    private Waits() {}

    /**
     * The end of a wait for a duration: its days, weeks and months on the local calendar, its hours
     * in exact time.
     */
    public static Instant end(Step.WaitFor wait, Instant from, ZoneId zone) {
        return wait.span().after(from, zone);
    }

    /**
     * The end of a wait until a local time: the first such time at or after an instant. A time that
     * the clock leaves out is read as the first instant after the gap, one that exists twice as the
     * earlier.
     */
    public static Instant end(Step.WaitUntil wait, Instant from, ZoneId zone) {
        // The time of the day before can come on this day, where the clock leaves midnight out.
        var day = from.atZone(zone).toLocalDate().minusDays(1);
        while (true) {
            if (wait.day() == null || wait.day() == day.getDayOfWeek()) {
                var end = LocalTimes.instant(day.atTime(wait.at()), zone);
                if (!end.isBefore(from)) {
                    return end;
                }
            }
            day = day.plusDays(1);
        }
    }
}
