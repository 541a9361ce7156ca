package org.marronnier.store.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.marronnier.store.database.TestDatabase;
import org.marronnier.store.imports.ImportKind;
import org.marronnier.store.imports.Importing;
import org.marronnier.store.imports.Imports;

/** Events and their contact that come in at the same time. */
class ComingContactTest extends EventsTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private @TempDir Path folder;

    ComingContactTest() {
        super(DATABASE);
    }

    @Test
    void joinsAnEventWithTheContactThatComesAtTheSameMoment() throws Exception {
        run(
                "insert into live_scenario (plan, programme, key, state, since) values ('p', 'p', 's', 'LIVE', now())");
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 40; i++) {
                var contact = "N" + i;
                var event = "e" + i;
                var imported = threads.submit(() -> bringIn(contact));
                var taken = threads.submit(() -> take(event(event, contact)));
                imported.get();
                taken.get();
            }
        }

        assertThat(stored()).hasSize(40);
        assertThat(arrivals()).hasSize(40);
        assertThat(rows("select id from waiting_event")).isEmpty();
    }

    @Test
    void hasTheImportWaitForAnEventThatIsAboutToWait() throws Exception {
        var taken = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var intake =
                    threads.submit(
                            () ->
                                    transaction.executeWithoutResult(
                                            _ -> {
                                                take(event("a", "N"));
                                                taken.countDown();
                                                sleep();
                                            }));
            taken.await();
            var imported = threads.submit(() -> bringIn("N"));
            intake.get(10, TimeUnit.SECONDS);
            imported.get(10, TimeUnit.SECONDS);
        }

        assertThat(stored()).containsExactly("a N");
    }

    private Importing.Outcome bringIn(String contact) throws IOException {
        long id =
                new Imports(DATABASE.jdbc())
                        .add(
                                new Imports.Arrival(
                                        ImportKind.CONTACTS, "file", null, null, null, 1),
                                1,
                                NOW)
                        .orElseThrow();
        var file =
                Files.write(
                        folder.resolve("import-" + id), ("externalId\n" + contact).getBytes(UTF_8));
        return new Importing(DATABASE.dataSource())
                .run(
                        new Importing.Task(
                                id, ImportKind.CONTACTS, file, Importing.Format.CSV, "FR"),
                        () -> false);
    }

    private static void sleep() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
