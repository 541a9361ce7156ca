package org.marronnier.store.copy;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** COPY in its binary form, over the connection of the caller's transaction. */
public final class Copies {

    private final JdbcTemplate jdbc;

    public Copies(DataSource database) {
        this.jdbc = new JdbcTemplate(database);
    }

    /** Reads the fields of a row, each once and in order. */
    @FunctionalInterface
    public interface Reader {
        void read(RowsOut row);
    }

    /** Writes rows. */
    @FunctionalInterface
    public interface Writer {
        void write(RowsIn rows) throws SQLException;
    }

    /**
     * Reads the rows of a query.
     *
     * @param query with its values in it
     */
    public void out(String query, Reader reader) {
        jdbc.execute(
                (ConnectionCallback<Boolean>)
                        connection -> {
                            try (var rows = new RowsOut(connection, query)) {
                                while (rows.next()) {
                                    reader.read(rows);
                                }
                            }
                            return true;
                        });
    }

    /**
     * Writes rows into a table.
     *
     * @param table with its columns
     */
    public void in(String table, Writer writer) {
        jdbc.execute(
                (ConnectionCallback<Boolean>)
                        connection -> {
                            try (var rows = new RowsIn(connection, table, RowsIn.buffer())) {
                                writer.write(rows);
                                rows.end();
                            }
                            return true;
                        });
    }
}
