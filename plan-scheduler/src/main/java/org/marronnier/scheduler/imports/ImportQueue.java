package org.marronnier.scheduler.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.marronnier.store.imports.Import;
import org.marronnier.store.imports.ImportFailure;
import org.marronnier.store.imports.ImportTurn;
import org.marronnier.store.imports.Importing;
import org.marronnier.store.imports.Imports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * The files that were sent, on the disk until their turn comes. One import runs at a time, in the
 * order of arrival and over all processes, so that consents sent behind their contacts find them.
 */
@Component
public class ImportQueue implements InitializingBean, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ImportQueue.class);
    private static final String DEFAULT_COUNTRY = "FR";
    private static final long SECONDS_TO_STOP = 20;

    private final Imports imports;
    private final Importing importing;
    private final Clock clock;
    private final int owner = new SecureRandom().nextInt();
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("imports").factory());

    private @Nullable ImportTurn turn;
    private int unfinished;
    private volatile boolean closing;

    public ImportQueue(Imports imports, Importing importing, Clock clock) {
        this.imports = imports;
        this.importing = importing;
        this.clock = clock;
    }

    /**
     * Takes a file over and queues it.
     *
     * @return the import; the earlier one where its idempotency key was used before
     */
    public long add(Imports.Arrival arrival, Path file, Importing.Format format) {
        begin();
        Optional<Long> id;
        try {
            id = imports.add(arrival, owner, clock.instant());
        } catch (RuntimeException failed) {
            delete(file);
            end();
            throw failed;
        }
        if (id.isEmpty()) {
            delete(file);
            end();
            return imports.findByIdempotencyKey(
                            arrival.kind(), String.valueOf(arrival.idempotencyKey()))
                    .map(Import::id)
                    .orElseThrow();
        }
        var country =
                arrival.plan() == null
                        ? DEFAULT_COUNTRY
                        : imports.countryOf(arrival.plan()).orElse(DEFAULT_COUNTRY);
        var task = new Importing.Task(id.get(), arrival.kind(), file, format, country);
        try {
            worker.execute(() -> run(task));
        } catch (RejectedExecutionException closed) {
            imports.fail(task.id(), ImportFailure.INTERRUPTED, "", clock.instant());
            delete(file);
            end();
        }
        return id.get();
    }

    @Override
    public void afterPropertiesSet() {
        sweep();
        interruptOrphans();
    }

    /**
     * Ends the import that runs after its current batches, and those that wait at once, as
     * interrupted.
     */
    @Override
    public void destroy() throws InterruptedException {
        closing = true;
        worker.shutdown();
        for (int i = 0; i < SECONDS_TO_STOP * 5; i++) {
            giveUpWaiting();
            if (worker.awaitTermination(200, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        worker.shutdownNow();
    }

    private static void sweep() {
        try {
            var removed = Spool.sweep(Path.of(System.getProperty("java.io.tmpdir")));
            if (removed > 0) {
                LOG.info("Removed {} files that imports of a dead process left.", removed);
            }
        } catch (IOException e) {
            LOG.warn("The folder of files to import cannot be swept: {}", e.getClass().getName());
        }
    }

    private void run(Importing.Task task) {
        try {
            interruptOrphans();
            runInTurn(task);
        } catch (RuntimeException failed) {
            // The message may quote a line of the file.
            LOG.error("Import {} failed: {}", task.id(), failed.getClass().getName());
            imports.fail(
                    task.id(),
                    ImportFailure.DATABASE,
                    failed.getClass().getSimpleName(),
                    clock.instant());
        } finally {
            delete(task.file());
            end();
        }
    }

    private void runInTurn(Importing.Task task) {
        var current = turn();
        if (closing || !current.await()) {
            imports.fail(task.id(), ImportFailure.INTERRUPTED, "", clock.instant());
            return;
        }
        try {
            imports.start(task.id(), clock.instant());
            var outcome = importing.run(task, () -> closing);
            finish(task, outcome);
        } finally {
            current.pass();
        }
    }

    private void finish(Importing.Task task, Importing.Outcome outcome) {
        var failure = outcome.failure();
        if (failure == null) {
            imports.finish(task.id(), clock.instant());
        } else {
            imports.fail(task.id(), failure, outcome.detail(), clock.instant());
        }
        LOG.info(
                "Import {} of {} {}: {} lines read, {} accepted, {} refused",
                task.id(),
                task.kind().path(),
                failure == null ? "done" : failure,
                outcome.read(),
                outcome.accepted(),
                outcome.refused());
    }

    private void interruptOrphans() {
        int orphans = imports.interruptOrphans(owner, clock.instant());
        if (orphans > 0) {
            LOG.warn("{} imports were interrupted when their process stopped", orphans);
        }
    }

    /** Shows that this process lives while it has a file. */
    private synchronized void begin() {
        if (turn == null) {
            turn = importing.turn(owner);
        }
        unfinished++;
    }

    private synchronized void end() {
        unfinished--;
        if (unfinished == 0 && turn != null) {
            turn.close();
            turn = null;
        }
    }

    private synchronized ImportTurn turn() {
        if (turn == null) {
            throw new IllegalStateException("No import is unfinished.");
        }
        return turn;
    }

    private synchronized void giveUpWaiting() {
        if (turn != null) {
            turn.giveUp();
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
