package org.marronnier.engine.decision;

import java.util.Arrays;

/**
 * The windows, in {@code (after, upTo]}, of the messages not sent yet that a rule restricts: no
 * message may be placed into one that takes no more. By timeline, from t * capacity on, those that
 * are full come first. As messages only come in, a full window stays full.
 */
final class GuardedWindows {

    private final Seconds seconds;

    private int capacity = 16;
    private int[] guarded;
    private int[] full;

    /** How many windows and messages a timeline had when its windows were weighed last. */
    private int[] weighed;

    private long[] after;
    private long[] upTo;

    /** The maximum of the contact whose window it is. */
    private int[] most;

    GuardedWindows(Seconds seconds, int count) {
        this.seconds = seconds;
        this.guarded = new int[count];
        this.full = new int[count];
        this.weighed = new int[count];
        this.after = new long[count * capacity];
        this.upTo = new long[count * capacity];
        this.most = new int[count * capacity];
    }

    /** Forgets the windows of some timelines. */
    void open(int from, int to) {
        Arrays.fill(guarded, from, to, 0);
        Arrays.fill(full, from, to, 0);
        Arrays.fill(weighed, from, to, 0);
    }

    void add(int t, long itsAfter, long itsUpTo, int max) {
        if (guarded[t] == capacity) {
            widen();
        }
        var e = t * capacity + guarded[t]++;
        after[e] = itsAfter;
        upTo[e] = itsUpTo;
        most[e] = max;
    }

    /** When no full window holds a second; the second itself where none does. */
    long spared(int t, long s) {
        var now = seconds.size[t] + guarded[t];
        if (weighed[t] != now) {
            weigh(t);
            weighed[t] = now;
        }
        var free = s;
        var base = t * capacity;
        for (var e = base; e < base + full[t]; e++) {
            if (s > after[e] && s <= upTo[e]) {
                free = Math.max(free, upTo[e] + 1);
            }
        }
        return free;
    }

    /** Makes room for so many timelines. */
    void grow(int count) {
        guarded = Arrays.copyOf(guarded, count);
        full = Arrays.copyOf(full, count);
        weighed = Arrays.copyOf(weighed, count);
        after = Arrays.copyOf(after, count * capacity);
        upTo = Arrays.copyOf(upTo, count * capacity);
        most = Arrays.copyOf(most, count * capacity);
    }

    /** Finds those that have become full since. */
    private void weigh(int t) {
        var base = t * capacity;
        for (var e = base + full[t]; e < base + guarded[t]; e++) {
            if (seconds.isFull(t, after[e], upTo[e], most[e])) {
                swap(e, base + full[t]++);
            }
        }
    }

    private void swap(int e, int other) {
        var itsAfter = after[e];
        var itsUpTo = upTo[e];
        var itsMost = most[e];
        after[e] = after[other];
        upTo[e] = upTo[other];
        most[e] = most[other];
        after[other] = itsAfter;
        upTo[other] = itsUpTo;
        most[other] = itsMost;
    }

    /** Every timeline takes twice as many. */
    private void widen() {
        var wider = 2 * capacity;
        var afters = new long[guarded.length * wider];
        var upTos = new long[guarded.length * wider];
        var maxima = new int[guarded.length * wider];
        for (var t = 0; t < guarded.length; t++) {
            System.arraycopy(after, t * capacity, afters, t * wider, capacity);
            System.arraycopy(upTo, t * capacity, upTos, t * wider, capacity);
            System.arraycopy(most, t * capacity, maxima, t * wider, capacity);
        }
        capacity = wider;
        after = afters;
        upTo = upTos;
        most = maxima;
    }
}
