package org.marronnier.scheduler.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.marronnier.scheduler.OtherProcess;
import org.marronnier.store.database.TestDatabase;
import org.marronnier.store.imports.Import;
import org.marronnier.store.imports.ImportFailure;
import org.marronnier.store.imports.ImportState;
import org.marronnier.store.imports.Importing;
import org.marronnier.store.imports.Imports;

/** What is left of imports whose process is killed, or told to stop. */
class ImportQueueTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private static final int CONTACTS = 700_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Imports imports = new Imports(DATABASE.jdbc());
    private final Importing importing = new Importing(DATABASE.dataSource());
    private @TempDir Path folder;

    @BeforeEach
    void empties() {
        DATABASE.jdbc()
                .sql("truncate contact, contact_preference, import, import_refusal")
                .update();
    }

    @Test
    void marksAnImportWhoseProcessWasKilledAndTakesTheFileAgain() throws Exception {
        var file = file("killed.csv").toString();
        try (var process = OtherProcess.start(DyingImporter.class, DATABASE, file)) {
            process.await(() -> imports.latest(1).stream().anyMatch(i -> i.read() > 0), PATIENCE);
        }
        var killed = only();
        assertThat(killed.state()).as("killed in the middle").isEqualTo(ImportState.RUNNING);

        var next = queue();
        try {
            await(
                    () -> {
                        next.afterPropertiesSet();
                        return only().isOver();
                    });
            assertThat(only().failure()).isEqualTo(ImportFailure.INTERRUPTED);
            assertThat(count()).isEqualTo(only().accepted()).isBetween(1L, CONTACTS - 1L);

            long again = next.add(DyingImporter.CONTACTS, file("again.csv"), Importing.Format.CSV);
            await(() -> found(again).isOver());

            assertThat(found(again).state()).isEqualTo(ImportState.DONE);
            assertThat(found(again).accepted()).isEqualTo(CONTACTS);
            assertThat(count()).isEqualTo(CONTACTS);
            assertThat(
                            DATABASE.jdbc()
                                    .sql(
                                            "select count(*) from contact where last_name <> 'Name of ' || external_id")
                                    .query(Long.class)
                                    .single())
                    .isZero();
        } finally {
            next.destroy();
        }
    }

    @Test
    void interruptsTheImportThatRunsAndThoseThatWaitWhenTheProcessStops() throws Exception {
        var files = List.of(file("first.csv"), file("second.csv"), file("third.csv"));
        var queue = queue();
        var ids =
                files.stream()
                        .map(file -> queue.add(DyingImporter.CONTACTS, file, Importing.Format.CSV))
                        .toList();
        await(() -> found(ids.getFirst()).read() > 0);

        queue.destroy();

        assertThat(ids)
                .allSatisfy(
                        id -> assertThat(found(id).failure()).isEqualTo(ImportFailure.INTERRUPTED));
        assertThat(count())
                .isEqualTo(found(ids.getFirst()).accepted())
                .isBetween(1L, CONTACTS - 1L);
        assertThat(ids.subList(1, 3)).allSatisfy(id -> assertThat(found(id).read()).isZero());
        assertThat(files).noneMatch(Files::exists);
    }

    @Test
    void stopsAtOnceWhileAnotherProcessHasItsTurn() throws Exception {
        var file = file("waits.csv");
        try (var other = importing.turn(77)) {
            assertThat(other.await()).isTrue();
            var queue = queue();
            long id = queue.add(DyingImporter.CONTACTS, file, Importing.Format.CSV);

            queue.destroy();

            assertThat(found(id).failure()).isEqualTo(ImportFailure.INTERRUPTED);
        }
        assertThat(file).doesNotExist();
        assertThat(count()).isZero();
    }

    private ImportQueue queue() {
        return new ImportQueue(imports, importing, Clock.systemUTC());
    }

    private Path file(String name) throws IOException {
        var file = folder.resolve(name);
        try (var out = Files.newBufferedWriter(file)) {
            out.write("externalId,lastName\n");
            for (int i = 0; i < CONTACTS; i++) {
                out.write("C" + i + ",Name of C" + i + "\n");
            }
        }
        return file;
    }

    private Import only() {
        var all = imports.latest(2);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private Import found(long id) {
        return imports.find(id).orElseThrow();
    }

    private static long count() {
        return DATABASE.jdbc().sql("select count(*) from contact").query(Long.class).single();
    }

    private static void await(BooleanSupplier come) throws InterruptedException {
        OtherProcess.await(come, PATIENCE, 10);
    }
}
