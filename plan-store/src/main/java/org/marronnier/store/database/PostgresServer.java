package org.marronnier.store.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own on 127.0.0.1, which lives and stops with this process and keeps
 * its data in a folder. Where the process was killed, the next start stops the server that it left.
 */
public final class PostgresServer implements AutoCloseable {

    /** Settings for data that matter on a machine that has other things to do too. */
    public static final Map<String, String> SETTINGS =
            Map.ofEntries(
                    Map.entry("shared_buffers", "256MB"),
                    Map.entry("effective_cache_size", "1GB"),
                    Map.entry("work_mem", "16MB"),
                    Map.entry("maintenance_work_mem", "256MB"),
                    Map.entry("max_connections", "60"),
                    Map.entry("random_page_cost", "1.1"),
                    Map.entry("jit", "off"),
                    Map.entry("wal_level", "minimal"),
                    Map.entry("max_wal_senders", "0"),
                    Map.entry("max_wal_size", "2GB"),
                    Map.entry("checkpoint_timeout", "15min"),
                    Map.entry("timezone", "UTC"),
                    Map.entry("log_timezone", "UTC"),
                    // The log names no statement and no value, which may be personal data.
                    Map.entry("log_min_error_statement", "panic"),
                    Map.entry("log_error_verbosity", "terse"));

    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    private static final String OWNER = "marronnier";
    private static final int ATTEMPTS = 3;
    private static final long LONGEST_LOG = 10L << 20;

    private final DataFolder folder;
    private final PostgresBinaries binaries;
    private final String password;
    private final int port;

    private PostgresServer(
            DataFolder folder, PostgresBinaries binaries, String password, int port) {
        this.folder = folder;
        this.binaries = binaries;
        this.password = password;
        this.port = port;
    }

    /**
     * Starts a server on the folder, which is made where it is missing.
     *
     * @param settings of postgresql.conf, besides the address, the port and the folder
     * @throws DatabaseUnavailable where it cannot be, with the reason
     */
    public static PostgresServer start(Path data, Map<String, String> settings) {
        long begin = System.nanoTime();
        DataFolder folder = DataFolder.lock(data);
        boolean started = false;
        try {
            PostgresServer server = startIn(folder, settings);
            started = true;
            LOG.info(
                    "embedded PostgreSQL started folder={} port={} ms={}",
                    folder.path(),
                    server.port,
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
            return server;
        } catch (IOException e) {
            throw new DatabaseUnavailable(
                    "The data folder %s cannot be used (%s).".formatted(folder.path(), e),
                    "Make it writable for this user, or name another folder in MARRONNIER_DATA.",
                    e);
        } finally {
            if (!started) {
                folder.close();
            }
        }
    }

    /** The JDBC address of the product's database. */
    public String url() {
        return url(OWNER);
    }

    /** The JDBC address of a database of this server. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    public String user() {
        return OWNER;
    }

    public String password() {
        return password;
    }

    /** Stops the server and gives the folder free. Open connections are cut. */
    @Override
    public void close() {
        try {
            stop(binaries, folder);
            LOG.info("embedded PostgreSQL stopped folder={}", folder.path());
        } catch (IOException e) {
            LOG.warn("embedded PostgreSQL not stopped folder={} error={}", folder.path(), e);
        } finally {
            folder.close();
        }
    }

    private static PostgresServer startIn(DataFolder folder, Map<String, String> settings)
            throws IOException {
        PostgresBinaries binaries = PostgresBinaries.unpacked(folder.path());
        String password = password(folder.passwordFile());
        if (Files.notExists(folder.cluster())) {
            makeCluster(binaries, folder);
        }
        check(folder.cluster());
        stopOrphan(binaries, folder);
        shortenLog(folder.logFile());
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            if (launched(binaries, folder, settings, port)) {
                PostgresServer server = new PostgresServer(folder, binaries, password, port);
                server.makeDatabase();
                return server;
            }
            if (attempt == ATTEMPTS) {
                throw notStarted(folder);
            }
        }
    }

    private static String password(Path file) throws IOException {
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Files.createFile(file);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(file, password + "\n");
        return password;
    }

    /** Makes the cluster beside its place, so that a process killed meanwhile leaves none. */
    private static void makeCluster(PostgresBinaries binaries, DataFolder folder)
            throws IOException {
        Folders.delete(folder.newCluster());
        int status =
                run(
                        binaries,
                        folder,
                        "initdb",
                        "--pgdata=" + folder.newCluster(),
                        "--username=" + OWNER,
                        "--pwfile=" + folder.passwordFile(),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8");
        if (status != 0) {
            throw notStarted(folder);
        }
        Files.move(folder.newCluster(), folder.cluster());
    }

    private static void check(Path cluster) throws IOException {
        Path version = cluster.resolve("PG_VERSION");
        if (Files.notExists(version) || Files.notExists(cluster.resolve("global/pg_control"))) {
            throw new DatabaseUnavailable(
                    "The folder %s is not a whole PostgreSQL database.".formatted(cluster),
                    "Bring it back from a copy, or move it away to begin with an empty database.");
        }
        String major = Files.readString(version).strip();
        if (!major.equals(PostgresBinaries.MAJOR)) {
            throw new DatabaseUnavailable(
                    "The folder %s holds a PostgreSQL %s database, and this Marronnier brings PostgreSQL %s."
                            .formatted(cluster, major, PostgresBinaries.MAJOR),
                    "Start the Marronnier that made it and dump the database, or move the folder away.");
        }
    }

    /**
     * A killed process leaves its server running, and a killed machine leaves the server's pid file
     * with a number that another program may have by now. The folder is locked, so whatever runs on
     * it is nobody's.
     */
    private static void stopOrphan(PostgresBinaries binaries, DataFolder folder)
            throws IOException {
        Path pidFile = folder.cluster().resolve("postmaster.pid");
        if (Files.notExists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> found = ProcessHandle.of(pid(pidFile));
        if (found.isEmpty()) {
            return;
        }
        ProcessHandle process = found.get();
        if (serves(process, folder.cluster())) {
            stop(binaries, folder);
            LOG.info("embedded PostgreSQL of a killed process stopped pid={}", process.pid());
        } else if (process.info().command().isPresent()) {
            Files.deleteIfExists(pidFile);
        } else {
            // A process that tells nothing of itself is mostly one that has just ended.
            process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        }
    }

    private static long pid(Path pidFile) throws IOException {
        List<String> lines = Files.readAllLines(pidFile);
        try {
            return lines.isEmpty() ? 0 : Long.parseLong(lines.getFirst().strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static boolean serves(ProcessHandle process, Path cluster) {
        boolean postgres =
                process.info()
                        .command()
                        .map(command -> String.valueOf(Path.of(command).getFileName()))
                        .filter(name -> name.startsWith("postgres"))
                        .isPresent();
        boolean here =
                process.info()
                        .arguments()
                        .map(arguments -> List.of(arguments).contains(cluster.toString()))
                        .orElse(true);
        return postgres && here;
    }

    private static boolean launched(
            PostgresBinaries binaries, DataFolder folder, Map<String, String> settings, int port)
            throws IOException {
        List<String> options = new ArrayList<>();
        settings.forEach((name, value) -> options.add("-c " + name + "=" + value));
        options.add("-c listen_addresses=127.0.0.1 -c unix_socket_directories= -p " + port);
        return run(
                        binaries,
                        folder,
                        "pg_ctl",
                        "start",
                        "--pgdata=" + folder.cluster(),
                        "--log=" + folder.logFile(),
                        "--wait",
                        "--timeout=300",
                        "--options=" + String.join(" ", options))
                == 0;
    }

    private static void stop(PostgresBinaries binaries, DataFolder folder) throws IOException {
        run(
                binaries,
                folder,
                "pg_ctl",
                "stop",
                "--pgdata=" + folder.cluster(),
                "--mode=fast",
                "--wait",
                "--timeout=120");
    }

    /** Runs a program of PostgreSQL to its end, its words going to the log file. */
    private static int run(
            PostgresBinaries binaries, DataFolder folder, String program, String... arguments)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(binaries.command(program, List.of(arguments)))
                        .directory(folder.path().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(folder.logFile().toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw new IOException("interrupted while waiting for " + program, e);
        }
    }

    private void makeDatabase() {
        try (Connection connection = DriverManager.getConnection(url("postgres"), OWNER, password);
                Statement statement = connection.createStatement()) {
            boolean missing;
            try (var found =
                    statement.executeQuery(
                            "select 1 from pg_database where datname = '" + OWNER + "'")) {
                missing = !found.next();
            }
            if (missing) {
                statement.execute("create database " + OWNER);
            }
        } catch (SQLException e) {
            close();
            throw new DatabaseUnavailable(
                    "The database in %s cannot be opened (%s)."
                            .formatted(folder.path(), e.getMessage()),
                    "Bring the folder back from a copy, or move it away to begin with an empty database.",
                    e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void shortenLog(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LONGEST_LOG) {
            Files.writeString(log, "", StandardOpenOption.TRUNCATE_EXISTING);
        }
    }

    private static DatabaseUnavailable notStarted(DataFolder folder) throws IOException {
        String reason =
                Files.readAllLines(folder.logFile()).reversed().stream()
                        .filter(line -> line.contains("FATAL:") || line.contains("error:"))
                        .findFirst()
                        .map(line -> " (" + line.strip() + ")")
                        .orElse("");
        return new DatabaseUnavailable(
                "The embedded PostgreSQL on %s does not start%s.".formatted(folder.path(), reason),
                "Read %s, or name a running PostgreSQL in SPRING_DATASOURCE_URL."
                        .formatted(folder.logFile()));
    }
}
