package org.marronnier.engine.decision;

import java.util.Arrays;

/** The seats of one household, which the next one takes again. */
final class Seats {

    private final CompiledRules rules;
    private final long now;

    int size;
    Seat[] seat = {};

    Seats(CompiledRules rules, long now) {
        this.rules = rules;
        this.now = now;
    }

    /** The next contact of the household takes a seat. */
    Seat take(LocalHours hours) {
        if (size == seat.length) {
            seat = Arrays.copyOf(seat, size + 1);
            seat[size] = new Seat(size, rules, now);
        }
        var taken = seat[size++];
        taken.take(hours);
        return taken;
    }
}
