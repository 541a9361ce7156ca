package org.marronnier.store.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.marronnier.store.database.TestDatabase;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** What two connections at once must not change, in files of several batches for each. */
class LanesTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private static final int LINES = 5 * Batch.MOST_ROWS / 2;
    private static final int CONTACTS = 40_000;

    private final Imports imports = new Imports(DATABASE.jdbc());
    private final AtomicInteger connections = new AtomicInteger();
    private final SplittableRandom random = new SplittableRandom(7);
    private @TempDir Path folder;

    @BeforeEach
    void empties() {
        DATABASE.jdbc()
                .sql(
                        "truncate contact, contact_preference, consent, event, waiting_event, import, import_refusal")
                .update();
    }

    @Test
    void keepsTheLastLineOfAContact() throws IOException {
        var last = new int[CONTACTS];

        send(
                ImportKind.CONTACTS,
                "externalId,lastName",
                line -> {
                    int contact = random.nextInt(CONTACTS);
                    last[contact] = line;
                    return "C%d,Name of line %d".formatted(contact, line);
                });

        DATABASE.jdbc()
                .sql("select external_id, last_name from contact")
                .query(
                        row -> {
                            int contact = Integer.parseInt(row.getString(1).substring(1));
                            assertThat(row.getString(2)).isEqualTo("Name of line " + last[contact]);
                        });
        assertThat(text("select count(*) from contact"))
                .isEqualTo(String.valueOf(Arrays.stream(last).filter(n -> n > 0).count()));
    }

    @Test
    void keepsTheFirstEventOfAnId() throws IOException {
        contacts();
        var first = new int[LINES / 2];

        send(
                ImportKind.EVENTS,
                "id,externalId,type,at,line",
                line -> {
                    int event = random.nextInt(first.length);
                    first[event] = first[event] == 0 ? line : first[event];
                    return "E%d,C%d,purchase,2027-01-01T10:00:00Z,%d"
                            .formatted(event, random.nextInt(CONTACTS), line);
                });

        DATABASE.jdbc()
                .sql("select id, properties ->> 'line' from event")
                .query(
                        row -> {
                            int event = Integer.parseInt(row.getString(1).substring(1));
                            assertThat(row.getInt(2)).isEqualTo(first[event]);
                        });
        assertThat(text("select count(*) from event"))
                .isEqualTo(String.valueOf(Arrays.stream(first).filter(n -> n > 0).count()));
    }

    @Test
    void keepsTheConsentsOfAContactInTheOrderOfTheFile() throws IOException {
        contacts();

        send(
                ImportKind.CONSENTS,
                "externalId,channel,purpose,status,at,proof",
                line ->
                        "C%d,EMAIL,purpose %d,%s,2027-01-01T10:00:00Z,%d"
                                .formatted(
                                        random.nextInt(CONTACTS / 10),
                                        random.nextInt(1000),
                                        random.nextBoolean() ? "GRANTED" : "DENIED",
                                        line));

        assertThat(
                        text(
                                """
                                select count(*) filter (where proof::int < before) || ' of ' || (count(*) > 200000)
                                from (select proof, lag(proof::int) over (partition by contact_id order by id) as before
                                    from consent) c
                                """))
                .isEqualTo("0 of true");
    }

    private void contacts() {
        DATABASE.jdbc()
                .sql(
                        "insert into contact (external_id) select 'C' || i from generate_series(0, :most) i")
                .param("most", CONTACTS - 1)
                .update();
    }

    private void send(ImportKind kind, String header, IntFunction<String> line) throws IOException {
        var file = folder.resolve(kind.path());
        try (var out = Files.newBufferedWriter(file)) {
            out.write(header + "\n");
            for (int i = 1; i <= LINES; i++) {
                out.write(line.apply(i) + "\n");
            }
        }
        long id =
                imports.add(
                                new Imports.Arrival(kind, null, null, null, null, Files.size(file)),
                                1,
                                Instant.EPOCH)
                        .orElseThrow();

        var outcome =
                new Importing(counted())
                        .run(
                                new Importing.Task(id, kind, file, Importing.Format.ANY, "FR"),
                                () -> false);

        assertThat(outcome).isEqualTo(new Importing.Outcome(null, "", LINES, LINES, 0));
        // One for a moment, to learn who was merged, then one a lane.
        assertThat(connections).hasValue(3);
        var noted = imports.find(id).orElseThrow();
        assertThat(noted.read()).isEqualTo(LINES);
        assertThat(noted.accepted()).isEqualTo(LINES);
        assertThat(noted.bytesRead()).isEqualTo(Files.size(file));
    }

    private DelegatingDataSource counted() {
        return new DelegatingDataSource(DATABASE.dataSource()) {
            @Override
            public Connection getConnection() throws SQLException {
                connections.incrementAndGet();
                return super.getConnection();
            }
        };
    }

    private static String text(String sql) {
        return DATABASE.jdbc().sql(sql).query(String.class).single();
    }
}
