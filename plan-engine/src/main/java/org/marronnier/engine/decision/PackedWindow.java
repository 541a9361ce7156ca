package org.marronnier.engine.decision;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.pressure.Window;

/**
 * A window in seconds (section 6): of UTC where it is {@code exact}, of the local clock of the
 * contact whose window it is otherwise. The window of a message at second t holds the seconds in
 * {@code (after(t), upTo(t)]}. Not for several threads.
 */
final class PackedWindow {

    static final long DAY = 86_400;

    /** In place of a window that is still to be told. */
    static final PackedWindow TO_BE_TOLD = new PackedWindow(new Window.Calendar(Window.Unit.DAY));

    final boolean exact;

    /** Longer than the window ever reaches back, in seconds of UTC; days for clocks included. */
    final long reach;

    private final long length;
    private final @Nullable Period months;
    private final Window.@Nullable Unit unit;

    /** The unit that was asked for last, and the one before. */
    private long lastStart;

    private long lastNext;
    private long beforeStart;
    private long beforeNext;

    PackedWindow(Window window) {
        switch (window) {
            case Window.Rolling(var span) -> {
                var hasMonths = span.period().toTotalMonths() != 0;
                exact = span.isExact();
                months = hasMonths ? span.period() : null;
                length = exact ? span.time().toSeconds() : span.period().getDays() * DAY;
                unit = null;
            }
            case Window.Calendar(var calendar) -> {
                exact = false;
                months = null;
                length = calendar == Window.Unit.DAY ? DAY : 0;
                unit = calendar;
            }
        }
        reach = reachOf(unit, months) + length;
    }

    /** A second in UTC as the window reads it: the same where it is exact. */
    long second(LocalClock clock, long x) {
        return exact ? x : clock.local(x);
    }

    /** The second in UTC of one the window reads, but not beyond the next change after x. */
    long back(LocalClock clock, long second, long x) {
        return exact ? second : Math.min(second - clock.offset(x), clock.nextChange(x));
    }

    /**
     * The second in UTC before which nothing counts from another on, whatever the clock, which is
     * never a day away from UTC.
     */
    long since(long now) {
        if (unit != null) {
            return after(now - DAY) - DAY;
        }
        return now - (exact ? length : reach);
    }

    /** Whether it is a unit of the calendar, or as long wherever it rolls. */
    boolean isEven() {
        return months == null;
    }

    /** The length of a window that rolls evenly; not positive for a unit of the calendar. */
    long rolls() {
        return unit == null ? length : 0;
    }

    /** The last second before the window of a message at a second. */
    long after(long second) {
        if (unit != null) {
            return unitStart(second) - 1;
        }
        return months == null ? second - length : seconds(local(second).minus(months));
    }

    /** The last second of the window of a message at a second. */
    long upTo(long second) {
        return unit == null ? second : nextUnit(second) - 1;
    }

    /**
     * The first second after {@code second} whose window no longer holds a message that the window
     * of {@code second} holds.
     */
    long leaves(long message, long second) {
        if (unit != null) {
            return nextUnit(second);
        }
        return months == null ? message + length : leavesMonths(months, message, second);
    }

    /** Months are of unequal length, so that each day is asked in turn what lies before it. */
    private static long leavesMonths(Period months, long message, long second) {
        var sent = local(message);
        var today = local(second).toLocalDate();
        var guess = sent.toLocalDate().plus(months).minusDays(10);
        for (var day = guess.isAfter(today) ? guess : today; ; day = day.plusDays(1)) {
            var reached = day.minus(months).compareTo(sent.toLocalDate());
            if (reached >= 0) {
                return seconds(reached > 0 ? day.atStartOfDay() : day.atTime(sent.toLocalTime()));
            }
        }
    }

    private static long reachOf(Window.@Nullable Unit unit, @Nullable Period months) {
        var days =
                switch (unit) {
                    case DAY -> 1;
                    case WEEK -> 7;
                    case MONTH -> 31;
                    case QUARTER -> 92;
                    case YEAR -> 366;
                    case null -> months == null ? 0 : (months.toTotalMonths() + 1) * 31;
                };
        return (days + 3) * DAY;
    }

    private long unitStart(long second) {
        if (unit == Window.Unit.DAY) {
            return Math.floorDiv(second, DAY) * DAY;
        }
        nextUnit(second);
        return lastStart;
    }

    private long nextUnit(long second) {
        if (unit == Window.Unit.DAY) {
            return unitStart(second) + DAY;
        }
        if (second >= lastStart && second < lastNext) {
            return lastNext;
        }
        var start = beforeStart;
        var end = beforeNext;
        beforeStart = lastStart;
        beforeNext = lastNext;
        if (second >= start && second < end) {
            lastStart = start;
            lastNext = end;
            return end;
        }
        var first =
                Objects.requireNonNull(unit, "A rolling window has no unit.").firstOf(date(second));
        var next =
                switch (unit) {
                    case DAY -> first.plusDays(1);
                    case WEEK -> first.plusWeeks(1);
                    case MONTH -> first.plusMonths(1);
                    case QUARTER -> first.plusMonths(3);
                    case YEAR -> first.plusYears(1);
                    case null -> throw new IllegalStateException("A rolling window has no unit.");
                };
        lastStart = first.toEpochDay() * DAY;
        lastNext = next.toEpochDay() * DAY;
        return lastNext;
    }

    private static LocalDate date(long second) {
        return LocalDate.ofEpochDay(Math.floorDiv(second, DAY));
    }

    private static LocalDateTime local(long second) {
        return LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    }

    private static long seconds(LocalDateTime local) {
        return local.toEpochSecond(ZoneOffset.UTC);
    }
}
