package org.marronnier.store.imports;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.store.imports.ImportKind.CONSENTS;
import static org.marronnier.store.imports.ImportKind.CONTACTS;
import static org.marronnier.store.imports.ImportKind.EVENTS;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.marronnier.store.database.TestDatabase;

class ImportingTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private final SentFiles files = new SentFiles(DATABASE);

    @BeforeEach
    void empties(@TempDir Path folder) {
        files.begin(folder);
    }

    @Test
    void readsEveryFieldOfAContact() {
        var outcome =
                files.send(
                        CONTACTS,
                        """
                        externalId,email,phone,firstName,lastName,birthDate,street,postcode,city,country,language,zone,household,size,vip,code
                        C1,Zoé.L@Club.Example,06 12 34 56 78,Zoé,"Lefèvre, née ""X\""",1980-02-29,1 rue d'Or,06000,Nice,FR,fr,Europe/Paris,H1,42,true,007
                        C2,,,,,,,,,,,Mars/Olympus,,,,
                        """);

        assertThat(outcome).isEqualTo(new Importing.Outcome(null, "", 2, 2, 0));
        assertThat(files.contact("C1"))
                .containsEntry("email", "Zoé.L@Club.Example")
                .containsEntry("email_key", "zoé.l@club.example")
                .containsEntry("phone", "+33612345678")
                .containsEntry("last_name", "Lefèvre, née \"X\"")
                .containsEntry("birth_date", "1980-02-29")
                .containsEntry("postcode", "06000")
                .containsEntry("known_zone", "Europe/Paris")
                .containsEntry("household", "H1")
                .containsEntry("attributes", "{\"vip\": true, \"code\": \"007\", \"size\": 42}");
        assertThat(files.contact("C2"))
                .containsEntry("zone", "Mars/Olympus")
                .containsEntry("known_zone", null)
                .containsEntry("email", null)
                .containsEntry("attributes", "{}");
    }

    @Test
    void givesWhatComesForAMergedContactToItsSurvivor() {
        files.send(CONTACTS, "externalId,postcode\nC1,69001\n");
        DATABASE.jdbc()
                .sql(
                        """
                        insert into contact_merge (survivor_id, merged_id, external_id, contact, survivor, merged_by, merged_at)
                        select id, 0, 'C2', '{}', '{}', 'test', now() from contact
                        """)
                .update();

        files.send(CONTACTS, "externalId,postcode\nC2,06000\nC3,75011\n");
        files.send(EVENTS, "id,externalId,type,at\ne1,C2,purchase,2027-01-01T10:00:00Z\n");

        assertThat(files.contact("C1")).containsEntry("postcode", "06000");
        assertThat(files.externalIds()).containsExactly("C1", "C3");
        assertThat(count("event")).isEqualTo(1);
        assertThat(count("waiting_event")).isZero();
    }

    @Test
    void leavesAloneAColumnThatIsNotThereAndClearsAnEmptyCell() {
        files.send(CONTACTS, "externalId,firstName,lastName,size,colour\nC1,Ana,Blanc,42,red\n");

        files.send(CONTACTS, "externalId;lastName;size\nC1;;\nC1;;\n");

        assertThat(files.contact("C1"))
                .containsEntry("first_name", "Ana")
                .containsEntry("last_name", null)
                .containsEntry("attributes", "{\"colour\": \"red\"}");
    }

    @Test
    void appliesTheLinesOfOneContactInOrder() {
        files.send(
                CONTACTS,
                """
                {"externalId": "C1", "firstName": "Ana", "size": 1}
                {"externalId": "C2", "firstName": "Bob"}
                {"externalId": "C1", "lastName": "Blanc", "size": 2, "colour": "red"}
                {"externalId": "C1", "firstName": null, "colour": null}
                """);
        files.send(CONTACTS, "externalId,firstName\nC2,Bill\nC2,William\n");

        assertThat(files.contact("C1"))
                .containsEntry("first_name", null)
                .containsEntry("last_name", "Blanc")
                .containsEntry("attributes", "{\"size\": 2}");
        assertThat(files.contact("C2")).containsEntry("first_name", "William");
    }

    @Test
    void changesNothingTheSecondTime() {
        var contacts = "externalId,email,size\nC1,a@club.example,1\nC2,,2\n";
        var consents =
                """
                externalId,channel,purpose,status,basis,source,proof,at
                C1,EMAIL,offers,GRANTED,consent,web,v1,2027-01-01T10:00:00Z
                C1,EMAIL,offers,GRANTED,consent,web,v1,2027-01-01T10:00:00Z
                C1,email,offers,denied,,,,2027-01-01T10:00:00+00:00
                """;
        var events = "id,externalId,type,at\nE1,C1,purchase,2027-01-01T10:00:00Z\n";
        files.send(CONTACTS, contacts);
        files.send(CONSENTS, consents);
        files.send(EVENTS, events);
        var before = everything();

        assertThat(files.send(CONTACTS, contacts).accepted()).isEqualTo(2);
        assertThat(files.send(CONSENTS, consents).accepted()).isEqualTo(3);
        assertThat(files.send(EVENTS, events).accepted()).isEqualTo(1);

        assertThat(everything()).isEqualTo(before);
        assertThat(
                        DATABASE.jdbc()
                                .sql("select status from consent order by at desc, id desc limit 1")
                                .query(String.class)
                                .single())
                .isEqualTo("DENIED");
    }

    @Test
    void keepsEventsThatWaitForTheirContact() {
        files.send(CONTACTS, "externalId\nC1\n");
        var events =
                """
                {"id": "E1", "externalId": "C1", "type": "purchase", "at": "2027-01-01T10:00:00Z", "amount": 12.50}
                {"id": "E2", "externalId": "C2", "type": "purchase", "at": "2027-01-01T10:00:00Z", "product": "A"}
                {"id": "E3", "externalId": "C1", "type": "purchase", "at": "yesterday"}
                """;
        assertThat(files.send(EVENTS, events).accepted()).isEqualTo(2);
        assertThat(files.send(EVENTS, events).accepted()).isEqualTo(2);
        assertThat(events()).containsExactly("E1 C1 {\"amount\": 12.50}");

        files.send(CONTACTS, "externalId\nC2\nC3\n");

        assertThat(events())
                .containsExactly("E1 C1 {\"amount\": 12.50}", "E2 C2 {\"product\": \"A\"}");
        assertThat(files.send(EVENTS, events).accepted()).isEqualTo(2);
        assertThat(events()).hasSize(2);
        assertThat(count("waiting_event")).isZero();
    }

    @Test
    void keepsAnErasedContactErased() {
        files.send(CONTACTS, "externalId,firstName\nC1,Ana\nC2,Bob\n");
        DATABASE.jdbc()
                .sql(
                        "update contact set erased_at = now(), first_name = null where external_id"
                                + " = 'C1'")
                .update();

        var outcome = files.send(CONTACTS, "externalId,firstName\nC1,Ana\nC2,Bill\n");

        assertThat(outcome.accepted()).isEqualTo(1);
        assertThat(files.refusals()).containsExactly("2 externalId C1 ERASED_CONTACT");
        assertThat(files.contact("C1")).containsEntry("first_name", null);
        assertThat(files.contact("C2")).containsEntry("first_name", "Bill");
    }

    @Test
    void readsGzipByItsContent() throws IOException {
        var outcome =
                files.send(CONTACTS, gzip("externalId,firstName\nC1,Ana\n"), Importing.Format.ANY);

        assertThat(outcome).isEqualTo(new Importing.Outcome(null, "", 1, 1, 0));
    }

    @Test
    void takesTheGoodLinesOfAFileThatIsCutOff() throws IOException {
        var text = new StringBuilder("externalId,firstName\n");
        for (int i = 0; i < 200_000; i++) {
            text.append('C').append(i).append(",Name").append(i * 7919L % 100_003).append('\n');
        }
        var whole = gzip(text.toString());

        var outcome =
                files.send(CONTACTS, Arrays.copyOf(whole, whole.length / 2), Importing.Format.ANY);

        assertThat(outcome.failure()).isEqualTo(ImportFailure.CUT_OFF);
        assertThat(outcome.accepted()).isBetween(50_000L, 150_000L);
        assertThat(count("contact")).isEqualTo(outcome.accepted());
        assertThat(files.send(CONTACTS, whole, Importing.Format.ANY).accepted()).isEqualTo(200_000);
        assertThat(count("contact")).isEqualTo(200_000);
    }

    @Test
    void tellsWhyAFileCannotBeRead() {
        assertThat(files.send(CONTACTS, "").failure()).isEqualTo(ImportFailure.EMPTY);
        assertThat(files.send(CONTACTS, "\n\n").failure()).isEqualTo(ImportFailure.EMPTY);
        assertThat(files.send(CONTACTS, "email\na@club.example\n").failure())
                .isEqualTo(ImportFailure.MISSING_COLUMN);
        assertThat(files.send(CONTACTS, "externalId,a,a\n").failure())
                .isEqualTo(ImportFailure.REPEATED_COLUMN);
        assertThat(files.send(CONTACTS, "externalId,\n").failure())
                .isEqualTo(ImportFailure.UNNAMED_COLUMN);
        assertThat(files.send(CONSENTS, "externalId,channel,purpose,status,at,more\n").failure())
                .isEqualTo(ImportFailure.UNKNOWN_COLUMN);
        assertThat(
                        files.send(
                                        CONTACTS,
                                        "externalId\nC1\n".getBytes(UTF_16),
                                        Importing.Format.ANY)
                                .failure())
                .isEqualTo(ImportFailure.NOT_UTF8);
        assertThat(files.send(CONTACTS, "externalId\n"))
                .isEqualTo(new Importing.Outcome(null, "", 0, 0, 0));
        assertThat(files.send(CONTACTS, "\uFEFFexternalId\nC1\n").accepted()).isEqualTo(1);
    }

    @Test
    void stopsWhenAsked() {
        DATABASE.jdbc().sql("truncate import cascade").update();
        var text = new StringBuilder("externalId\n");
        for (int i = 0; i < 3 * Batch.MOST_ROWS; i++) {
            text.append('C').append(i).append('\n');
        }
        var id = files.arrive(CONTACTS, 1);
        assertThat(files.imports.stop(id, SentFiles.NOW)).isTrue();

        var outcome =
                files.run(id, CONTACTS, text.toString().getBytes(UTF_8), Importing.Format.ANY);

        assertThat(outcome.failure()).isEqualTo(ImportFailure.STOPPED);
        assertThat(outcome.accepted()).isEqualTo(Batch.MOST_ROWS);
    }

    @Test
    void findsTheOrphansOfADeadProcess() throws Exception {
        long living = files.arrive(CONTACTS, 7);
        long dead = files.arrive(CONTACTS, 8);
        long own = files.arrive(CONTACTS, 9);

        try (var alive = ImportTurn.of(DATABASE.dataSource(), 7)) {
            assertThat(alive).isNotNull();
            assertThat(files.imports.interruptOrphans(9, SentFiles.NOW)).isEqualTo(1);
        }

        assertThat(files.imports.find(living).orElseThrow().isOver()).isFalse();
        assertThat(files.imports.find(own).orElseThrow().isOver()).isFalse();
        assertThat(files.imports.find(dead).orElseThrow().failure())
                .isEqualTo(ImportFailure.INTERRUPTED);
    }

    private static List<String> events() {
        return DATABASE.jdbc()
                .sql(
                        """
                        select e.id || ' ' || c.external_id || ' ' || e.properties
                        from event e join contact c on c.id = e.contact_id order by 1
                        """)
                .query(String.class)
                .list();
    }

    private static long count(String table) {
        return DATABASE.jdbc().sql("select count(*) from " + table).query(Long.class).single();
    }

    private static List<String> everything() {
        return DATABASE.jdbc()
                .sql(
                        """
                        select c::text from contact c union all select c::text from consent c
                        union all select e::text from event e order by 1
                        """)
                .query(String.class)
                .list();
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
