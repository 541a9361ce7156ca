package org.marronnier.scheduler.packed;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.marronnier.store.audience.PackedAudiences;
import org.marronnier.store.database.PostgresServer;
import org.marronnier.store.packed.Passes;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A pass over a million contacts with twenty candidates each, from the database to decisions,
 * messages and the outbox in it, beside a bare COPY of the same input to nowhere and of the same
 * output into the same tables, in one run; and the same caps in one statement of SQL. {@code
 * -Dcontacts}, {@code -Dcandidates} and {@code -Dhistory} (messages a contact) change its size,
 * {@code -Dworkers} how many segments are decided at a time, {@code -Dparts} what is measured
 * (whole, sql, or pass for a pass alone), {@code -Ddata} keeps the database in a folder.
 */
class PassBenchmark {

    private static final int CONTACTS = Integer.getInteger("contacts", 1_000_000);
    private static final int CANDIDATES = Integer.getInteger("candidates", 20);
    private static final int HISTORY = Integer.getInteger("history", 10);
    private static final int WORKERS = Integer.getInteger("workers", 2);
    private static final int SEGMENT = Integer.getInteger("segment", 16_384);
    private static final String PARTS = System.getProperty("parts", "whole,sql");

    private static final List<String> INPUT =
            List.of(
                    """
                    select id, household, known_zone, email_key is not null and email_bounced_at is null,
                           phone is not null and phone_bounced_at is null,
                           street is not null and postcode is not null and city is not null,
                           erased_at is not null or suppressed_at is not null or complained_at is not null, paused_until
                    from contact
                    """,
                    "select contact_id, channel, purpose, status, source, at from consent",
                    """
                    select contact_id, at, channel, type, programme, purpose, tags, offer
                    from message
                    where run_id is null and at > timestamptz '%s'
                    """
                            .formatted(BenchmarkPlan.SINCE),
                    "select contact_id, max, channel, span from contact_preference",
                    "select run_id, contacts from audience_chunk");

    private static final List<String> OUTPUT =
            List.of(
                    "decision (run_id, contact_id, at, outcome, line, channel, until, reasons)",
                    "message (id, contact_id, run_id, plan, source, occurrence, channel, type, purpose, programme, tags, offer,"
                            + " template, at)",
                    "outbox (message_id, run_id, due, expires_at)");

    private static @TempDir Path folder;
    private static PostgresServer server;
    private static HikariDataSource database;
    private static JdbcClient jdbc;

    @BeforeAll
    static void open() {
        var settings = new TreeMap<>(PostgresServer.SETTINGS);
        settings.putAll(
                Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off"));
        var kept = System.getProperty("data");
        server =
                PostgresServer.start(
                        kept == null ? folder.resolve("data") : Path.of(kept), settings);
        var url = server.url("postgres");
        try (var first = new HikariDataSource()) {
            first.setJdbcUrl(url);
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
        database = new HikariDataSource();
        database.setJdbcUrl(server.url("crowd"));
        database.setUsername(server.user());
        database.setPassword(server.password());
        database.setMaxLifetime(0);
        database.setIdleTimeout(0);
        jdbc = JdbcClient.create(database);
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .outOfOrder(true)
                .load()
                .migrate();
        var start = System.nanoTime();
        new BenchmarkCrowd(jdbc, CONTACTS, CANDIDATES, HISTORY).fill();
        say(
                "%,d contacts, %d candidates and %d messages each, made in %.1f s",
                CONTACTS, CANDIDATES, HISTORY, since(start));
    }

    @AfterAll
    static void close() {
        database.close();
        server.close();
    }

    @Test
    void comparesAPassWithBareCopies() throws IOException, SQLException {
        if (!PARTS.contains("whole")) {
            return;
        }
        clear();
        var start = processorSeconds();
        var out = copyOut();
        var outProcessor = processorSeconds() - start;
        start = processorSeconds();
        var whole = pass();
        var wholeProcessor = processorSeconds() - start;
        var files = keepOutput();
        clear();
        start = processorSeconds();
        var in = copyIn(files);
        var inProcessor = processorSeconds() - start;
        clear();
        say(
                "whole %.1f s, bare COPY out %.1f s and in %.1f s: %.2f times the bare COPY; %,d candidates a minute",
                whole, out, in, whole / (out + in), (long) (60.0 * CONTACTS * CANDIDATES / whole));
        say(
                "processor time of server and client: whole %.1f s, bare COPY out %.1f s and in %.1f s: %.2f times the bare COPY",
                wholeProcessor,
                outProcessor,
                inProcessor,
                wholeProcessor / (outProcessor + inProcessor));
    }

    /** What the connections of the server and this process needed so far. */
    private static double processorSeconds() {
        var server =
                jdbc
                        .sql("select pid from pg_stat_activity where datname = current_database()")
                        .query(Long.class)
                        .list()
                        .stream()
                        .flatMap(pid -> ProcessHandle.of(pid).stream());
        return Stream.concat(server, Stream.of(ProcessHandle.current()))
                        .flatMap(process -> process.info().totalCpuDuration().stream())
                        .mapToLong(Duration::toMillis)
                        .sum()
                / 1000.0;
    }

    @Test
    void tellsWhatAPassNeeds() throws SQLException {
        if (!PARTS.contains("pass")) {
            return;
        }
        clear();
        var start = processorSeconds();
        var out = copyOut();
        var outProcessor = processorSeconds() - start;
        start = processorSeconds();
        var pass = pass();
        var passProcessor = processorSeconds() - start;
        say(
                "pass %.1f s, bare COPY out %.1f s; processor time of server and client: pass %.1f s, bare COPY out %.1f s",
                pass, out, passProcessor, outProcessor);
    }

    @Test
    void comparesTheEngineWithOneStatement() {
        if (!PARTS.contains("sql")) {
            return;
        }
        clear();
        jdbc.sql("set work_mem = '512MB'").update();
        var start = System.nanoTime();
        var passed = jdbc.sql(CapsInSql.statement(jdbc, CANDIDATES)).query(Long.class).single();
        say("caps in one statement of SQL: %.1f s, %,d candidates pass", since(start), passed);
    }

    private static double pass() {
        checkpoint();
        var bare = heapInUse();
        var start = System.nanoTime();
        var passes = new Passes(jdbc, database);
        var audiences = new PackedAudiences(jdbc, database);
        var brief = BenchmarkPlan.brief(jdbc, CANDIDATES, audiences::gathered);
        var pass = passes.open("crowd", BenchmarkPlan.NOW, SEGMENT);
        var opened = since(start);
        var report = new DecidingPass(passes).decide(pass, brief, WORKERS);
        var whole = since(start);
        var lines =
                jdbc.sql(
                                "select line, sum(n)::bigint as n from run_tally group by line order by line")
                        .query((row, _) -> row.getString(1) + " " + row.getLong(2))
                        .list();
        say("pass of %.1f s, of which %.1f s for audiences and segments; %s", whole, opened, lines);
        say(
                "judgement alone, all workers, under that load: %.2f s, %.0f ns a candidate",
                report.judging() / 1e9, report.judging() / (double) CONTACTS / CANDIDATES);
        var audienceBytes = brief.runs().stream().mapToLong(run -> run.audience().bytes()).sum();
        say(
                "in memory: columns of the segments at hand %,d bytes = %.0f a contact of theirs; audiences %.1f a contact of all;"
                        + " heap in use before %d MB, at most after a collection %d MB, at most %d MB of %d MB",
                report.bytes(),
                report.bytes() / (double) Math.min(CONTACTS, WORKERS * SEGMENT),
                audienceBytes / (double) CONTACTS,
                bare >> 20,
                heapAfterCollection() >> 20,
                heapPeak() >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
        assertThat(jdbc.sql("select count(*) from decision").query(Long.class).single())
                .isEqualTo((long) CONTACTS * CANDIDATES);
        return whole;
    }

    private static double copyOut() throws SQLException {
        var start = System.nanoTime();
        try (var connection = database.getConnection()) {
            for (var query : INPUT) {
                var began = System.nanoTime();
                var rows = 0L;
                var out =
                        connection
                                .unwrap(PGConnection.class)
                                .getCopyAPI()
                                .copyOut("copy (" + query + ") to stdout (format binary)");
                while (out.readFromCopy() != null) {
                    rows++;
                }
                say(
                        "  out %,d rows in %.1f s: %s",
                        rows, since(began), query.strip().lines().findFirst().orElse(""));
            }
        }
        return since(start);
    }

    private static List<Path> keepOutput() throws IOException, SQLException {
        var files = new ArrayList<Path>();
        try (var connection = database.getConnection()) {
            for (var table : OUTPUT) {
                var file = folder.resolve(table.substring(0, table.indexOf(' ')));
                try (var to = Files.newOutputStream(file)) {
                    var columns = table.substring(table.indexOf('(') + 1, table.indexOf(')'));
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyOut(
                                    "copy (select "
                                            + columns
                                            + " from "
                                            + table.substring(0, table.indexOf(' '))
                                            + (table.startsWith("decision")
                                                    ? ""
                                                    : " where run_id is not null")
                                            + ") to stdout (format binary)",
                                    to);
                }
                files.add(file);
            }
        }
        return files;
    }

    private static double copyIn(List<Path> files) throws IOException, SQLException {
        checkpoint();
        var start = System.nanoTime();
        try (var connection = database.getConnection()) {
            for (var i = 0; i < files.size(); i++) {
                var began = System.nanoTime();
                try (var in = Files.newInputStream(files.get(i))) {
                    var rows =
                            connection
                                    .unwrap(PGConnection.class)
                                    .getCopyAPI()
                                    .copyIn(
                                            "copy " + OUTPUT.get(i) + " from stdin (format binary)",
                                            in,
                                            1 << 17);
                    say(
                            "  in %,d rows, %,d MB in %.1f s: %s",
                            rows, Files.size(files.get(i)) >> 20, since(began), OUTPUT.get(i));
                }
            }
        }
        return since(start);
    }

    /** Takes away what passes left. */
    private static void clear() {
        jdbc.sql("truncate decision, outbox, run_tally, pass cascade").update();
        if (jdbc.sql("delete from message where run_id is not null").update() > 0) {
            jdbc.sql("vacuum message").update();
        }
    }

    private static void checkpoint() {
        jdbc.sql("checkpoint").update();
    }

    private static long heapInUse() {
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(pool -> pool.resetPeakUsage());
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long heapPeak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void say(String line, Object... values) {
        System.out.printf(Locale.ROOT, line + "%n", values);
    }
}
