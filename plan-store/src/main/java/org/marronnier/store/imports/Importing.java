package org.marronnier.store.imports;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.stereotype.Component;

/**
 * Reads a file into the database: one thread parses and checks the next batch while another one
 * loads the batch before. Never more than three batches are in memory, whatever the size of the
 * file.
 */
@Component
public class Importing {

    private static final int BATCHES = 3;

    /** A file below this size is not worth fetching the ids of all contacts for. */
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
        try (var connection = database.getConnection()) {
            boolean automatic = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                run(task, connection, progress);
                return progress.outcome(null, "");
            } finally {
                connection.rollback();
                connection.setAutoCommit(automatic);
            }
        } catch (UnreadableImport unreadable) {
            return progress.outcome(unreadable.failure(), unreadable.detail());
        } catch (IOException broken) {
            return progress.outcome(
                    ImportFailure.CUT_OFF,
                    broken instanceof ZipException ? "broken gzip" : "end of gzip missing");
        } catch (CancellationException stopped) {
            return progress.outcome(
                    closing.getAsBoolean() ? ImportFailure.INTERRUPTED : ImportFailure.STOPPED, "");
        } catch (SQLException failed) {
            return progress.outcome(
                    ImportFailure.DATABASE, "SQL state " + String.valueOf(failed.getSQLState()));
        }
    }

    private void run(Task task, Connection connection, Progress progress)
            throws SQLException, IOException {
        try (var counted = new Counted(Files.newInputStream(task.file()))) {
            var lines = new Lines(plain(counted));
            var rows = open(lines, task);
            var loader = loader(task, connection, rows);
            loader.prepare();
            connection.commit();
            pump(rows, encoder(task), loader, counted, progress);
        }
    }

    private static InputStream plain(InputStream in) throws IOException {
        var buffered = new BufferedInputStream(in, 1 << 16);
        buffered.mark(2);
        int first = buffered.read();
        int second = buffered.read();
        buffered.reset();
        return first == 0x1f && second == 0x8b ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    }

    private static Rows open(Lines lines, Task task) throws IOException {
        int first = lines.peek(0);
        int second = lines.peek(1);
        if (first < 0) {
            throw new UnreadableImport(ImportFailure.EMPTY, "");
        }
        if ((first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff)) {
            throw new UnreadableImport(ImportFailure.NOT_UTF8, "UTF-16");
        }
        if (first == 0xef && second == 0xbb && lines.peek(2) == 0xbf) {
            lines.skip(3);
            first = lines.peek(3);
        }
        boolean json =
                switch (task.format()) {
                    case NDJSON -> true;
                    case CSV -> false;
                    case ANY -> first == '{';
                };
        return json ? new JsonRows(lines, task.kind()) : new CsvRows(lines, task.kind());
    }

    private Encoder encoder(Task task) {
        return switch (task.kind()) {
            case CONTACTS -> new ContactEncoder(task.country(), new KnownZones(database));
            case CONSENTS -> new ConsentEncoder();
            case EVENTS -> new EventEncoder();
        };
    }

    private static Loader loader(Task task, Connection connection, Rows rows)
            throws SQLException, IOException {
        return switch (task.kind()) {
            case CONTACTS -> new ContactLoader(connection, rows.sameShape());
            case CONSENTS -> new ConsentLoader(connection, known(task, connection));
            case EVENTS -> new EventLoader(connection, known(task, connection));
        };
    }

    private static KnownContacts known(Task task, Connection connection)
            throws SQLException, IOException {
        var known = new KnownContacts();
        if (Files.size(task.file()) < SMALL) {
            return known;
        }
        var copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut(
                                "copy (select external_id, id from contact limit %d) to stdout (format binary)"
                                        .formatted(KnownContacts.MOST));
        byte[] row;
        boolean first = true;
        while ((row = copy.readFromCopy()) != null) {
            var fields = ByteBuffer.wrap(row);
            if (first) {
                fields.position(11 + 4);
                fields.position(fields.getInt() + 11 + 8);
                first = false;
            }
            if (fields.remaining() < 2 || fields.getShort() < 0 || known.isFull()) {
                continue;
            }
            int length = fields.getInt();
            int from = fields.position();
            known.put(row, from, length, fields.getLong(from + length + 4));
        }
        return known;
    }

    /** The pipeline: reads here, loads there. */
    private static void pump(
            Rows rows, Encoder encoder, Loader loader, Counted counted, Progress progress)
            throws SQLException, IOException {
        BlockingQueue<Batch> free = new ArrayBlockingQueue<>(BATCHES);
        BlockingQueue<Batch> full = new ArrayBlockingQueue<>(BATCHES + 1);
        var end = new Batch();
        var loading = new Loading(loader, free, full, end, progress);
        for (int i = 0; i < BATCHES; i++) {
            free.add(new Batch());
        }
        var thread = Thread.ofPlatform().name("import-" + progress.id).start(loading);
        try {
            read(rows, encoder, loader, counted, loading);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } finally {
            full.add(end);
            join(thread);
        }
        loading.rethrow();
    }

    private static void read(
            Rows rows, Encoder encoder, Loader loader, Counted counted, Loading loading)
            throws IOException, InterruptedException {
        var batch = loading.free.take();
        IOException broken = null;
        while (!loading.hasFailed()) {
            try {
                var step = rows.next();
                if (step == Rows.Step.END) {
                    break;
                }
                take(rows, step, encoder, batch);
            } catch (IOException failed) {
                broken = failed;
                break;
            }
            if (batch.isFull()) {
                batch.bytesRead = counted.count;
                loader.sort(batch);
                loading.full.put(batch);
                batch = loading.free.take();
            }
        }
        // What was read before a file broke off goes in too.
        batch.bytesRead = counted.count;
        loader.sort(batch);
        loading.full.put(batch);
        if (broken != null) {
            throw broken;
        }
    }

    private static void take(Rows rows, Rows.Step step, Encoder encoder, Batch batch) {
        batch.read++;
        var refusal = rows.refusal();
        if (step == Rows.Step.ROW) {
            encoder.encode(rows.row(), batch);
        } else if (refusal != null) {
            batch.refuse(refusal);
        }
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The loading half of the pipeline. */
    private static final class Loading implements Runnable {

        private final Loader loader;
        private final BlockingQueue<Batch> free;
        private final BlockingQueue<Batch> full;
        private final Batch end;
        private final Progress progress;
        private volatile @Nullable Throwable failure;

        Loading(
                Loader loader,
                BlockingQueue<Batch> free,
                BlockingQueue<Batch> full,
                Batch end,
                Progress progress) {
            this.loader = loader;
            this.free = free;
            this.full = full;
            this.end = end;
            this.progress = progress;
        }

        @Override
        public void run() {
            try {
                Batch batch;
                while ((batch = full.take()) != end) {
                    if (failure == null) {
                        load(batch);
                    }
                    batch.clear();
                    free.put(batch);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private void load(Batch batch) {
            try {
                loader.load(batch, progress);
                progress.add(batch);
                if (progress.isStopAsked()) {
                    failure = new CancellationException();
                }
            } catch (SQLException | RuntimeException | Error failed) {
                failure = failed;
            }
        }

        boolean hasFailed() {
            return failure != null;
        }

        void rethrow() throws SQLException {
            switch (failure) {
                case null -> {}
                case SQLException failed -> throw failed;
                case RuntimeException failed -> throw failed;
                case Throwable other -> throw new IllegalStateException(other);
            }
        }
    }

    /**
     * The zones that both Java and PostgreSQL know, asked for once and only by a file that names
     * zones.
     */
    private static final class KnownZones implements Supplier<Set<String>> {

        private final DataSource database;
        private @Nullable Set<String> zones;

        KnownZones(DataSource database) {
            this.database = database;
        }

        @Override
        public Set<String> get() {
            var known = zones;
            if (known == null) {
                known = new HashSet<>();
                try (var connection = database.getConnection();
                        var query =
                                connection.prepareStatement("select name from pg_timezone_names");
                        var name = query.executeQuery()) {
                    while (name.next()) {
                        known.add(name.getString(1));
                    }
                } catch (SQLException failed) {
                    throw new IllegalStateException(
                            "The time zones of PostgreSQL cannot be read.", failed);
                }
                known.retainAll(ZoneId.getAvailableZoneIds());
                zones = known;
            }
            return known;
        }
    }

    /** Counts the bytes of the file as they are read. */
    private static final class Counted extends FilterInputStream {

        private volatile long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            if (b >= 0) {
                add(1);
            }
            return b;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            if (read > 0) {
                add(read);
            }
            return read;
        }

        private void add(int more) {
            count = count + more;
        }
    }
}
