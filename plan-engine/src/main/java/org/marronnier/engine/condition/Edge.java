package org.marronnier.engine.condition;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.marronnier.domain.fact.Microseconds;
import org.marronnier.domain.time.Span;

/**
 * The start of a window that ends at an instant, in one zone: what is newer on the local clock lies
 * in the window. In microseconds since 1970.
 *
 * <p>A local time that exists twice is passed, left again when the clock goes back, and passed once
 * more: between {@code turn} and {@code again} what happens is older once more. One that does not
 * exist lies between two instants, the last that is older and the first that is newer.
 *
 * @param newerAfter later instants are newer, but for those from {@code turn} to {@code again}
 * @param olderBefore earlier instants are older, as are those from {@code turn} to {@code again}
 */
record Edge(long newerAfter, long olderBefore, long turn, long again) {

    private static final Edge EVER = at(Long.MIN_VALUE);

    static Edge of(Span span, ZoneId zone, Instant now) {
        if (span.isEver(now)) {
            return EVER;
        }
        if (span.isExact()) {
            return at(Microseconds.of(now.minus(span.time())));
        }
        var local = span.before(LocalDateTime.ofInstant(now, zone));
        var transition = zone.getRules().getTransition(local);
        if (transition == null) {
            return at(micros(local, zone.getRules().getOffset(local)));
        }
        var change = Microseconds.of(transition.getInstant());
        return transition.isGap()
                ? new Edge(change - 1, change, Long.MAX_VALUE, Long.MAX_VALUE)
                : new Edge(
                        micros(local, transition.getOffsetBefore()),
                        micros(local, transition.getOffsetBefore()),
                        change,
                        micros(local, transition.getOffsetAfter()));
    }

    private static Edge at(long instant) {
        return new Edge(instant, instant, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    private static long micros(LocalDateTime local, ZoneOffset offset) {
        return Microseconds.of(local.toInstant(offset));
    }

    boolean isNewer(long instant) {
        return instant > newerAfter && (instant < turn || instant > again);
    }

    boolean isOlder(long instant) {
        return instant < olderBefore || (instant >= turn && instant < again);
    }
}
