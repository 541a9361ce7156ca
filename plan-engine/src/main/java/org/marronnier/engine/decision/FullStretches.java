package org.marronnier.engine.decision;

import java.util.Arrays;

/**
 * The stretches, in seconds of UTC and without their ends, in which the even rules of a set take no
 * more of what they restrict of a contact: in order and apart. As messages only come in, a second
 * that is full stays full.
 */
final class FullStretches {

    /** Later than any second, and so that differences of seconds stay within a long. */
    private static final long NEVER = Long.MAX_VALUE / 4;

    private int size;
    private long[] from = new long[8];
    private long[] to = new long[8];

    FullStretches() {
        clear();
    }

    void clear() {
        size = 0;
        from[0] = NEVER;
    }

    /** Whether the first of them holds all of [x, last]: one look, for what most are asked. */
    boolean hold(long x, long last) {
        return ((from[0] - x - 1) & (last - to[0])) < 0;
    }

    /** The first second, from another on, that none of them holds. */
    long free(long x) {
        for (var i = 0; i < size; i++) {
            if (x < to[i]) {
                return x < from[i] ? x : to[i];
            }
        }
        return x;
    }

    /** One more, joined with those that it touches. */
    void add(long itsFrom, long itsTo) {
        if (size == 0) {
            from[0] = itsFrom;
            to[0] = itsTo;
            size = 1;
        } else if (size == 1 && itsFrom <= to[0] && itsTo >= from[0]) {
            from[0] = Math.min(from[0], itsFrom);
            to[0] = Math.max(to[0], itsTo);
        } else {
            addAmong(itsFrom, itsTo);
        }
    }

    private void addAmong(long itsFrom, long itsTo) {
        if (size == from.length) {
            from = Arrays.copyOf(from, 2 * size);
            to = Arrays.copyOf(to, 2 * size);
        }
        var after = size;
        while (after > 0 && from[after - 1] > itsTo) {
            after--;
        }
        var first = after;
        var joinedTo = itsTo;
        while (first > 0 && to[first - 1] >= itsFrom) {
            joinedTo = Math.max(joinedTo, to[--first]);
        }
        var joinedFrom = first < after ? Math.min(itsFrom, from[first]) : itsFrom;
        if (after != first + 1) {
            System.arraycopy(from, after, from, first + 1, size - after);
            System.arraycopy(to, after, to, first + 1, size - after);
            size += first + 1 - after;
        }
        from[first] = joinedFrom;
        to[first] = joinedTo;
    }
}
