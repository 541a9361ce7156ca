package org.marronnier.scheduler.imports;

import java.nio.file.Path;
import java.time.Clock;
import org.marronnier.scheduler.OtherProcess;
import org.marronnier.store.imports.ImportKind;
import org.marronnier.store.imports.Importing;
import org.marronnier.store.imports.Imports;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process that imports one file of contacts until it is killed. */
final class DyingImporter {

    /** Here and not in the test, whose class would start a server of its own in this process. */
    static final Imports.Arrival CONTACTS =
            new Imports.Arrival(ImportKind.CONTACTS, "contacts.csv", null, null, null, 1);

    private DyingImporter() {}

    public static void main(String[] arguments) throws InterruptedException {
        var database = OtherProcess.database(arguments, 6);
        var queue =
                new ImportQueue(
                        new Imports(JdbcClient.create(database)),
                        new Importing(database),
                        Clock.systemUTC());
        queue.add(CONTACTS, Path.of(OtherProcess.argument(arguments, 0)), Importing.Format.CSV);
        Thread.currentThread().join();
    }
}
