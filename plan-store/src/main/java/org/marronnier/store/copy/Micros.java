package org.marronnier.store.copy;

import java.time.Instant;
import org.marronnier.domain.fact.Microseconds;

/** Instants as COPY moves them: microseconds since the year 2000 in UTC. */
public final class Micros {

    private static final long YEAR_2000 = 946_684_800L;

    private Micros() {}

    public static long second(long micros) {
        return Math.floorDiv(micros, Microseconds.A_SECOND) + YEAR_2000;
    }

    public static long of(long second) {
        return (second - YEAR_2000) * Microseconds.A_SECOND;
    }

    public static long of(Instant instant) {
        return Microseconds.of(instant) - YEAR_2000 * Microseconds.A_SECOND;
    }

    /** The same, as microseconds since 1970. */
    public static long since1970(long micros) {
        return micros + YEAR_2000 * Microseconds.A_SECOND;
    }

    public static Instant instant(long micros) {
        var nanos = Math.floorMod(micros, Microseconds.A_SECOND) * 1_000;
        return Instant.ofEpochSecond(second(micros), nanos);
    }
}
