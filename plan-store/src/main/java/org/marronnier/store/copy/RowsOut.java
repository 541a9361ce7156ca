package org.marronnier.store.copy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * The rows of a query as they come out by COPY: {@link #next}, then each field once and in order. A
 * value becomes an object only where that is asked for.
 */
public final class RowsOut implements AutoCloseable {

    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** The signature, the flags and the length of what may stand between them and the rows. */
    private static final int HEADER = 19;

    private final CopyOut copy;
    private byte[] row = new byte[0];
    private int at;
    private boolean isBegun;
    private boolean isOver;

    /**
     * Begins a COPY, which has the connection to itself until the last row or {@link #close}.
     *
     * @param query with its values in it, since COPY takes no parameters
     * @throws SQLException when the connection is not one to PostgreSQL, or the query is faulty
     */
    public RowsOut(Connection connection, String query) throws SQLException {
        this.copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("copy (" + query + ") to stdout (format binary)");
    }

    /** Whether there is one more row. */
    public boolean next() throws SQLException {
        if (isOver || !read()) {
            return false;
        }
        if (!isBegun) {
            isBegun = true;
            at = HEADER;
            if (at == row.length && !read()) {
                return false;
            }
        }
        isOver = (short) SHORT.get(row, at) < 0;
        at += 2;
        if (isOver) {
            drain();
        }
        return !isOver;
    }

    /** The next field, of eight bytes. */
    public long getLong() {
        var value = (long) LONG.get(row, at + 4);
        at += 12;
        return value;
    }

    /** The next field, of four bytes. */
    public int getInt() {
        var value = (int) INT.get(row, at + 4);
        at += 8;
        return value;
    }

    /** The number that a dictionary gives the next fields, which it learns where it must. */
    public int getWord(Words words, int fields) {
        var from = at;
        for (var i = 0; i < fields; i++) {
            at += 4 + Math.max(0, (int) INT.get(row, at));
        }
        return words.number(row, from, at);
    }

    /** Appends the bytes of the next field, a text; none where it has no value. */
    public void getText(Bytes to) {
        var length = Math.max(0, (int) INT.get(row, at));
        to.put(row, at + 4, length);
        at += 4 + length;
    }

    /** The next field, a text; null where it has no value. */
    public @Nullable String getString() {
        var length = (int) INT.get(row, at);
        at += 4;
        if (length < 0) {
            return null;
        }
        var text = new String(row, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** The next field, an instant; null where it has no value. */
    public @Nullable Instant getInstant() {
        if ((int) INT.get(row, at) < 0) {
            at += 4;
            return null;
        }
        return Micros.instant(getLong());
    }

    /**
     * Hands over the elements of the next field, an array of eight bytes each without null, in
     * turn.
     */
    public void getLongs(LongReceiver receiver) {
        var end = at + 4 + (int) INT.get(row, at);
        var dimensions = (int) INT.get(row, at + 4);
        at += 16 + 8 * dimensions;
        while (at < end) {
            receiver.accept(getLong());
        }
    }

    /** Takes one number after the other. */
    public interface LongReceiver {
        void accept(long value);
    }

    /**
     * Reads what is left to its end: were the rows called off, the server might take it for the
     * statement that follows.
     */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            drain();
        }
    }

    private boolean read() throws SQLException {
        var next = copy.readFromCopy();
        isOver = next == null;
        if (next != null) {
            row = next;
            at = 0;
        }
        return !isOver;
    }

    private void drain() throws SQLException {
        while (copy.readFromCopy() != null) {
            isOver = true;
        }
    }
}
