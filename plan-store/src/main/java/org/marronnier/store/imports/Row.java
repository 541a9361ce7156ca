package org.marronnier.store.imports;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.marronnier.store.copy.Bytes;

/**
 * One row of a file, reused for all: the known fields as spans of one array of UTF-8 bytes (length
 * -1 = absent, 0 = empty), the others as the inside of a JSON object, and the names of those that
 * are empty.
 */
final class Row {

    final int[] start;
    final int[] length;
    byte[] bytes = {};
    long line;

    /** {@code "name":value,"name":value} of the fields that are not known and not empty. */
    final Bytes more = new Bytes(1024);

    /** The names of the others that are empty, each behind its length as four bytes. */
    final Bytes cleared = new Bytes(256);

    int clearedCount;

    Row(int fields) {
        start = new int[fields];
        length = new int[fields];
    }

    void clear() {
        java.util.Arrays.fill(length, -1);
        more.clear();
        cleared.clear();
        clearedCount = 0;
    }

    /** The text of a known field. */
    String text(int field) {
        return length[field] < 0
                ? ""
                : new String(bytes, start[field], length[field], StandardCharsets.UTF_8);
    }

    void clears(byte[] name) {
        cleared.putInt(name.length);
        cleared.put(name);
        clearedCount++;
    }

    /** Starts one more field; its value is written next. */
    void startMore(byte[] name) {
        if (more.size > 0) {
            more.put(',');
        }
        more.putJson(name, 0, name.length);
        more.put(':');
    }

    /** Drops the spaces around a known field. */
    void strip(int field) {
        int from = start[field];
        int to = from + length[field];
        while (from < to && bytes[from] == ' ') {
            from++;
        }
        while (from < to && bytes[to - 1] == ' ') {
            to--;
        }
        start[field] = from;
        length[field] = to - from;
    }

    static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
