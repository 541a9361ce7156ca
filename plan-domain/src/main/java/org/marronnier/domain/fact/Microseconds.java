package org.marronnier.domain.fact;

import java.time.Instant;

/** Instants as microseconds since 1970 in UTC. */
public final class Microseconds {

    public static final long A_SECOND = 1_000_000;

    private Microseconds() {}

    /** The microsecond that an instant falls in. */
    public static long of(Instant instant) {
        return instant.getEpochSecond() * A_SECOND + instant.getNano() / 1_000;
    }

    /** The instant of a microsecond. */
    public static Instant instant(long microseconds) {
        return Instant.ofEpochSecond(
                Math.floorDiv(microseconds, A_SECOND),
                Math.floorMod(microseconds, A_SECOND) * 1_000);
    }
}
