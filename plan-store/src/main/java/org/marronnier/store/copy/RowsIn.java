package org.marronnier.store.copy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows on their way into a table; those that did not {@link #end} are not in it. */
public final class RowsIn implements AutoCloseable {

    private static final byte[] SIGNATURE =
            "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int CHUNK = 128 << 10;

    private final CopyIn copy;
    private final Bytes out;

    /**
     * Begins a COPY, which has the connection to itself until {@link #end} or {@link #close}.
     *
     * @param table with its columns, such as {@code outbox (message_id, due)}
     * @param out written over and over until the end, see {@link #buffer}
     * @throws SQLException when the connection is not one to PostgreSQL, or the table is not there
     */
    public RowsIn(Connection connection, String table, Bytes out) throws SQLException {
        this.out = out;
        this.copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy " + table + " from stdin (format binary)");
        out.clear();
        out.put(SIGNATURE);
        out.putInt(0);
        out.putInt(0);
    }

    /** Where rows are written: the number of fields, then each field after its length. */
    public static Bytes buffer() {
        return new Bytes(CHUNK + (64 << 10));
    }

    /** Where the next row is written, once the one before is whole. */
    public Bytes next() throws SQLException {
        if (out.size >= CHUNK) {
            flush();
        }
        return out;
    }

    /**
     * Has the table take the rows; tells how many.
     *
     * @throws SQLException when the database refuses a row; then it has taken none
     */
    public long end() throws SQLException {
        out.putShort(-1);
        flush();
        return copy.endCopy();
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void flush() throws SQLException {
        copy.writeToCopy(out.array, 0, out.size);
        out.clear();
    }
}
