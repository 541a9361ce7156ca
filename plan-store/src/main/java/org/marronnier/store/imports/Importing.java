package org.marronnier.store.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.zip.ZipException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads a file into the database: one thread parses and checks while two others load, each over a
 * connection of its own. Never more than two batches a connection are in memory, whatever the size
 * of the file.
 */
@Component
public class Importing {

    private static final int LANES = 2;

    /** A file below this size is worth neither a second connection nor the ids of all contacts. */
    private static final long SMALL = 4 << 20;

    private final DataSource database;

    public Importing(DataSource database) {
        this.database = database;
    }

    /** How a file is written; {@code ANY} looks at its first character. */
    public enum Format {
        CSV,
        NDJSON,
        ANY
    }

    /**
     * What to import.
     *
     * @param country ISO 3166 code of the country whose national phone numbers the file may hold
     */
    public record Task(long id, ImportKind kind, Path file, Format format, String country) {}

    /** How an import ended: without a failure, or with one. */
    public record Outcome(
            @Nullable ImportFailure failure,
            String detail,
            long read,
            long accepted,
            long refused) {}

    /** Shows that the process with this number lives and has files, until closed. */
    public ImportTurn turn(int owner) {
        return ImportTurn.of(database, owner);
    }

    /**
     * Imports the whole file, with its progress in the table {@code import}.
     *
     * @param closing asked after each batch; true ends the import as interrupted
     */
    public Outcome run(Task task, BooleanSupplier closing) {
        var progress = new Progress(task.id(), closing);
        try {
            run(task, progress);
            return progress.outcome(null, "");
        } catch (UnreadableImport unreadable) {
            return progress.outcome(unreadable.failure(), unreadable.detail());
        } catch (IOException broken) {
            return progress.outcome(
                    ImportFailure.CUT_OFF,
                    broken instanceof ZipException ? "broken gzip" : "end of gzip missing");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return progress.outcome(ImportFailure.INTERRUPTED, "");
        } catch (CancellationException stopped) {
            return progress.outcome(
                    closing.getAsBoolean() ? ImportFailure.INTERRUPTED : ImportFailure.STOPPED, "");
        } catch (SQLException failed) {
            return progress.outcome(
                    ImportFailure.DATABASE, "SQL state " + String.valueOf(failed.getSQLState()));
        }
    }

    private void run(Task task, Progress progress)
            throws SQLException, IOException, InterruptedException {
        try (var file = ImportFile.open(task.file(), task.format(), task.kind())) {
            var lanes = lanes(task, file.rows().sameShape(), progress);
            var reading = new Reading(file, task.kind(), encoder(task), lanes);
            lanes.forEach(Lane::start);
            try {
                reading.run();
            } finally {
                lanes.forEach(Lane::finish);
            }
            for (var lane : lanes) {
                lane.rethrow();
            }
        }
    }

    private List<Lane> lanes(Task task, boolean sameShape, Progress progress) throws IOException {
        boolean small = Files.size(task.file()) < SMALL;
        var known = new KnownContacts(!small);
        Lane.Loading loading =
                connection ->
                        switch (task.kind()) {
                            case CONTACTS -> new ContactLoader(connection, sameShape);
                            case CONSENTS -> new ConsentLoader(connection, known);
                            case EVENTS -> new EventLoader(connection, known);
                        };
        return IntStream.range(0, small ? 1 : LANES)
                .mapToObj(
                        i -> new Lane(database, loading, progress, "import-" + task.id() + "-" + i))
                .toList();
    }

    private Encoder encoder(Task task) throws SQLException {
        var encoder = encoderOf(task);
        return encoder.redirecting(Aliases.read(database));
    }

    private Encoder encoderOf(Task task) {
        return switch (task.kind()) {
            case CONTACTS -> new ContactEncoder(task.country(), new KnownZones(database));
            case CONSENTS -> new ConsentEncoder();
            case EVENTS -> new EventEncoder();
        };
    }
}
