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

    private final List<QuietPeriod> periods;
    private final ZoneId zone;
    private final LocalDate first;
    private int days;
    private long known = Long.MIN_VALUE;
    private long[] from = new long[0];
    private long[] to = new long[0];

    /** The answer given last, and from when up to when it holds. */
    private int last;

    private long lastFrom;
    private long lastTo;

    /**
     * @param now before which nothing is asked
     */
    QuietTimes(List<QuietPeriod> periods, ZoneId zone, Instant now) {
        this.periods = periods;
        this.zone = zone;
        this.first = now.atZone(zone).toLocalDate().minusDays(1);
    }

    /**
     * The first second at or after another at which it is not quiet, or any second after {@code
     * last} where that is later.
     */
    long open(long second, long last) {
        if (periods.isEmpty()) {
            return second;
        }
        while (true) {
            var i = before(second);
            var open = i < 0 ? second : Math.max(second, to[i]);
            if (open < known || open > last) {
                return open;
            }
            lookFurther();
        }
    }

    private int before(long second) {
        if (second < lastFrom || second >= lastTo) {
            var i = Arrays.binarySearch(from, second);
            last = i >= 0 ? i : -i - 2;
            lastFrom = last < 0 ? Long.MIN_VALUE : from[last];
            lastTo = last + 1 < from.length ? from[last + 1] : Long.MAX_VALUE;
        }
        return last;
    }

    private void lookFurther() {
        days = Math.max(DAYS_AT_ONCE, 2 * days);
        var stretches =
                periods.stream()
                        .flatMap(
                                period ->
                                        QuietHours.stretches(
                                                period.pattern(),
                                                first,
                                                first.plusDays(days),
                                                zone))
                        .filter(stretch -> stretch.from().isBefore(stretch.to()))
                        .sorted(Comparator.comparing(QuietHours.Stretch::from))
                        .toList();
        from = new long[stretches.size()];
        to = new long[stretches.size()];
        var n = 0;
        for (var stretch : stretches) {
            var begins = stretch.from().getEpochSecond();
            var ends = stretch.to().getEpochSecond();
            if (n > 0 && begins <= to[n - 1]) {
                to[n - 1] = Math.max(to[n - 1], ends);
            } else {
                from[n] = begins;
                to[n++] = ends;
            }
        }
        from = Arrays.copyOf(from, n);
        to = Arrays.copyOf(to, n);
        lastFrom = lastTo;
        known = first.plusDays(days).atStartOfDay(zone).toEpochSecond();
    }
}
