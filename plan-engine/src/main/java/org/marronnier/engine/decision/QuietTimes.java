package org.marronnier.engine.decision;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.marronnier.domain.pressure.QuietPeriod;

/**
 * When some quiet periods let messages leave, on the clock of one zone: their stretches in order,
 * joined where they touch, worked out as far as somebody asks. Not for several threads.
 */
final class QuietTimes {

    private static final int DAYS_AT_ONCE = 64;

    /** A step of the table is two to the power of this in seconds: a little more than an hour. */
    private static final int STEP = 12;

    private final List<QuietPeriod> periods;
    private final boolean isNeverQuiet;
    private final ZoneId zone;
    private final LocalDate yesterday;
    private int days;

    /** The stretches, with one before and one after all time. */
    private long[] from = {Long.MIN_VALUE, Long.MAX_VALUE};

    private long[] to = {Long.MIN_VALUE, Long.MAX_VALUE};

    /** From where to where the stretches are known; none begins later. */
    private long begins;

    private long known = Long.MIN_VALUE;

    /** The number of the last stretch that begins at or before each step. */
    private int[] atStep = {};

    /**
     * How many seconds after the table begins that stretch ends, unless another begins within the
     * step or its end is not known yet.
     */
    private int[] endAtStep = {};

    private static final int VARIES = Integer.MAX_VALUE;

    /**
     * @param now before which nothing is asked
     */
    QuietTimes(List<QuietPeriod> periods, ZoneId zone, Instant now) {
        this.periods = periods;
        this.isNeverQuiet = periods.isEmpty();
        this.zone = zone;
        this.yesterday = now.atZone(zone).toLocalDate().minusDays(1);
        lookFurther();
    }

    /**
     * The first second at or after another at which it is not quiet, or any second after {@code
     * last} where that is later.
     */
    long open(long second, long last) {
        var step = (second - begins) >>> STEP;
        if (step >= 0 && step < endAtStep.length) {
            var end = endAtStep[(int) step];
            if (end != VARIES) {
                return Math.max(second, begins + end);
            }
        }
        return look(second, last);
    }

    /** Where the table does not tell. */
    private long look(long second, long last) {
        if (isNeverQuiet) {
            return second;
        }
        while (true) {
            var open = Math.max(second, end(second));
            if (open < known || open > last) {
                return open;
            }
            lookFurther();
        }
    }

    /** The end of the last stretch that begins at or before a second. */
    private long end(long second) {
        if (second >= known) {
            return to[to.length - 2];
        }
        var step = (int) ((second - begins) >>> STEP);
        return to[before(atStep[step], second)];
    }

    /** The last stretch, from another on, that begins at or before a second. */
    private int before(int earlier, long second) {
        var i = earlier;
        while (from[i + 1] <= second) {
            i++;
        }
        return i;
    }

    private void lookFurther() {
        days = Math.max(DAYS_AT_ONCE, 2 * days);
        var end = yesterday.plusDays(days).atStartOfDay(zone).toInstant();
        var stretches =
                periods.stream()
                        .flatMap(
                                period ->
                                        QuietHours.stretches(
                                                period.pattern(),
                                                yesterday,
                                                yesterday.plusDays(days),
                                                zone))
                        .filter(stretch -> stretch.from().isBefore(stretch.to()))
                        .filter(stretch -> stretch.from().isBefore(end))
                        .sorted(Comparator.comparing(QuietHours.Stretch::from))
                        .toList();
        from = new long[stretches.size() + 2];
        to = new long[stretches.size() + 2];
        from[0] = Long.MIN_VALUE;
        to[0] = Long.MIN_VALUE;
        var n = 1;
        for (var stretch : stretches) {
            var itsFrom = stretch.from().getEpochSecond();
            var itsTo = stretch.to().getEpochSecond();
            if (n > 1 && itsFrom <= to[n - 1]) {
                to[n - 1] = Math.max(to[n - 1], itsTo);
            } else {
                from[n] = itsFrom;
                to[n++] = itsTo;
            }
        }
        from[n] = Long.MAX_VALUE;
        to[n++] = Long.MAX_VALUE;
        from = Arrays.copyOf(from, n);
        to = Arrays.copyOf(to, n);
        known = end.getEpochSecond();
        tabulate();
    }

    private void tabulate() {
        begins = yesterday.atStartOfDay(zone).toEpochSecond();
        atStep = new int[(int) ((known - begins) >>> STEP) + 1];
        endAtStep = new int[atStep.length];
        var i = 0;
        for (var step = 0; step < atStep.length; step++) {
            i = before(i, begins + ((long) step << STEP));
            atStep[step] = i;
            var next = begins + (((long) step + 1) << STEP);
            var end = Math.max(begins, to[i]);
            var isEven = from[i + 1] >= next && end < known && next <= known;
            endAtStep[step] = isEven && end - begins < VARIES ? (int) (end - begins) : VARIES;
        }
    }
}
