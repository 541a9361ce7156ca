package org.marronnier.store.demonstration;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Writes rows by COPY, within the transaction of the caller. */
record Copying(DataSource dataSource) {

    /**
     * @param into a table and its columns
     */
    void copy(String into, Stream<@Nullable Object[]> rows) {
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            var copy =
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("copy " + into + " from stdin");
            try {
                for (var row : (Iterable<@Nullable Object[]>) rows::iterator) {
                    var line = line(row);
                    copy.writeToCopy(line, 0, line.length);
                }
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException(
                    "The demonstration could not be copied.", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    /** A line of COPY's text format. */
    private static byte[] line(@Nullable Object[] row) {
        var line = new StringBuilder();
        for (var value : row) {
            if (!line.isEmpty()) {
                line.append('\t');
            }
            line.append(value == null ? "\\N" : escaped(value.toString()));
        }
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }
}
