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

    /** The first of them, which most questions are about. */
    private long firstFrom;

    private long firstTo;

    /** All of them, but that the first is here only while one is put among several. */
    private long[] from = new long[8];

    private long[] to = new long[8];

    FullStretches() {
        clear();
    }

    void clear() {
        size = 0;
        firstFrom = NEVER;
    }

    /** Whether the first of them holds all of [x, last], where most candidates end. */
    boolean hold(long x, long last) {
        return ((firstFrom - x - 1) & (last - firstTo)) < 0;
    }

    /** The first second, from another on, that none of them holds. */
    long free(long x) {
        if (size == 0) {
            return x;
        }
        if (x < firstTo) {
            return x < firstFrom ? x : firstTo;
        }
        for (var i = 1; i < size; i++) {
            if (x < to[i]) {
                return x < from[i] ? x : to[i];
            }
        }
        return x;
    }

    /** One more, joined with those that it touches. */
    void add(long itsFrom, long itsTo) {
        if (size == 0) {
            firstFrom = itsFrom;
            firstTo = itsTo;
            size = 1;
        } else if (size == 1 && itsFrom <= firstTo && itsTo >= firstFrom) {
            firstFrom = Math.min(firstFrom, itsFrom);
            firstTo = Math.max(firstTo, itsTo);
        } else {
            addAmong(itsFrom, itsTo);
        }
    }

    private void addAmong(long itsFrom, long itsTo) {
        from[0] = firstFrom;
        to[0] = firstTo;
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
        firstFrom = from[0];
        firstTo = to[0];
    }
}
