package org.marronnier.engine.decision;

import java.util.Arrays;

/**
 * The seconds, on a window's clock and in order, of the messages that one rule counts of a contact,
 * or of a household as the clock of one contact reads it.
 */
final class Timeline {

    final int rule;

    /**
     * The window that counts, whether it is in exact time, and its length where it rolls evenly.
     */
    PackedWindow window;

    boolean isExact;
    long length;

    /** The second before which no message counts any more. */
    long since;

    /** The contact's maximum under the rule. */
    int max;

    int size;
    long[] second = new long[16];

    /** By the sets of even rules that the rule is in. */
    FullStretches[] full = {};

    final GuardedWindows guards = new GuardedWindows(this);

    Timeline(int rule, PackedWindow window, int max, long now) {
        this.rule = rule;
        this.window = window;
        this.isExact = window.exact;
        this.length = window.rolls();
        this.since = window.since(now);
        this.max = max;
    }

    /** Another window is to count from now on. */
    void under(PackedWindow another, long now) {
        window = another;
        isExact = another.exact;
        length = another.rolls();
        since = another.since(now);
    }

    void clear() {
        size = 0;
        guards.clear();
    }

    boolean isCrowded() {
        return size >= max;
    }

    /**
     * @return where the second stands
     */
    int insert(long s) {
        if (size == second.length) {
            second = Arrays.copyOf(second, 2 * size);
        }
        var k = size++;
        while (k > 0 && second[k - 1] > s) {
            second[k] = second[k - 1];
            k--;
        }
        second[k] = s;
        return k;
    }

    /** Makes room for so many seconds. */
    void reserve(int count) {
        if (count > second.length) {
            second = Arrays.copyOf(second, 2 * count);
        }
    }

    /** The first seconds were written in order but where a clock went back; there are no others. */
    void sort(int count) {
        size = count;
        for (var k = 1; k < count; k++) {
            var s = second[k];
            var hole = k;
            while (hole > 0 && second[hole - 1] > s) {
                second[hole] = second[hole - 1];
                hole--;
            }
            second[hole] = s;
        }
    }

    /** Whether there are as many seconds in (after, upTo] as there may be. */
    boolean isFull(long after, long upTo, int most) {
        var k = before(upTo) - most + 1;
        return k >= 0 && second[k] > after;
    }

    /** Where the last stands that is not after a second; negative where none is. */
    int before(long s) {
        var k = size - 1;
        while (k >= 0 && second[k] > s) {
            k--;
        }
        return k;
    }
}
