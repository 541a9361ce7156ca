package org.marronnier.store.imports;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** How far an import has come: counts and refusals, written in the transaction of each batch. */
final class Progress implements Loader.Note {

    final long id;
    private final BooleanSupplier closing;
    private long read;
    private long refused;
    private long kept;
    private boolean stopAsked;

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
                        update import set read = ?, accepted = ?, refused = ?, bytes_read = ?
                        where id = ? returning stop_asked_at is not null
                        """)) {
            long readNow = read + batch.read;
            long refusedNow = refused + batch.refused;
            update.setLong(1, readNow);
            update.setLong(2, readNow - refusedNow);
            update.setLong(3, refusedNow);
            update.setLong(4, batch.bytesRead);
            update.setLong(5, id);
            try (var answer = update.executeQuery()) {
                stopAsked = answer.next() && answer.getBoolean(1);
            }
        }
        // The commit that ends the import waits for the disk, and with it for all before; a crash
        // loses no more than
        // the last batches of an import that is then marked interrupted.
        try (var statement = connection.createStatement()) {
            statement.execute("set local synchronous_commit = off");
        }
    }

    /** Counts a batch that has been committed. */
    void add(Batch batch) {
        read += batch.read;
        refused += batch.refused;
        kept += Math.min(batch.refusals.size(), Imports.MOST_REFUSALS - kept);
    }

    boolean isStopAsked() {
        return stopAsked || closing.getAsBoolean();
    }

    Importing.Outcome outcome(@Nullable ImportFailure failure, String detail) {
        return new Importing.Outcome(failure, detail, read, read - refused, refused);
    }

    private void keep(Connection connection, Batch batch) throws SQLException {
        int count = (int) Math.min(batch.refusals.size(), Imports.MOST_REFUSALS - kept);
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

    private static String text(@Nullable String value) {
        return value == null
                ? "\\N"
                : value.replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r");
    }
}
