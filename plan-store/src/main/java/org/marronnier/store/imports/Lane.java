package org.marronnier.store.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One of the connections over which an import loads: its batches go in one after another, in the
 * order in which they were filled, by a thread of its own.
 */
final class Lane {

    private static final int BATCHES = 2;
    private static final Batch END = new Batch(0);

    /** Makes the loader of a connection. */
    interface Loading {
        Loader on(Connection connection) throws SQLException;
    }

    private final DataSource database;
    private final Loading loading;
    private final Progress progress;
    private final BlockingQueue<Batch> free = new ArrayBlockingQueue<>(BATCHES);
    private final BlockingQueue<Batch> full = new ArrayBlockingQueue<>(BATCHES + 1);
    private final Thread thread;
    private @Nullable Batch filling;
    private volatile @Nullable Throwable failure;

    Lane(DataSource database, Loading loading, Progress progress, String name) {
        this.database = database;
        this.loading = loading;
        this.progress = progress;
        for (int i = 0; i < BATCHES; i++) {
            free.add(new Batch());
        }
        this.thread = Thread.ofPlatform().name(name).unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    /** The batch that takes rows; waits while all are being loaded. */
    Batch batch() throws InterruptedException {
        var current = filling;
        if (current == null) {
            current = free.take();
            filling = current;
        }
        return current;
    }

    /** Has the batch that takes rows loaded, if there is one. */
    void send(long bytesRead) {
        var current = filling;
        if (current != null) {
            filling = null;
            current.bytesRead = bytesRead;
            full.add(current);
        }
    }

    boolean hasFailed() {
        return failure != null;
    }

    /** Waits until everything that was sent is in, or has failed. */
    void finish() {
        full.add(END);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void rethrow() throws SQLException {
        switch (failure) {
            case null -> {}
            case SQLException failed -> throw failed;
            case RuntimeException failed -> throw failed;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }

    private void work() {
        try {
            load();
        } catch (SQLException | RuntimeException | Error failed) {
            failure = failed;
            drain();
        }
    }

    private void load() throws SQLException {
        try (var connection = database.getConnection()) {
            boolean automatic = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                var loader = loading.on(connection);
                loader.prepare();
                connection.commit();
                load(loader);
            } finally {
                connection.rollback();
                connection.setAutoCommit(automatic);
            }
        }
    }

    private void load(Loader loader) throws SQLException {
        for (var batch = take(); batch != END; batch = take()) {
            loader.load(batch, progress);
            progress.add(batch);
            if (progress.isStopAsked()) {
                throw new CancellationException();
            }
            batch.clear();
            free.add(batch);
        }
    }

    /** Gives back what is still sent, so that the reader never waits for a lane that has failed. */
    private void drain() {
        for (var batch = take(); batch != END; batch = take()) {
            batch.clear();
            free.add(batch);
        }
    }

    private Batch take() {
        try {
            return full.take();
        } catch (InterruptedException nobodyDoes) {
            throw new IllegalStateException(nobodyDoes);
        }
    }
}
