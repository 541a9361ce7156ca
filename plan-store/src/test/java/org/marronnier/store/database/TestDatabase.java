package org.marronnier.store.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A database of one test class or one test, with every migration applied. Declared as
 * {@code @RegisterExtension static final}, it is dropped after the class. One that is closed by
 * whoever made it is emptied for the next.
 *
 * <p>It is a copy of a template, which is migrated once a server; there is one server a thread, so
 * that tests at the same time never wait for each other's transactions.
 */
public final class TestDatabase implements AfterAllCallback, AutoCloseable {

    private static final ThreadLocal<Templates> OF_THREAD = ThreadLocal.withInitial(Templates::new);

    private final Templates templates;
    private final String name;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private final HikariDataSource dataSource;

    private TestDatabase(Templates templates) {
        this.templates = templates;
        this.name = templates.take();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url());
        config.setUsername(user());
        config.setPassword(password());
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(0);
        config.setPoolName(name);
        this.dataSource = new HikariDataSource(config);
    }

    /** A database with every migration applied and no row. */
    public static TestDatabase migrated() {
        return new TestDatabase(OF_THREAD.get());
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }

    public String url() {
        return templates.server().url(name);
    }

    public String user() {
        return templates.server().user();
    }

    public String password() {
        return templates.server().password();
    }

    /**
     * Names this database as a Spring application's own: {@code database.register(registry::add)}.
     */
    public void register(BiConsumer<String, java.util.function.Supplier<Object>> registry) {
        registry.accept("spring.datasource.url", this::url);
        registry.accept("spring.datasource.username", this::user);
        registry.accept("spring.datasource.password", this::password);
    }

    /** Dropped, since an application that is kept for other classes may come back to it. */
    @Override
    public void afterAll(ExtensionContext context) {
        if (isClosed.compareAndSet(false, true)) {
            dataSource.close();
            templates.drop(name);
        }
    }

    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            dataSource.close();
            templates.giveBack(name);
        }
    }
}
