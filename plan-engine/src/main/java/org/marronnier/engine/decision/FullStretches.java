package org.marronnier.engine.decision;

import java.util.Arrays;

/**
 * The stretches, in seconds of UTC and without their ends, in which even rules take no more of what
 * they restrict. There is a list for each contact and set of rules, with what any of them refuses:
 * list l has its stretches from l * capacity on, in order and apart. As messages only come in, a
 * second that is full stays full.
 */
final class FullStretches {

    private final CompiledRules rules;
    private final Seats seats;
    private final long now;

    /** How many sets of rules each contact has a list for. */
    private int sets;

    private int capacity = 8;
    private int[] size = new int[16];
    private long[] from = new long[size.length * capacity];
    private long[] to = new long[size.length * capacity];

    FullStretches(CompiledRules rules, Seats seats, long now) {
        this.rules = rules;
        this.seats = seats;
        this.now = now;
    }

    /** Forgets the household before, and knows all sets that there are now. */
    void open() {
        sets = rules.sets();
    }

    /** The next contact of the household. */
    void seat(int m) {
        var end = (m + 1) * sets;
        if (end > size.length) {
            size = Arrays.copyOf(size, 2 * end);
            from = Arrays.copyOf(from, size.length * capacity);
            to = Arrays.copyOf(to, size.length * capacity);
        }
        Arrays.fill(size, end - sets, end, 0);
    }

    /** Whether a set of rules is younger than the household. */
    boolean lacks(int set) {
        return set >= sets;
    }

    /** The first second, from another on, at which no rule of a set is full. */
    long free(int m, int set, long x) {
        var list = m * sets + set;
        var base = list * capacity;
        for (var i = base; i < base + size[list]; i++) {
            if (x < to[i]) {
                return x < from[i] ? x : to[i];
            }
        }
        return x;
    }

    /**
     * A rule is full for a contact in [from, to) of its window's clock. Local time runs evenly from
     * one change of the clock to the next, and never back by a day.
     */
    void add(int rule, int m, long itsFrom, long itsTo) {
        if (rules.windows[rule].exact) {
            addInUtc(rule, m, itsFrom, itsTo);
            return;
        }
        var clock = seats.clock[m];
        var begins = now;
        while (true) {
            var ahead = clock.offset(begins);
            var change = clock.nextChange(begins);
            addInUtc(rule, m, Math.max(itsFrom - ahead, begins), Math.min(itsTo - ahead, change));
            if (itsTo - ahead + PackedWindow.DAY <= change) {
                return;
            }
            begins = change;
        }
    }

    private void addInUtc(int rule, int m, long itsFrom, long itsTo) {
        if (itsFrom < itsTo && itsTo > now) {
            for (var set : rules.setsWith(rule)) {
                if (set < sets) {
                    add(m * sets + set, itsFrom, itsTo);
                }
            }
        }
    }

    /** One more stretch of a list, joined with those that it touches. */
    private void add(int list, long itsFrom, long itsTo) {
        if (size[list] == capacity) {
            widen();
        }
        var base = list * capacity;
        var end = base + size[list];
        var after = end;
        while (after > base && from[after - 1] > itsTo) {
            after--;
        }
        var first = after;
        var joinedTo = itsTo;
        while (first > base && to[first - 1] >= itsFrom) {
            joinedTo = Math.max(joinedTo, to[--first]);
        }
        var joinedFrom = first < after ? Math.min(itsFrom, from[first]) : itsFrom;
        if (after != first + 1) {
            System.arraycopy(from, after, from, first + 1, end - after);
            System.arraycopy(to, after, to, first + 1, end - after);
            size[list] += first + 1 - after;
        }
        from[first] = joinedFrom;
        to[first] = joinedTo;
    }

    /** Every list takes twice as many. */
    private void widen() {
        var wider = 2 * capacity;
        var froms = new long[size.length * wider];
        var tos = new long[size.length * wider];
        for (var list = 0; list < size.length; list++) {
            System.arraycopy(from, list * capacity, froms, list * wider, capacity);
            System.arraycopy(to, list * capacity, tos, list * wider, capacity);
        }
        capacity = wider;
        from = froms;
        to = tos;
    }
}
