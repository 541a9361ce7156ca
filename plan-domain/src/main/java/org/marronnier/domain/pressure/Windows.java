package org.marronnier.domain.pressure;

import java.time.Duration;
import java.time.Period;

/** How windows lie in one another. */
final class Windows {

    /** Longer than any clock was ever put forward or back, a change of the date line included. */
    private static final Duration CLOCK_CHANGES = Duration.ofHours(25);

    private static final int SHORTEST_MONTH = 28;
    private static final int LONGEST_MONTH = 31;

    private Windows() {}

    /**
     * Whether whatever a window holds before its message is in the other window of the same message
     * too.
     */
    static boolean holds(Window window, Window other) {
        return switch (window) {
            case Window.Calendar(var unit) ->
                    other instanceof Window.Calendar(var smaller) && holds(unit, smaller);
            case Window.Rolling(var span) ->
                    switch (other) {
                        case Window.Calendar(var unit) ->
                                !span.isExact() && shortest(span.period()) >= longest(unit);
                        case Window.Rolling(var shorter) when span.equals(shorter) -> true;
                        case Window.Rolling(var shorter) when span.isExact() ->
                                span.time()
                                                .compareTo(
                                                        shorter.isExact()
                                                                ? shorter.time()
                                                                : Duration.ofDays(
                                                                                longest(
                                                                                        shorter
                                                                                                .period()))
                                                                        .plus(CLOCK_CHANGES))
                                        >= 0;
                        case Window.Rolling(var shorter) when shorter.isExact() ->
                                Duration.ofDays(shortest(span.period()))
                                                .compareTo(shorter.time().plus(CLOCK_CHANGES))
                                        >= 0;
                        case Window.Rolling(var shorter) -> holds(span.period(), shorter.period());
                    };
        };
    }

    private static boolean holds(Period period, Period shorter) {
        var isInOrder =
                period.toTotalMonths() >= shorter.toTotalMonths()
                        && period.getDays() >= shorter.getDays();
        return isInOrder || shortest(period) >= longest(shorter);
    }

    /** Weeks alone do not end where months do. */
    private static boolean holds(Window.Unit unit, Window.Unit smaller) {
        return unit == smaller
                || smaller == Window.Unit.DAY
                || (unit != Window.Unit.WEEK
                        && smaller != Window.Unit.WEEK
                        && unit.compareTo(smaller) > 0);
    }

    private static long shortest(Period period) {
        return period.toTotalMonths() * SHORTEST_MONTH + period.getDays();
    }

    private static long longest(Period period) {
        return period.toTotalMonths() * LONGEST_MONTH + period.getDays();
    }

    private static int longest(Window.Unit unit) {
        return switch (unit) {
            case DAY -> 1;
            case WEEK -> 7;
            case MONTH -> 31;
            case QUARTER -> 92;
            case YEAR -> 366;
        };
    }
}
