package org.marronnier.store.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** A PostgreSQL of a test JVM: in a container where a Docker engine answers, else our own. */
sealed interface TestServer {

    String url(String database);

    String user();

    String password();

    static TestServer start() {
        return dockerAnswers() ? InContainer.launch() : OnThisMachine.launch();
    }

    /** Asks nobody where no engine can be: a failing question takes seconds and fills the log. */
    private static boolean dockerAnswers() {
        boolean named = System.getenv("DOCKER_HOST") != null;
        boolean socket = Files.exists(Path.of("/var/run/docker.sock"));
        boolean desktop =
                Files.exists(Path.of(System.getProperty("user.home"), ".docker/run/docker.sock"));
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return (named || socket || desktop || windows)
                && DockerClientFactory.instance().isDockerAvailable();
    }

    /** Stopped by Testcontainers when the JVM ends. */
    record InContainer(PostgreSQLContainer container) implements TestServer {

        static InContainer launch() {
            PostgreSQLContainer container =
                    new PostgreSQLContainer(DockerImageName.parse("postgres:18"))
                            .withEnv(
                                    "POSTGRES_INITDB_ARGS",
                                    "--locale=C --locale-provider=builtin --builtin-locale=C.UTF-8")
                            .withCommand(
                                    "postgres",
                                    "-c",
                                    "fsync=off",
                                    "-c",
                                    "synchronous_commit=off",
                                    "-c",
                                    "max_connections=200");
            container.start();
            return new InContainer(container);
        }

        @Override
        public String url(String database) {
            return "jdbc:postgresql://%s:%d/%s"
                    .formatted(
                            container.getHost(),
                            container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                            database);
        }

        @Override
        public String user() {
            return container.getUsername();
        }

        @Override
        public String password() {
            return container.getPassword();
        }
    }

    /** Data that nobody misses: nothing waits for the disk, and the folder goes with the JVM. */
    record OnThisMachine(PostgresServer server) implements TestServer {

        static OnThisMachine launch() {
            Map<String, String> settings = new HashMap<>(PostgresServer.SETTINGS);
            settings.put("fsync", "off");
            settings.put("synchronous_commit", "off");
            settings.put("full_page_writes", "off");
            settings.put("max_connections", "200");
            settings.put("log_min_error_statement", "error");
            Path folder = temporaryFolder();
            PostgresServer server = PostgresServer.start(folder, settings);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, folder)));
            return new OnThisMachine(server);
        }

        @Override
        public String url(String database) {
            return server.url(database);
        }

        @Override
        public String user() {
            return server.user();
        }

        @Override
        public String password() {
            return server.password();
        }

        private static Path temporaryFolder() {
            try {
                return Files.createTempDirectory("marronnier-test-");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void end(PostgresServer server, Path folder) {
            server.close();
            try {
                Folders.delete(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
