package org.marronnier.store.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A server with one migrated database, which all others on it are copied from. */
final class Templates {

    private static final String NAME = "migrated";

    private final TestServer server = TestServer.start();
    private final AtomicInteger count = new AtomicInteger();

    /** Emptied ones: to copy the template takes ten times longer. */
    private final Queue<String> spare = new ConcurrentLinkedQueue<>();

    private final String schema;

    Templates() {
        execute("create database " + NAME);
        Flyway.configure()
                .dataSource(server.url(NAME), server.user(), server.password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
        try (SingleConnectionDataSource migrated = connect(NAME)) {
            schema = Emptying.schema(migrated);
        }
    }

    TestServer server() {
        return server;
    }

    /** The name of a migrated database without rows. */
    String take() {
        String emptied = spare.poll();
        if (emptied != null) {
            return emptied;
        }
        String name = "test_" + count.incrementAndGet();
        execute("create database " + name + " template " + NAME);
        return name;
    }

    void giveBack(String name) {
        if (isEmptied(name)) {
            spare.add(name);
        } else {
            drop(name);
        }
    }

    void drop(String name) {
        execute("drop database if exists " + name + " with (force)");
    }

    private boolean isEmptied(String name) {
        try (SingleConnectionDataSource itself = connect(name)) {
            return Emptying.of(itself, schema);
        }
    }

    private SingleConnectionDataSource connect(String name) {
        return new SingleConnectionDataSource(
                server.url(name), server.user(), server.password(), true);
    }

    private void execute(String sql) {
        try (Connection connection =
                        DriverManager.getConnection(
                                server.url("postgres"), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
