package org.marronnier.store.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.marronnier.store.database.TestDatabase;

/** Files as they arrive, into an empty database. */
abstract class ImportTest {

    static final Instant NOW = Instant.parse("2027-01-31T10:00:00Z");

    final TestDatabase database;
    final Imports imports;
    long id;
    private final Importing importing;
    private @TempDir Path folder;

    ImportTest(TestDatabase database) {
        this.database = database;
        this.imports = new Imports(database.jdbc());
        this.importing = new Importing(database.dataSource());
    }

    @BeforeEach
    void empties() {
        database.jdbc()
                .sql(
                        "truncate contact, contact_preference, consent, event, waiting_event, import, import_refusal, contact_merge, contact_merge_row")
                .update();
    }

    final Importing.Outcome send(ImportKind kind, String text) {
        return send(kind, text.getBytes(UTF_8), Importing.Format.ANY);
    }

    final Importing.Outcome send(ImportKind kind, byte[] bytes, Importing.Format format) {
        id = arrive(kind, 1);
        return run(kind, bytes, format);
    }

    final long arrive(ImportKind kind, int owner) {
        return imports.add(new Imports.Arrival(kind, "file", null, null, null, 1), owner, NOW)
                .orElseThrow();
    }

    final Importing.Outcome run(ImportKind kind, byte[] bytes, Importing.Format format) {
        try {
            var file = Files.write(folder.resolve("import-" + id), bytes);
            return importing.run(new Importing.Task(id, kind, file, format, "FR"), () -> false);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    final List<String> refusals() {
        return imports.refusals(id, 100).stream()
                .map(r -> r.line() + " " + r.field() + " " + r.value() + " " + r.reason())
                .toList();
    }

    final Map<String, Object> contact(String externalId) {
        return database.jdbc()
                .sql(
                        """
                        select email, email_key, phone, first_name, last_name, birth_date::text, postcode, zone, known_zone,
                            household, attributes::text
                        from contact where external_id = :id
                        """)
                .param("id", externalId)
                .query()
                .singleRow();
    }

    final List<String> externalIds() {
        return database.jdbc()
                .sql("select external_id from contact order by 1")
                .query(String.class)
                .list();
    }

    final List<String> events() {
        return database.jdbc()
                .sql(
                        """
                        select e.id || ' ' || c.external_id || ' ' || e.properties
                        from event e join contact c on c.id = e.contact_id order by 1
                        """)
                .query(String.class)
                .list();
    }

    final long count(String table) {
        return database.jdbc().sql("select count(*) from " + table).query(Long.class).single();
    }

    final List<String> everything() {
        return database.jdbc()
                .sql(
                        """
                        select c::text from contact c union all select c::text from consent c
                        union all select e::text from event e order by 1
                        """)
                .query(String.class)
                .list();
    }

    static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
