package org.marronnier.store.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.marronnier.store.database.TestDatabase;
import org.postgresql.PGConnection;

/**
 * How fast a million contacts, two million consents and three million events go in, beside a bare
 * COPY of the same files, in one run, by turns. {@code -Dscale=0.1} takes a tenth, {@code
 * -Drounds=3} repeats.
 *
 * <p>The bare COPY reads the bytes of the file into a plain table of its columns, which are text
 * but for dates, instants and amounts, with the key that the product's table has and no other
 * index; and into the same table without any index. It checks nothing, normalises nothing and
 * resolves no contact.
 */
class ImportBenchmark {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private static final List<String> FIRST_NAMES =
            List.of("Marie", "Jean", "Camille", "Zoé", "Élodie", "Paul", "Luc", "Nina");
    private static final int CONTACTS =
            (int) (1_000_000 * Double.parseDouble(System.getProperty("scale", "1")));
    private static final int ROUNDS = Integer.getInteger("rounds", 1);

    private @TempDir Path folder;

    /** One file, and the plain table that a bare COPY fills with it. */
    private record Load(ImportKind kind, Path file, int rows, String columns, String key) {}

    @Test
    void comparesImportsWithBareCopies() throws IOException, SQLException {
        var loads = List.of(contacts(), consents(), events());
        var lines = new ArrayList<String>();
        for (int round = 0; round < ROUNDS; round++) {
            truncate("contact, consent, event, waiting_event, import, import_refusal");
            var imported = new Took(0, 0, 0);
            var keyed = imported;
            var bare = imported;
            for (var load : loads) {
                var withKey = copy(load, true);
                var mine = run(load);
                var without = copy(load, false);
                lines.add(line(load.kind().path(), load.rows(), mine, withKey, without));
                imported = imported.plus(mine);
                keyed = keyed.plus(withKey);
                bare = bare.plus(without);
            }
            lines.add(line("all", 6L * CONTACTS, imported, keyed, bare));
        }
        lines.forEach(System.out::println);
        System.out.printf(
                "heap in use %d MB of %d MB%n",
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
    }

    private static String line(String what, long rows, Took mine, Took keyed, Took bare) {
        return String.format(
                Locale.ROOT,
                "%s: import %s = %,d rows/s%n  COPY with key %s, rate of the import %.2f of it%n "
                        + " COPY without index %s, rate of the import %.2f of it",
                what,
                mine,
                (long) (rows / mine.seconds),
                keyed,
                keyed.seconds / mine.seconds,
                bare,
                bare.seconds / mine.seconds);
    }

    /** What a load took. */
    private record Took(double seconds, double server, double client) {

        Took plus(Took other) {
            return new Took(seconds + other.seconds, server + other.server, client + other.client);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%7.2f s (processor: server %.2f s, client %.2f s)",
                    seconds,
                    server,
                    client);
        }
    }

    /** The wall time, and the processor time of the server's connections and of this process. */
    private static Took now() {
        return new Took(System.nanoTime() / 1e9, serverSeconds(), clientSeconds());
    }

    private static Took since(Took start) {
        var now = now();
        return new Took(
                now.seconds - start.seconds, now.server - start.server, now.client - start.client);
    }

    private static double serverSeconds() {
        return DATABASE
                        .jdbc()
                        .sql("select pid from pg_stat_activity where datname = current_database()")
                        .query(Long.class)
                        .list()
                        .stream()
                        .flatMap(pid -> ProcessHandle.of(pid).stream())
                        .flatMap(process -> process.info().totalCpuDuration().stream())
                        .mapToLong(Duration::toMillis)
                        .sum()
                / 1000.0;
    }

    private static double clientSeconds() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(time -> time.toMillis() / 1000.0)
                .orElse(0.0);
    }

    private Took run(Load load) throws IOException, SQLException {
        checkpoint();
        var imports = new Imports(DATABASE.jdbc());
        long id =
                imports.add(
                                new Imports.Arrival(
                                        load.kind(),
                                        null,
                                        null,
                                        null,
                                        null,
                                        Files.size(load.file())),
                                1,
                                Instant.EPOCH)
                        .orElseThrow();
        var start = now();
        var outcome =
                new Importing(DATABASE.dataSource())
                        .run(
                                new Importing.Task(
                                        id, load.kind(), load.file(), Importing.Format.ANY, "FR"),
                                () -> false);
        imports.finish(id, Instant.EPOCH);
        var took = since(start);
        assertThat(outcome).isEqualTo(new Importing.Outcome(null, "", load.rows(), load.rows(), 0));
        assertThat(
                        DATABASE.jdbc()
                                .sql(
                                        "select count(*) from "
                                                + load.kind().path().replaceAll("s$", ""))
                                .query(Long.class)
                                .single())
                .isEqualTo(load.rows());
        return took;
    }

    private Took copy(Load load, boolean key) throws IOException, SQLException {
        execute("drop table if exists plain");
        execute(
                "create table plain ("
                        + load.columns()
                        + (key ? ", primary key (" + load.key() + ")" : "")
                        + ")");
        checkpoint();
        var start = now();
        try (var connection = DATABASE.dataSource().getConnection();
                var in = Files.newInputStream(load.file())) {
            long rows =
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("copy plain from stdin (format csv, header)", in, 1 << 16);
            assertThat(rows).isEqualTo(load.rows());
        }
        var took = since(start);
        execute("drop table plain");
        return took;
    }

    private Load contacts() throws IOException {
        var file = folder.resolve("contacts.csv");
        var random = new SplittableRandom(1);
        try (var out = Files.newBufferedWriter(file, UTF_8)) {
            out.write(
                    "externalId,email,phone,firstName,lastName,birthDate,postcode,city,country,loyalty\n");
            for (int number : shuffled(2)) {
                out.write(
                        String.format(
                                Locale.ROOT,
                                "C%07d,p%d.%d@mail%d.example,+336%08d,%s,Nom%d,%d-%02d-%02d,%05d,Ville"
                                        + " %d,FR,%d\n",
                                number,
                                number,
                                random.nextInt(1000),
                                random.nextInt(50),
                                random.nextInt(100_000_000),
                                FIRST_NAMES.get(random.nextInt(FIRST_NAMES.size())),
                                random.nextInt(50_000),
                                1940 + random.nextInt(65),
                                1 + random.nextInt(12),
                                1 + random.nextInt(28),
                                random.nextInt(95_000),
                                random.nextInt(3000),
                                random.nextInt(4)));
            }
        }
        return new Load(
                ImportKind.CONTACTS,
                file,
                CONTACTS,
                """
                "externalId" text collate "C", email text, phone text, "firstName" text, "lastName" text,
                "birthDate" date, postcode text, city text, country text, loyalty text\
                """,
                "\"externalId\"");
    }

    private Load consents() throws IOException {
        var file = folder.resolve("consents.csv");
        var random = new SplittableRandom(3);
        try (var out = Files.newBufferedWriter(file, UTF_8)) {
            out.write("externalId,channel,purpose,status,basis,source,proof,at\n");
            for (int number : shuffled(4)) {
                for (var purpose : List.of("offers", "newsletter")) {
                    out.write(
                            String.format(
                                    Locale.ROOT,
                                    "C%07d,EMAIL,%s,%s,consent,web,form v3,",
                                    number,
                                    purpose,
                                    random.nextInt(5) > 0 ? "GRANTED" : "DENIED"));
                    writeInstant(out, random);
                }
            }
        }
        return new Load(
                ImportKind.CONSENTS,
                file,
                2 * CONTACTS,
                """
                "externalId" text collate "C", channel text collate "C", purpose text collate "C",
                status text collate "C", basis text, source text, proof text, at timestamptz\
                """,
                "\"externalId\", channel, purpose, at, status");
    }

    private Load events() throws IOException {
        var file = folder.resolve("events.csv");
        var random = new SplittableRandom(5);
        try (var out = Files.newBufferedWriter(file, UTF_8)) {
            out.write("id,externalId,type,amount,product,at\n");
            for (int i = 0; i < 3 * CONTACTS; i++) {
                out.write(
                        String.format(
                                Locale.ROOT,
                                "e%09d,C%07d,%s,%d.%02d,P%d,",
                                i,
                                random.nextInt(CONTACTS),
                                random.nextInt(10) < 7 ? "purchase" : "cart",
                                random.nextInt(200),
                                random.nextInt(100),
                                random.nextInt(500)));
                writeInstant(out, random);
            }
        }
        return new Load(
                ImportKind.EVENTS,
                file,
                3 * CONTACTS,
                """
                id text collate "C", "externalId" text, type text, amount numeric, product text, at timestamptz\
                """,
                "id");
    }

    private static void writeInstant(BufferedWriter out, SplittableRandom random)
            throws IOException {
        out.write(Instant.ofEpochSecond(1_672_531_200L + random.nextInt(90_000_000)).toString());
        out.write('\n');
    }

    private static int[] shuffled(long seed) {
        var random = new SplittableRandom(seed);
        var numbers = new int[CONTACTS];
        for (int i = 0; i < CONTACTS; i++) {
            int j = random.nextInt(i + 1);
            numbers[i] = numbers[j];
            numbers[j] = i;
        }
        return numbers;
    }

    private static void truncate(String tables) {
        execute("truncate " + tables);
    }

    private static void checkpoint() {
        execute("checkpoint");
    }

    private static void execute(String sql) {
        DATABASE.jdbc().sql(sql).update();
    }
}
