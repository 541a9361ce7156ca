package org.marronnier.store.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database of one test class, with every migration applied: a copy of a template that is migrated
 * once in a JVM, on one server a JVM. Declared as {@code @RegisterExtension static final}, it is
 * dropped after the class.
 */
public final class TestDatabase implements AfterAllCallback, AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name;
    private final HikariDataSource dataSource;

    private TestDatabase(String name) {
        this.name = name;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(Template.SERVER.url(name));
        config.setUsername(Template.SERVER.user());
        config.setPassword(Template.SERVER.password());
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(0);
        config.setPoolName(name);
        this.dataSource = new HikariDataSource(config);
    }

    /** A new database with every migration applied and no row. */
    public static TestDatabase migrated() {
        String name = "test_" + COUNT.incrementAndGet();
        Template.execute("create database " + name + " template " + Template.NAME);
        return new TestDatabase(name);
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }

    public String url() {
        return Template.SERVER.url(name);
    }

    public String user() {
        return Template.SERVER.user();
    }

    public String password() {
        return Template.SERVER.password();
    }

    /**
     * Names this database as a Spring application's own: {@code database.register(registry::add)}.
     */
    public void register(BiConsumer<String, java.util.function.Supplier<Object>> registry) {
        registry.accept("spring.datasource.url", this::url);
        registry.accept("spring.datasource.username", this::user);
        registry.accept("spring.datasource.password", this::password);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        dataSource.close();
        Template.execute("drop database if exists " + name + " with (force)");
    }

    /** The migrated database that all others are copied from. */
    private static final class Template {

        static final String NAME = "migrated";
        static final TestServer SERVER = TestServer.start();

        static {
            execute("create database " + NAME);
            Flyway.configure()
                    .dataSource(SERVER.url(NAME), SERVER.user(), SERVER.password())
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        }

        static synchronized void execute(String sql) {
            try (Connection connection =
                            DriverManager.getConnection(
                                    SERVER.url("postgres"), SERVER.user(), SERVER.password());
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        }
    }
}
