package org.marronnier.engine.decision;

import java.util.Arrays;

/**
 * Many timelines of seconds, each in order: timeline t stands from t * capacity on, size[t] of
 * them.
 */
final class Seconds {

    int capacity = 16;
    int[] size;
    long[] second;

    Seconds(int timelines) {
        this.size = new int[timelines];
        this.second = new long[timelines * capacity];
    }

    /** Forgets what stands in some timelines. */
    void open(int first, int end) {
        Arrays.fill(size, first, end, 0);
    }

    /** Where a timeline begins. */
    int base(int t) {
        return t * capacity;
    }

    /** Where a timeline ends. */
    int end(int t) {
        return t * capacity + size[t];
    }

    /**
     * @return where the second stands
     */
    int insert(int t, long s) {
        if (size[t] == capacity) {
            widen();
        }
        var base = t * capacity;
        var k = base + size[t]++;
        while (k > base && second[k - 1] > s) {
            second[k] = second[k - 1];
            k--;
        }
        second[k] = s;
        return k;
    }

    /**
     * A timeline holds as many as were written at its base, in order but where a clock went back.
     */
    void sort(int t, int count) {
        size[t] = count;
        var base = t * capacity;
        for (var k = base + 1; k < base + count; k++) {
            var s = second[k];
            var hole = k;
            while (hole > base && second[hole - 1] > s) {
                second[hole] = second[hole - 1];
                hole--;
            }
            second[hole] = s;
        }
    }

    /** Whether a timeline has as many seconds in (after, upTo] as there may be. */
    boolean isFull(int t, long after, long upTo, int most) {
        var k = before(t, upTo) - most + 1;
        return k >= t * capacity && second[k] > after;
    }

    /**
     * Where the last of a timeline stands that is not after a second; before its base where none
     * is.
     */
    int before(int t, long s) {
        var base = t * capacity;
        var k = base + size[t] - 1;
        while (k >= base && second[k] > s) {
            k--;
        }
        return k;
    }

    /** Makes room for so many timelines. */
    void grow(int timelines) {
        size = Arrays.copyOf(size, timelines);
        second = Arrays.copyOf(second, timelines * capacity);
    }

    /** Makes room for so many seconds in each timeline. */
    void reserve(int count) {
        while (count > capacity) {
            widen();
        }
    }

    private void widen() {
        var wider = 2 * capacity;
        var seconds = new long[size.length * wider];
        for (var t = 0; t < size.length; t++) {
            System.arraycopy(second, t * capacity, seconds, t * wider, capacity);
        }
        capacity = wider;
        second = seconds;
    }
}
