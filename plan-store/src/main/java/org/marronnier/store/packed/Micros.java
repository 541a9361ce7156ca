package org.marronnier.store.packed;

import java.time.Instant;

/** Instants as COPY moves them: microseconds since the year 2000. */
final class Micros {

    private static final long YEAR_2000 = 946_684_800L;
    private static final long SECOND = 1_000_000L;

    private Micros() {}

    static long second(long micros) {
        return Math.floorDiv(micros, SECOND) + YEAR_2000;
    }

    static long of(long second) {
        return (second - YEAR_2000) * SECOND;
    }

    static long of(Instant instant) {
        return of(instant.getEpochSecond()) + instant.getNano() / 1000;
    }
}
