package org.marronnier.store.imports;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * How far an import has come over all its lanes: counts and refusals, written in the transaction of
 * each batch.
 */
final class Progress implements Loader.Note {

    final long id;
    private final BooleanSupplier closing;
    private long read;
    private long refused;
    private long kept;
    private volatile boolean stopAsked;

    Progress(long id, BooleanSupplier closing) {
        this.id = id;
        this.closing = closing;
    }

    @Override
    public void write(Connection connection, Batch batch) throws SQLException {
        keep(connection, batch);
        try (var update =
                connection.prepareStatement(
                        """
                        update import set read = read + ?, accepted = accepted + ?, refused = refused + ?,
                            bytes_read = greatest(bytes_read, ?)
                        where id = ? returning stop_asked_at is not null
                        """)) {
            update.setLong(1, batch.read);
            update.setLong(2, batch.read - batch.refused);
            update.setLong(3, batch.refused);
            update.setLong(4, batch.bytesRead);
            update.setLong(5, id);
            try (var answer = update.executeQuery()) {
                if (answer.next() && answer.getBoolean(1)) {
                    stopAsked = true;
                }
            }
        }
        // The commit that ends the import waits for the disk, and with it for all before; a crash
        // loses no more than the last batches of an import that is then marked interrupted.
        try (var statement = connection.createStatement()) {
            statement.execute("set local synchronous_commit = off");
        }
    }

    /** Counts a batch that has been committed. */
    synchronized void add(Batch batch) {
        read += batch.read;
        refused += batch.refused;
    }

    boolean isStopAsked() {
        return stopAsked || closing.getAsBoolean();
    }

    synchronized Importing.Outcome outcome(@Nullable ImportFailure failure, String detail) {
        return new Importing.Outcome(failure, detail, read, read - refused, refused);
    }

    private void keep(Connection connection, Batch batch) throws SQLException {
        int count = roomFor(batch);
        if (count <= 0) {
            return;
        }
        var copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "copy import_refusal (import_id, line, field, value, reason) from"
                                        + " stdin");
        try {
            for (var refusal : batch.refusals.subList(0, count)) {
                var row =
                        id
                                + "\t"
                                + refusal.line()
                                + "\t"
                                + text(refusal.field())
                                + "\t"
                                + text(refusal.value())
                                + "\t"
                                + refusal.reason()
                                + "\n";
                var bytes = row.getBytes(StandardCharsets.UTF_8);
                copy.writeToCopy(bytes, 0, bytes.length);
            }
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /**
     * How many refusals of a batch still go into the report; asked again when it is tried again.
     */
    private synchronized int roomFor(Batch batch) {
        kept -= batch.kept;
        batch.kept = (int) Math.min(batch.refusals.size(), Imports.MOST_REFUSALS - kept);
        kept += batch.kept;
        return batch.kept;
    }

    private static String text(@Nullable String value) {
        return value == null
                ? "\\N"
                : value.replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r");
    }
}
