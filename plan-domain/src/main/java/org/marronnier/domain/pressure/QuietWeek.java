package org.marronnier.domain.pressure;

import java.time.DayOfWeek;
import java.util.BitSet;

/** The seconds of a local week that are quiet, as bits from Monday on. */
final class QuietWeek {

    private static final int DAY = 86_400;
    private static final int WEEK = 7 * DAY;

    private QuietWeek() {}

    /** Whether it is quiet by a pattern whenever it is by another. */
    static boolean holds(QuietPeriod.Pattern pattern, QuietPeriod.Pattern other) {
        if (pattern instanceof QuietPeriod.Weekly weekly && quiet(weekly).cardinality() == WEEK) {
            return true;
        }
        return switch (other) {
            case QuietPeriod.Weekly shorter ->
                    pattern instanceof QuietPeriod.Weekly weekly && holds(weekly, shorter);
            case QuietPeriod.Dates(var from, var to) ->
                    pattern instanceof QuietPeriod.Dates dates
                            && !dates.from().isAfter(from)
                            && !dates.to().isBefore(to);
            case QuietPeriod.PublicHolidays holidays -> pattern.equals(holidays);
        };
    }

    private static boolean holds(QuietPeriod.Weekly weekly, QuietPeriod.Weekly shorter) {
        var missing = quiet(shorter);
        missing.andNot(quiet(weekly));
        return missing.isEmpty();
    }

    private static BitSet quiet(QuietPeriod.Weekly weekly) {
        var quiet = new BitSet(WEEK);
        var from = weekly.from().toSecondOfDay();
        var to = weekly.to().toSecondOfDay();
        var isOverMidnight = weekly.toMidnight() || to <= from;
        for (DayOfWeek day : weekly.days()) {
            var start = day.ordinal() * DAY;
            var end = start + to + (isOverMidnight ? DAY : 0);
            quiet.set(start + from, Math.min(end, WEEK));
            if (end > WEEK) {
                quiet.set(0, end - WEEK);
            }
        }
        return quiet;
    }
}
