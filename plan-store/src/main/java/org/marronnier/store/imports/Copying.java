package org.marronnier.store.imports;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows on their way into a table by COPY in its binary form. */
final class Copying {

    private static final byte[] SIGNATURE =
            "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int CHUNK = 128 << 10;

    private final Bytes out = new Bytes(CHUNK + (64 << 10));

    /** Writes the fields of one row. */
    interface Writer {
        void write(int row, Bytes out);
    }

    /** Copies the rows {@code rows[from..to)}; {@code table} names the columns as well. */
    void copy(Connection connection, String table, int[] rows, int from, int to, Writer writer)
            throws SQLException {
        if (from == to) {
            return;
        }
        CopyIn copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy " + table + " from stdin (format binary)");
        try {
            out.clear();
            out.put(SIGNATURE);
            out.putInt(0);
            out.putInt(0);
            for (int i = from; i < to; i++) {
                writer.write(rows[i], out);
                if (out.size >= CHUNK) {
                    copy.writeToCopy(out.array, 0, out.size);
                    out.clear();
                }
            }
            out.putShort(-1);
            copy.writeToCopy(out.array, 0, out.size);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
