package org.marronnier.scheduler.imports;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import org.marronnier.store.imports.Importing;
import org.marronnier.store.imports.Imports;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process that imports one file of contacts until it is killed. */
final class DyingImporter {

    private DyingImporter() {}

    public static void main(String[] arguments) throws InterruptedException {
        var config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setUsername(arguments[1]);
        config.setPassword(arguments[2]);
        config.setMaximumPoolSize(6);
        var database = new HikariDataSource(config);
        var queue =
                new ImportQueue(
                        new Imports(JdbcClient.create(database)),
                        new Importing(database),
                        Clock.systemUTC());
        queue.add(ImportQueueTest.contacts(), Path.of(arguments[3]), Importing.Format.CSV);
        Thread.currentThread().join();
    }
}
