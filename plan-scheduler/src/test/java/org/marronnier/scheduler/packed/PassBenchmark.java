package org.marronnier.scheduler.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.scheduler.packed.MeasuredDatabase.say;
import static org.marronnier.scheduler.packed.MeasuredDatabase.since;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.marronnier.store.audience.PackedAudiences;
import org.marronnier.store.packed.Passes;

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

    private static @TempDir Path folder;
    private static MeasuredDatabase database;
    private static BareCopies bare;

    @BeforeAll
    static void open() {
        database = new MeasuredDatabase(folder);
        bare = new BareCopies(database, folder, BenchmarkPlan.SINCE);
        var start = System.nanoTime();
        new BenchmarkCrowd(database.jdbc(), CONTACTS, CANDIDATES, HISTORY).fill();
        say(
                "%,d contacts, %d candidates and %d messages each, made in %.1f s",
                CONTACTS, CANDIDATES, HISTORY, since(start));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void comparesAPassWithBareCopies() throws IOException, SQLException {
        if (!PARTS.contains("whole")) {
            return;
        }
        database.clear();
        var start = database.processorSeconds();
        var out = bare.out();
        var outProcessor = database.processorSeconds() - start;
        start = database.processorSeconds();
        var whole = pass();
        var wholeProcessor = database.processorSeconds() - start;
        var files = bare.keep();
        database.clear();
        start = database.processorSeconds();
        var in = bare.in(files);
        var inProcessor = database.processorSeconds() - start;
        database.clear();
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

    @Test
    void tellsWhatAPassNeeds() throws SQLException {
        if (!PARTS.contains("pass")) {
            return;
        }
        database.clear();
        var start = database.processorSeconds();
        var out = bare.out();
        var outProcessor = database.processorSeconds() - start;
        start = database.processorSeconds();
        var pass = pass();
        var passProcessor = database.processorSeconds() - start;
        say(
                "pass %.1f s, bare COPY out %.1f s; processor time of server and client: pass %.1f s, bare COPY out %.1f s",
                pass, out, passProcessor, outProcessor);
    }

    @Test
    void comparesTheEngineWithOneStatement() {
        if (!PARTS.contains("sql")) {
            return;
        }
        database.clear();
        var jdbc = database.jdbc();
        jdbc.sql("set work_mem = '512MB'").update();
        var start = System.nanoTime();
        var passed = jdbc.sql(CapsInSql.statement(jdbc, CANDIDATES)).query(Long.class).single();
        say("caps in one statement of SQL: %.1f s, %,d candidates pass", since(start), passed);
    }

    private static double pass() {
        database.checkpoint();
        var before = heapInUse();
        var start = System.nanoTime();
        var jdbc = database.jdbc();
        var passes = new Passes(jdbc, database.pool());
        var audiences = new PackedAudiences(jdbc, database.pool());
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
                before >> 20,
                heapAfterCollection() >> 20,
                heapPeak() >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
        assertThat(jdbc.sql("select count(*) from decision").query(Long.class).single())
                .isEqualTo((long) CONTACTS * CANDIDATES);
        return whole;
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
}
