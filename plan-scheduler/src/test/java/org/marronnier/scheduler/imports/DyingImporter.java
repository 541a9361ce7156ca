package org.marronnier.scheduler.imports;

import java.nio.file.Path;
import java.time.Clock;
import org.marronnier.scheduler.OtherProcess;
import org.marronnier.store.imports.Importing;
import org.marronnier.store.imports.Imports;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process that imports one file of contacts until it is killed. */
final class DyingImporter {

    private DyingImporter() {}

    public static void main(String[] arguments) throws InterruptedException {
        var database = OtherProcess.database(arguments, 6);
        var queue =
                new ImportQueue(
                        new Imports(JdbcClient.create(database)),
                        new Importing(database),
                        Clock.systemUTC());
        queue.add(
                ImportQueueTest.contacts(),
                Path.of(OtherProcess.argument(arguments, 0)),
                Importing.Format.CSV);
        Thread.currentThread().join();
    }
}
