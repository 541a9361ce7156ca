package org.marronnier.store.imports;

import java.sql.Connection;
import java.sql.SQLException;
import org.marronnier.store.copy.Bytes;
import org.marronnier.store.copy.RowsIn;

/** Rows of a batch on their way into a table. */
final class Copying {

    private final Bytes buffer = RowsIn.buffer();

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
        try (var in = new RowsIn(connection, table, buffer)) {
            for (int i = from; i < to; i++) {
                writer.write(rows[i], in.next());
            }
            in.end();
        }
    }
}
