package org.marronnier.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

    @TempDir static Path made;

    @TempDir Path folder;

    /** Making a cluster takes seconds, so most tests take a copy of one. */
    @BeforeAll
    static void makeOne() {
        PostgresServer.start(made, PostgresServer.SETTINGS).close();
    }

    @Test
    void findsEverythingAgainAfterARestart() throws Exception {
        copyTheMadeOne();
        try (PostgresServer server = start()) {
            execute(server, "create table seed(name text)");
            execute(server, "insert into seed values ('marron')");
        }

        try (PostgresServer server = start()) {
            assertThat(ask(server, "select name from seed")).isEqualTo("marron");
            assertThat(ask(server, "show server_version")).startsWith("18");
            assertThat(ask(server, "show fsync")).isEqualTo("on");
        }
    }

    @Test
    void asksForThePassword() throws Exception {
        copyTheMadeOne();
        try (PostgresServer server = start()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(
                            () ->
                                    DriverManager.getConnection(
                                            server.url(), server.user(), "guess"));
        }
    }

    @Test
    void refusesASecondCopyOnTheSameFolder() throws Exception {
        copyTheMadeOne();
        try (ServerProcess first = ServerProcess.on(folder);
                ServerProcess second = ServerProcess.on(folder)) {
            assertThat(first.said()).last().isEqualTo("up");
            assertThat(second.said())
                    .last()
                    .isEqualTo(
                            "refused: Another copy of Marronnier (process %d) is running on the folder %s. Stop that copy, or name another folder in MARRONNIER_DATA."
                                    .formatted(first.pid(), folder.toRealPath()));

            first.kill();
            start().close();
        }
    }

    @Test
    void refusesASecondCopyInTheSameProcess() throws Exception {
        copyTheMadeOne();
        try (PostgresServer server = start()) {
            assertThatExceptionOfType(DatabaseUnavailable.class).isThrownBy(this::start);
            assertThat(server.url()).isNotEmpty();
        }
    }

    @Test
    void recoversWhatAKilledProcessLeft() throws Exception {
        copyTheMadeOne();
        long orphan;
        try (ServerProcess killed = ServerProcess.on(folder)) {
            assertThat(killed.said()).last().isEqualTo("up");
            orphan = postmaster();
            killed.kill();
        }
        assertThat(ProcessHandle.of(orphan)).isPresent();

        try (PostgresServer server = start()) {
            assertThat(postmaster()).isNotEqualTo(orphan);
            assertThat(gone(orphan)).succeedsWithin(Duration.ofSeconds(20));
            assertThat(ask(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void keepsWhatWasCommittedBeforeAKillOfEverything() throws Exception {
        copyTheMadeOne();
        try (PostgresServer server = start()) {
            execute(server, "create table seed(name text)");
            execute(server, "insert into seed values ('marron')");
            ProcessHandle postmaster = ProcessHandle.of(postmaster()).orElseThrow();
            postmaster.destroyForcibly();
            postmaster.onExit().join();
        }

        try (PostgresServer server = start()) {
            assertThat(ask(server, "select name from seed")).isEqualTo("marron");
        }
    }

    @Test
    void startsOverThePidFileOfAnotherProgram() throws Exception {
        copyTheMadeOne();
        Files.writeString(
                folder.resolve("postgresql/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + folder.resolve("postgresql") + "\n");

        try (PostgresServer server = start()) {
            assertThat(ask(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void startsAnewWhereTheFirstStartWasKilledHalfway() throws Exception {
        Files.createDirectories(folder.resolve("postgresql.new/base"));

        try (PostgresServer server = start()) {
            assertThat(ask(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void refusesTheDatabaseOfAnotherVersion() throws Exception {
        Files.createDirectories(folder.resolve("postgresql/global"));
        Files.createFile(folder.resolve("postgresql/global/pg_control"));
        Files.writeString(folder.resolve("postgresql/PG_VERSION"), "17\n");

        assertThatExceptionOfType(DatabaseUnavailable.class)
                .isThrownBy(this::start)
                .withMessageContaining("holds a PostgreSQL 17 database")
                .satisfies(refusal -> assertThat(refusal.wayOut()).contains("dump"));
    }

    @Test
    void refusesHalfADatabase() throws IOException {
        Files.createDirectories(folder.resolve("postgresql/base"));

        assertThatExceptionOfType(DatabaseUnavailable.class)
                .isThrownBy(this::start)
                .withMessageContaining("is not a whole PostgreSQL database");
    }

    private void copyTheMadeOne() throws IOException {
        try (Stream<Path> all = Files.walk(made)) {
            for (Path path : all.filter(each -> !each.equals(made)).toList()) {
                Files.copy(
                        path,
                        folder.resolve(made.relativize(path)),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private PostgresServer start() {
        return PostgresServer.start(folder, PostgresServer.SETTINGS);
    }

    private long postmaster() throws IOException {
        Path pidFile = folder.resolve("postgresql/postmaster.pid");
        return Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    }

    private static CompletableFuture<?> gone(long pid) {
        return ProcessHandle.of(pid)
                .<CompletableFuture<?>>map(ProcessHandle::onExit)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static Connection connect(PostgresServer server) throws SQLException {
        return DriverManager.getConnection(server.url(), server.user(), server.password());
    }
}
