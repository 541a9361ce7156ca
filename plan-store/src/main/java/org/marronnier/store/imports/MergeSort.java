package org.marronnier.store.imports;

/** A stable sort of row numbers that makes no objects. */
final class MergeSort {

    /** Compares two rows. */
    interface Order {
        int compare(int a, int b);
    }

    private final Order order;

    MergeSort(Order order) {
        this.order = order;
    }

    /** The numbers from 0 to count - 1 in order. */
    int[] sorted(int count) {
        var from = new int[count];
        var to = new int[count];
        for (int i = 0; i < count; i++) {
            from[i] = i;
        }
        for (long width = 1; width < count; width *= 2) {
            for (long left = 0; left < count; left += 2 * width) {
                int middle = (int) Math.min(left + width, count);
                int end = (int) Math.min(left + 2 * width, count);
                merge(from, to, (int) left, middle, end);
            }
            var swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private void merge(int[] from, int[] to, int left, int middle, int end) {
        int a = left;
        int b = middle;
        for (int i = left; i < end; i++) {
            if (a < middle && (b >= end || order.compare(from[a], from[b]) <= 0)) {
                to[i] = from[a++];
            } else {
                to[i] = from[b++];
            }
        }
    }
}
