package org.marronnier.engine.decision;

import java.util.Arrays;

/**
 * The windows, in {@code (after, upTo]}, of the messages not sent yet that a rule restricts: no
 * message may be placed into one that takes no more. Those that are full come first. As messages
 * only come in, a full window stays full.
 */
final class GuardedWindows {

    private static final long[] NONE = {};

    private final Timeline timeline;
    private int guarded;
    private int full;

    /** How many windows and messages there were when the windows were weighed last. */
    private int weighed;

    private long[] after = NONE;
    private long[] upTo = NONE;

    /** The maximum of the contact whose window it is. */
    private int[] most = {};

    GuardedWindows(Timeline timeline) {
        this.timeline = timeline;
    }

    void clear() {
        guarded = 0;
        full = 0;
        weighed = 0;
    }

    void add(long itsAfter, long itsUpTo, int max) {
        if (guarded == most.length) {
            var more = Math.max(8, 2 * guarded);
            after = Arrays.copyOf(after, more);
            upTo = Arrays.copyOf(upTo, more);
            most = Arrays.copyOf(most, more);
        }
        after[guarded] = itsAfter;
        upTo[guarded] = itsUpTo;
        most[guarded++] = max;
    }

    /** When no full window holds a second; the second itself where none does. */
    long spared(long s) {
        var now = timeline.size + guarded;
        if (weighed != now) {
            weigh();
            weighed = now;
        }
        var free = s;
        for (var e = 0; e < full; e++) {
            if (s > after[e] && s <= upTo[e]) {
                free = Math.max(free, upTo[e] + 1);
            }
        }
        return free;
    }

    /** Finds those that have become full since. */
    private void weigh() {
        for (var e = full; e < guarded; e++) {
            if (timeline.isFull(after[e], upTo[e], most[e])) {
                swap(e, full++);
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
}
