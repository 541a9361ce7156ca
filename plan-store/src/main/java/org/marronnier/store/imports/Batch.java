package org.marronnier.store.imports;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.marronnier.store.copy.Bytes;

/**
 * Rows that are ready for COPY, in its binary form, and what was refused between them.
 *
 * <p>A row is its key (the contact's external id, as a binary field), its body (the columns of the
 * table) and its tail (columns that only staging has); {@code offset}, {@code body}, {@code tail}
 * and {@code end} say where they lie in {@code data}.
 */
final class Batch {

    static final int MOST_ROWS = 100_000;
    private static final int MOST_BYTES = 24 << 20;
    private static final int MOST_REFUSALS = 10_000;

    final Bytes data;
    int[] offset = new int[1024];
    int[] body = new int[1024];
    int[] tail = new int[1024];
    int[] end = new int[1024];
    int[] present = new int[1024];
    long[] line = new long[1024];
    int count;

    /** Of each row, the number of its contact, or 0. */
    long[] contact = {};

    /** The rows in the order in which they are stored. */
    int[] order = {};

    final List<Refusal> refusals = new ArrayList<>();
    long refused;
    long read;
    long bytesRead;

    /** How many of the refusals are in the report. */
    int kept;

    Batch() {
        this(8 << 20);
    }

    Batch(int bytes) {
        data = new Bytes(bytes);
    }

    void clear() {
        data.clear();
        count = 0;
        refusals.clear();
        refused = 0;
        read = 0;
        kept = 0;
    }

    /** Whether it should be loaded before more is read. */
    boolean isFull() {
        return count >= MOST_ROWS || data.size >= MOST_BYTES || refusals.size() >= MOST_REFUSALS;
    }

    void start(long number) {
        if (count == offset.length) {
            int more = count * 2;
            offset = Arrays.copyOf(offset, more);
            body = Arrays.copyOf(body, more);
            tail = Arrays.copyOf(tail, more);
            end = Arrays.copyOf(end, more);
            present = Arrays.copyOf(present, more);
            line = Arrays.copyOf(line, more);
        }
        offset[count] = data.size;
        line[count] = number;
        present[count] = 0;
    }

    void startBody() {
        body[count] = data.size;
    }

    void startTail() {
        tail[count] = data.size;
    }

    void finish() {
        end[count] = data.size;
        count++;
    }

    /** Forgets the row that was started. */
    void undo() {
        data.size = offset[count];
    }

    void refuse(Refusal refusal) {
        refused++;
        refusals.add(refusal);
    }

    /** Forgets the refusals after the first ones. */
    void keepRefusals(int count) {
        refused -= refusals.size() - count;
        refusals.subList(count, refusals.size()).clear();
    }

    void putContact(int row, Bytes out) {
        out.putInt(8);
        out.putLong(contact[row]);
    }

    void putKey(int row, Bytes out) {
        out.put(data.array, offset[row], body[row] - offset[row]);
    }

    void putBody(int row, Bytes out) {
        out.put(data.array, body[row], tail[row] - body[row]);
    }

    void putTail(int row, Bytes out) {
        out.put(data.array, tail[row], end[row] - tail[row]);
    }

    /** The external id of a row. */
    String key(int index) {
        return new String(
                data.array,
                offset[index] + 4,
                body[index] - offset[index] - 4,
                StandardCharsets.UTF_8);
    }

    /** Compares the external ids of two rows by their bytes, as the collation "C" does. */
    int compareKeys(int a, int b) {
        return Arrays.compareUnsigned(
                data.array, offset[a] + 4, body[a], data.array, offset[b] + 4, body[b]);
    }
}
