package org.marronnier.scheduler.packed;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.marronnier.store.database.PostgresServer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A server of a benchmark's own, with the product's settings but that it does not wait for the
 * disk, and a database of the product in it. {@code -Ddata} keeps it in a folder.
 */
final class MeasuredDatabase implements AutoCloseable {

    private final PostgresServer server;
    private final HikariDataSource pool = new HikariDataSource();
    private final JdbcClient jdbc;

    /**
     * @param folder where it stands unless it is kept
     */
    MeasuredDatabase(Path folder) {
        var settings = new TreeMap<>(PostgresServer.SETTINGS);
        settings.putAll(
                Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off"));
        var kept = System.getProperty("data");
        server =
                PostgresServer.start(
                        kept == null ? folder.resolve("data") : Path.of(kept), settings);
        try (var first = new HikariDataSource()) {
            first.setJdbcUrl(server.url("postgres"));
            first.setUsername(server.user());
            first.setPassword(server.password());
            var admin = JdbcClient.create(first);
            if (admin.sql("select from pg_database where datname = 'crowd'")
                    .query()
                    .listOfRows()
                    .isEmpty()) {
                admin.sql("create database crowd").update();
            }
        }
        pool.setJdbcUrl(server.url("crowd"));
        pool.setUsername(server.user());
        pool.setPassword(server.password());
        pool.setMaxLifetime(0);
        pool.setIdleTimeout(0);
        jdbc = JdbcClient.create(pool);
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration")
                .outOfOrder(true)
                .load()
                .migrate();
    }

    HikariDataSource pool() {
        return pool;
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    /** Takes away what runs and passes left. */
    void clear() {
        jdbc.sql("truncate decision, outbox, run_tally, pass cascade").update();
        if (jdbc.sql("delete from message where run_id is not null").update() > 0) {
            jdbc.sql("vacuum message").update();
        }
    }

    void checkpoint() {
        jdbc.sql("checkpoint").update();
    }

    /** What the connections of the server and this process needed so far. */
    double processorSeconds() {
        var connections =
                jdbc
                        .sql("select pid from pg_stat_activity where datname = current_database()")
                        .query(Long.class)
                        .list()
                        .stream()
                        .flatMap(pid -> ProcessHandle.of(pid).stream());
        return Stream.concat(connections, Stream.of(ProcessHandle.current()))
                        .flatMap(process -> process.info().totalCpuDuration().stream())
                        .mapToLong(Duration::toMillis)
                        .sum()
                / 1000.0;
    }

    @Override
    public void close() {
        pool.close();
        server.close();
    }

    static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    static void say(String line, Object... values) {
        System.out.printf(Locale.ROOT, line + "%n", values);
    }
}
