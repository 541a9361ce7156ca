package org.marronnier.store.packed;

import java.time.Instant;
import org.marronnier.domain.fact.Microseconds;

/** Instants as COPY moves them: microseconds since the year 2000 in UTC. */
final class Micros {

    private static final long YEAR_2000 = 946_684_800L;

    private Micros() {}

    static long second(long micros) {
        return Math.floorDiv(micros, Microseconds.A_SECOND) + YEAR_2000;
    }

    static long of(long second) {
        return (second - YEAR_2000) * Microseconds.A_SECOND;
    }

    static long of(Instant instant) {
        return Microseconds.of(instant) - YEAR_2000 * Microseconds.A_SECOND;
    }
}
