package org.marronnier.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.marronnier.store.database.TestDatabase;

/** A process of its own that a test starts on its database, and kills. */
public final class OtherProcess implements AutoCloseable {

    private static final int TOLD = 3;

    private final Process process;
    private final File log;

    private OtherProcess(Process process, File log) {
        this.process = process;
        this.log = log;
    }

    /** Runs the main of a class, which is told the database and then the arguments. */
    public static OtherProcess start(Class<?> main, TestDatabase database, String... arguments) {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xshare:auto",
                                "-Xmx300m",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                main.getName(),
                                database.url(),
                                database.user(),
                                database.password()));
        command.addAll(List.of(arguments));
        var log = new File("target/" + main.getSimpleName() + ".log");
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                            .start();
            return new OtherProcess(process, log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** In such a process: the database that it was told. */
    public static HikariDataSource database(String[] told, int connections) {
        var config = new HikariConfig();
        config.setJdbcUrl(told[0]);
        config.setUsername(told[1]);
        config.setPassword(told[2]);
        config.setMaximumPoolSize(connections);
        return new HikariDataSource(config);
    }

    /** In such a process: one of the arguments behind the database. */
    public static String argument(String[] told, int number) {
        return told[TOLD + number];
    }

    /** Waits until something has come while this process is at work. */
    public void await(BooleanSupplier come, Duration patience) throws InterruptedException {
        await(
                () -> {
                    mustLive();
                    return come.getAsBoolean();
                },
                patience,
                10);
    }

    /** Waits until something has come, whoever is at work. */
    public static void await(BooleanSupplier come, Duration patience, long pause)
            throws InterruptedException {
        var end = System.nanoTime() + patience.toNanos();
        while (!come.getAsBoolean()) {
            assertThat(System.nanoTime()).as("nothing moves").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(pause);
        }
    }

    public void mustLive() {
        assertThat(process.isAlive()).as("see %s", log).isTrue();
    }

    /** As with {@code kill -9}; over when the process is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
