package org.marronnier.store.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.marronnier.store.database.TestDatabase;

/** Files as tests send them to be imported, and what became of them. */
final class SentFiles {

    static final Instant NOW = Instant.parse("2027-01-31T10:00:00Z");

    final Imports imports;
    private final TestDatabase database;
    private final Importing importing;
    private @Nullable Path folder;
    private long last;

    SentFiles(TestDatabase database) {
        this.database = database;
        this.imports = new Imports(database.jdbc());
        this.importing = new Importing(database.dataSource());
    }

    /**
     * Empties what was imported.
     *
     * @param folder for the files to come
     */
    void begin(Path folder) {
        this.folder = folder;
        database.jdbc()
                .sql(
                        "truncate contact, contact_preference, consent, event, waiting_event, import, import_refusal, contact_merge, contact_merge_row")
                .update();
    }

    Importing.Outcome send(ImportKind kind, String text) {
        return send(kind, text.getBytes(UTF_8), Importing.Format.ANY);
    }

    Importing.Outcome send(ImportKind kind, byte[] bytes, Importing.Format format) {
        return run(arrive(kind, 1), kind, bytes, format);
    }

    /** The id of an import that waits for a process to run it. */
    long arrive(ImportKind kind, int owner) {
        last =
                imports.add(new Imports.Arrival(kind, "file", null, null, null, 1), owner, NOW)
                        .orElseThrow();
        return last;
    }

    Importing.Outcome run(long id, ImportKind kind, byte[] bytes, Importing.Format format) {
        try {
            var file = Files.write(folder().resolve("import-" + id), bytes);
            return importing.run(new Importing.Task(id, kind, file, format, "FR"), () -> false);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Line, field, value and reason of what was refused of the file that arrived last. */
    List<String> refusals() {
        return imports.refusals(last, 100).stream()
                .map(r -> r.line() + " " + r.field() + " " + r.value() + " " + r.reason())
                .toList();
    }

    Map<String, Object> contact(String externalId) {
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

    List<String> externalIds() {
        return database.jdbc()
                .sql("select external_id from contact order by 1")
                .query(String.class)
                .list();
    }

    private Path folder() {
        return Objects.requireNonNull(folder);
    }
}
