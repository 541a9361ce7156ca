package org.marronnier.store.imports;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.PGConnection;

/**
 * External ids and the numbers of their contacts, for look-ups by the bytes of a row: open
 * addressing over one array of key bytes, 30 bytes a contact or so, bounded. A contact that is not
 * here may still be in the database.
 */
final class KnownContacts {

    private static final int MOST = 3_000_000;
    private static final int MOST_BYTES = 96 << 20;

    private byte[] keys = new byte[1 << 16];
    private int keysEnd;
    private int[] keyAt;
    private long[] id;
    private int mask;
    private int size;
    private boolean wanted;

    /**
     * @param wanted whether the file is worth fetching the ids of all contacts for
     */
    KnownContacts(boolean wanted) {
        this.wanted = wanted;
        keyAt = new int[1024];
        id = new long[1024];
        mask = 1023;
    }

    /** Fetches the contacts, where they are wanted and the first to ask does so. */
    synchronized void fetch(Connection connection) throws SQLException {
        if (!wanted) {
            return;
        }
        wanted = false;
        var copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut(
                                "copy (select external_id, id from contact limit %d) to stdout (format binary)"
                                        .formatted(MOST));
        boolean first = true;
        for (var row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
            var fields = ByteBuffer.wrap(row);
            if (first) {
                fields.position(11 + 4);
                fields.position(fields.getInt() + 11 + 8);
                first = false;
            }
            if (fields.remaining() < 2 || fields.getShort() < 0 || isFull()) {
                continue;
            }
            int length = fields.getInt();
            int from = fields.position();
            put(row, from, length, fields.getLong(from + length + 4));
        }
    }

    private void put(byte[] bytes, int from, int length, long contact) {
        if (size * 2 > mask) {
            grow();
        }
        if (keys.length - keysEnd < length + 2) {
            keys = Arrays.copyOf(keys, Math.max(keys.length * 2, keysEnd + length + 2));
        }
        int slot = free(hash(bytes, from, length));
        keyAt[slot] = keysEnd;
        id[slot] = contact;
        keys[keysEnd++] = (byte) (length >> 8);
        keys[keysEnd++] = (byte) length;
        System.arraycopy(bytes, from, keys, keysEnd, length);
        keysEnd += length;
        size++;
    }

    private boolean isFull() {
        return size >= MOST || keysEnd >= MOST_BYTES;
    }

    /** Notes the contact of every row of a batch that is here, 0 for the others. */
    void resolve(Batch batch) {
        batch.contact = new long[batch.count];
        for (int row = 0; row < batch.count; row++) {
            int from = batch.offset[row] + 4;
            batch.contact[row] = get(batch.data.array, from, batch.body[row] - from);
        }
    }

    /** The contact's number, or 0. */
    private long get(byte[] bytes, int from, int length) {
        int slot = hash(bytes, from, length) & mask;
        while (id[slot] != 0) {
            int at = keyAt[slot];
            if (lengthAt(at) == length
                    && Arrays.equals(keys, at + 2, at + 2 + length, bytes, from, from + length)) {
                return id[slot];
            }
            slot = (slot + 1) & mask;
        }
        return 0;
    }

    private int free(int hash) {
        int slot = hash & mask;
        while (id[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private int lengthAt(int at) {
        return (keys[at] & 0xff) << 8 | (keys[at + 1] & 0xff);
    }

    private void grow() {
        var oldAt = keyAt;
        var oldId = id;
        keyAt = new int[oldAt.length * 2];
        id = new long[keyAt.length];
        mask = keyAt.length - 1;
        for (int i = 0; i < oldId.length; i++) {
            if (oldId[i] != 0) {
                int slot = free(hash(keys, oldAt[i] + 2, lengthAt(oldAt[i])));
                keyAt[slot] = oldAt[i];
                id[slot] = oldId[i];
            }
        }
    }

    private static int hash(byte[] bytes, int from, int length) {
        int h = length;
        for (int i = from; i < from + length; i++) {
            h = h * 31 + bytes[i];
        }
        h *= 0x9e3779b9;
        return h ^ h >>> 15;
    }
}
