package org.marronnier.store.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.store.imports.ImportKind.CONSENTS;
import static org.marronnier.store.imports.ImportKind.CONTACTS;
import static org.marronnier.store.imports.ImportKind.EVENTS;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.marronnier.store.database.TestDatabase;

class ImportingTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private static final Instant NOW = Instant.parse("2027-01-31T10:00:00Z");

    private final Imports imports = new Imports(DATABASE.jdbc());
    private final Importing importing = new Importing(DATABASE.dataSource());
    private @TempDir Path folder;
    private long id;

    @BeforeEach
    void empties() {
        DATABASE.jdbc()
                .sql(
                        "truncate contact, contact_preference, consent, event, waiting_event, import, import_refusal, contact_merge, contact_merge_row")
                .update();
    }

    @Test
    void readsEveryFieldOfAContact() {
        var outcome =
                send(
                        CONTACTS,
                        """
                        externalId,email,phone,firstName,lastName,birthDate,street,postcode,city,country,language,zone,household,size,vip,code
                        C1,Zoé.L@Club.Example,06 12 34 56 78,Zoé,"Lefèvre, née ""X\""",1980-02-29,1 rue d'Or,06000,Nice,FR,fr,Europe/Paris,H1,42,true,007
                        C2,,,,,,,,,,,Mars/Olympus,,,,
                        """);

        assertThat(outcome).isEqualTo(new Importing.Outcome(null, "", 2, 2, 0));
        assertThat(contact("C1"))
                .containsEntry("email", "Zoé.L@Club.Example")
                .containsEntry("email_key", "zoé.l@club.example")
                .containsEntry("phone", "+33612345678")
                .containsEntry("last_name", "Lefèvre, née \"X\"")
                .containsEntry("birth_date", "1980-02-29")
                .containsEntry("postcode", "06000")
                .containsEntry("known_zone", "Europe/Paris")
                .containsEntry("household", "H1")
                .containsEntry("attributes", "{\"vip\": true, \"code\": \"007\", \"size\": 42}");
        assertThat(contact("C2"))
                .containsEntry("zone", "Mars/Olympus")
                .containsEntry("known_zone", null)
                .containsEntry("email", null)
                .containsEntry("attributes", "{}");
    }

    @Test
    void givesWhatComesForAMergedContactToItsSurvivor() {
        send(CONTACTS, "externalId,postcode\nC1,69001\n");
        DATABASE.jdbc()
                .sql(
                        """
                        insert into contact_merge (survivor_id, merged_id, external_id, contact, survivor, merged_by, merged_at)
                        select id, 0, 'C2', '{}', '{}', 'test', now() from contact
                        """)
                .update();

        send(CONTACTS, "externalId,postcode\nC2,06000\nC3,75011\n");
        send(EVENTS, "id,externalId,type,at\ne1,C2,purchase,2027-01-01T10:00:00Z\n");

        assertThat(contact("C1")).containsEntry("postcode", "06000");
        assertThat(externalIds()).containsExactly("C1", "C3");
        assertThat(count("event")).isEqualTo(1);
        assertThat(count("waiting_event")).isZero();
    }

    @Test
    void leavesAloneAColumnThatIsNotThereAndClearsAnEmptyCell() {
        send(CONTACTS, "externalId,firstName,lastName,size,colour\nC1,Ana,Blanc,42,red\n");

        send(CONTACTS, "externalId;lastName;size\nC1;;\nC1;;\n");

        assertThat(contact("C1"))
                .containsEntry("first_name", "Ana")
                .containsEntry("last_name", null)
                .containsEntry("attributes", "{\"colour\": \"red\"}");
    }

    @Test
    void appliesTheLinesOfOneContactInOrder() {
        send(
                CONTACTS,
                """
                {"externalId": "C1", "firstName": "Ana", "size": 1}
                {"externalId": "C2", "firstName": "Bob"}
                {"externalId": "C1", "lastName": "Blanc", "size": 2, "colour": "red"}
                {"externalId": "C1", "firstName": null, "colour": null}
                """);
        send(CONTACTS, "externalId,firstName\nC2,Bill\nC2,William\n");

        assertThat(contact("C1"))
                .containsEntry("first_name", null)
                .containsEntry("last_name", "Blanc")
                .containsEntry("attributes", "{\"size\": 2}");
        assertThat(contact("C2")).containsEntry("first_name", "William");
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
        send(CONTACTS, contacts);
        send(CONSENTS, consents);
        send(EVENTS, events);
        var before = everything();

        assertThat(send(CONTACTS, contacts).accepted()).isEqualTo(2);
        assertThat(send(CONSENTS, consents).accepted()).isEqualTo(3);
        assertThat(send(EVENTS, events).accepted()).isEqualTo(1);

        assertThat(everything()).isEqualTo(before);
        assertThat(
                        DATABASE.jdbc()
                                .sql("select status from consent order by at desc, id desc limit 1")
                                .query(String.class)
                                .single())
                .isEqualTo("DENIED");
    }

    @Test
    void refusesFaultyContactsAndTakesTheGoodOnes() {
        var outcome =
                send(
                        CONTACTS,
                        """
                        externalId,email,phone,birthDate,firstName
                        C1,a@club.example,,,
                        ,a@club.example,,,
                        C3,not an address,,,
                        C4,,12,,
                        C5,,,1981-02-29,
                        C6,,,

                        C8,a@club.example,+33612345678,1981-02-28,Ana
                        %s,,,,
                        """
                                .formatted("x".repeat(201)));

        assertThat(outcome).isEqualTo(new Importing.Outcome(null, "", 8, 2, 6));
        assertThat(refusals())
                .containsExactly(
                        "3 externalId null MISSING",
                        "4 email not an address BAD_EMAIL",
                        "5 phone 12 BAD_PHONE",
                        "6 birthDate 1981-02-29 BAD_DATE",
                        "7 null C6,,, BAD_NUMBER_OF_FIELDS",
                        "10 externalId " + "x".repeat(100) + " TOO_LONG");
        assertThat(externalIds()).containsExactly("C1", "C8");
    }

    @Test
    void refusesBrokenTextLineByLine() throws IOException {
        var file = new ByteArrayOutputStream();
        file.writeBytes("externalId,firstName\nC1,Ana\n".getBytes(UTF_8));
        file.writeBytes("C2,Zoé\n".getBytes(ISO_8859_1));
        file.writeBytes("C3,a\0b\nC4,\"never closed\nC5,Bob\n".getBytes(UTF_8));
        file.writeBytes("C6,\"closed\" and more\nC7,\"two\nlines\"\nC8,".getBytes(UTF_8));
        var long10 = new byte[10 << 20];
        Arrays.fill(long10, (byte) 'x');
        file.writeBytes(long10);
        file.writeBytes(
                "\r\nC9,Eve\r\nC10,\"two\nlines\",but three fields\nC11,Last".getBytes(UTF_8));

        var outcome = send(CONTACTS, file.toByteArray(), Importing.Format.ANY);

        assertThat(outcome.failure()).isNull();
        assertThat(refusals())
                .containsExactly(
                        "3 firstName Zo\uFFFD BAD_UTF8",
                        "4 null C3,a\uFFFDb NUL",
                        "5 null C4,\"never closed BAD_QUOTE",
                        "7 null C6,\"closed\" and more BAD_QUOTE",
                        "10 null C8," + "x".repeat(97) + " LINE_TOO_LONG",
                        "12 null C10,\"two\nlines\",but three fields BAD_NUMBER_OF_FIELDS");
        assertThat(externalIds()).containsExactly("C1", "C11", "C5", "C7", "C9");
        assertThat(contact("C7")).containsEntry("first_name", "two\nlines");
    }

    @Test
    void refusesAQuoteThatIsNeverClosedAndReadsOn() {
        var outcome = send(CONTACTS, "externalId,firstName\nC1,Ana\nC2,\"Bob\nC3,Eve\nC4,Tom\n");

        assertThat(outcome.accepted()).isEqualTo(3);
        assertThat(refusals()).containsExactly("3 null C2,\"Bob UNTERMINATED_QUOTE");
    }

    @Test
    void refusesFaultyJson() {
        var deep = "[".repeat(40) + "]".repeat(40);
        var outcome =
                send(
                        CONTACTS,
                        """
                        {"externalId": "C1", "tags": ["a", 1.50, null, {"b": null, "c": true}]}
                        {"externalId": "C2", "x": %s}
                        {"externalId": "C3", "x": 1e400000}
                        {"externalId": "C4", "x": %s}
                        {"externalId": "C5", "firstName": {"a": 1}}
                        {"externalId": "C6"
                        {"externalId": "C7"} {"externalId": "C8"}
                        {"externalId": "C9", "x": "a\\u0000b"}
                        {"externalId": "C10", "x": "a\\ud800b"}
                        {"firstName": "Ana"}
                        not json
                        {"externalId": 11, "x": "\\ud83d\\ude00"}
                        """
                                .formatted(deep, "9".repeat(200)));

        assertThat(outcome.accepted()).isEqualTo(2);
        assertThat(refusals().stream().map(r -> r.replaceAll("^(\\d+) .* (\\w+)$", "$1 $2")))
                .containsExactly(
                        "2 TOO_DEEP",
                        "3 BAD_NUMBER",
                        "4 BAD_NUMBER",
                        "5 WRONG_TYPE",
                        "6 BAD_JSON",
                        "7 BAD_JSON",
                        "8 NUL",
                        "9 BAD_UTF8",
                        "10 MISSING",
                        "11 BAD_JSON");
        assertThat(contact("C1"))
                .containsEntry("attributes", "{\"tags\": [\"a\", 1.50, null, {\"c\": true}]}");
        assertThat(contact("11")).containsEntry("attributes", "{\"x\": \"😀\"}");
    }

    @Test
    void refusesFaultyConsents() {
        send(CONTACTS, "externalId\nC1\n");

        send(
                CONSENTS,
                """
                at,externalId,channel,purpose,status
                2027-01-01T10:00:00Z,C1,EMAIL,offers,GRANTED
                2027-01-01T10:00:00Z,C2,EMAIL,offers,GRANTED
                2027-01-01T10:00:00Z,C1,FAX,offers,GRANTED
                2027-01-01T10:00:00Z,C1,EMAIL,offers,MAYBE
                2027-01-01T10:00:00,C1,EMAIL,offers,GRANTED
                2027-01-01T10:00:00Z,C1,EMAIL,,GRANTED
                2027-01-01T11:00:00.900+01:00,C1,SMS,offers,WITHDRAWN
                """);

        assertThat(refusals())
                .containsExactly(
                        "3 externalId C2 UNKNOWN_CONTACT",
                        "4 channel FAX BAD_CHANNEL",
                        "5 status MAYBE BAD_STATUS",
                        "6 at 2027-01-01T10:00:00 BAD_INSTANT",
                        "7 purpose null MISSING");
        assertThat(
                        DATABASE.jdbc()
                                .sql(
                                        "select channel || ' ' || status || ' ' || extract(epoch"
                                                + " from at)::bigint from consent order by id")
                                .query(String.class)
                                .list())
                .containsExactly("EMAIL GRANTED 1798797600", "SMS WITHDRAWN 1798797600");
    }

    @Test
    void keepsEventsThatWaitForTheirContact() {
        send(CONTACTS, "externalId\nC1\n");
        var events =
                """
                {"id": "E1", "externalId": "C1", "type": "purchase", "at": "2027-01-01T10:00:00Z", "amount": 12.50}
                {"id": "E2", "externalId": "C2", "type": "purchase", "at": "2027-01-01T10:00:00Z", "product": "A"}
                {"id": "E3", "externalId": "C1", "type": "purchase", "at": "yesterday"}
                """;
        assertThat(send(EVENTS, events).accepted()).isEqualTo(2);
        assertThat(send(EVENTS, events).accepted()).isEqualTo(2);
        assertThat(events()).containsExactly("E1 C1 {\"amount\": 12.50}");

        send(CONTACTS, "externalId\nC2\nC3\n");

        assertThat(events())
                .containsExactly("E1 C1 {\"amount\": 12.50}", "E2 C2 {\"product\": \"A\"}");
        assertThat(send(EVENTS, events).accepted()).isEqualTo(2);
        assertThat(events()).hasSize(2);
        assertThat(count("waiting_event")).isZero();
    }

    @Test
    void keepsAnErasedContactErased() {
        send(CONTACTS, "externalId,firstName\nC1,Ana\nC2,Bob\n");
        DATABASE.jdbc()
                .sql(
                        "update contact set erased_at = now(), first_name = null where external_id"
                                + " = 'C1'")
                .update();

        var outcome = send(CONTACTS, "externalId,firstName\nC1,Ana\nC2,Bill\n");

        assertThat(outcome.accepted()).isEqualTo(1);
        assertThat(refusals()).containsExactly("2 externalId C1 ERASED_CONTACT");
        assertThat(contact("C1")).containsEntry("first_name", null);
        assertThat(contact("C2")).containsEntry("first_name", "Bill");
    }

    @Test
    void readsGzipByItsContent() throws IOException {
        var outcome = send(CONTACTS, gzip("externalId,firstName\nC1,Ana\n"), Importing.Format.ANY);

        assertThat(outcome).isEqualTo(new Importing.Outcome(null, "", 1, 1, 0));
    }

    @Test
    void takesTheGoodLinesOfAFileThatIsCutOff() throws IOException {
        var text = new StringBuilder("externalId,firstName\n");
        for (int i = 0; i < 200_000; i++) {
            text.append('C').append(i).append(",Name").append(i * 7919L % 100_003).append('\n');
        }
        var whole = gzip(text.toString());

        var outcome = send(CONTACTS, Arrays.copyOf(whole, whole.length / 2), Importing.Format.ANY);

        assertThat(outcome.failure()).isEqualTo(ImportFailure.CUT_OFF);
        assertThat(outcome.accepted()).isBetween(50_000L, 150_000L);
        assertThat(count("contact")).isEqualTo(outcome.accepted());
        assertThat(send(CONTACTS, whole, Importing.Format.ANY).accepted()).isEqualTo(200_000);
        assertThat(count("contact")).isEqualTo(200_000);
    }

    @Test
    void tellsWhyAFileCannotBeRead() {
        assertThat(send(CONTACTS, "").failure()).isEqualTo(ImportFailure.EMPTY);
        assertThat(send(CONTACTS, "\n\n").failure()).isEqualTo(ImportFailure.EMPTY);
        assertThat(send(CONTACTS, "email\na@club.example\n").failure())
                .isEqualTo(ImportFailure.MISSING_COLUMN);
        assertThat(send(CONTACTS, "externalId,a,a\n").failure())
                .isEqualTo(ImportFailure.REPEATED_COLUMN);
        assertThat(send(CONTACTS, "externalId,\n").failure())
                .isEqualTo(ImportFailure.UNNAMED_COLUMN);
        assertThat(send(CONSENTS, "externalId,channel,purpose,status,at,more\n").failure())
                .isEqualTo(ImportFailure.UNKNOWN_COLUMN);
        assertThat(
                        send(CONTACTS, "externalId\nC1\n".getBytes(UTF_16), Importing.Format.ANY)
                                .failure())
                .isEqualTo(ImportFailure.NOT_UTF8);
        assertThat(send(CONTACTS, "externalId\n"))
                .isEqualTo(new Importing.Outcome(null, "", 0, 0, 0));
        assertThat(send(CONTACTS, "\uFEFFexternalId\nC1\n").accepted()).isEqualTo(1);
    }

    @Test
    void stopsWhenAsked() {
        DATABASE.jdbc().sql("truncate import cascade").update();
        var text = new StringBuilder("externalId\n");
        for (int i = 0; i < 3 * Batch.MOST_ROWS; i++) {
            text.append('C').append(i).append('\n');
        }
        id = arrive(CONTACTS, 1);
        assertThat(imports.stop(id, NOW)).isTrue();

        var outcome = run(CONTACTS, text.toString().getBytes(UTF_8), Importing.Format.ANY);

        assertThat(outcome.failure()).isEqualTo(ImportFailure.STOPPED);
        assertThat(outcome.accepted()).isEqualTo(Batch.MOST_ROWS);
    }

    @Test
    void findsTheOrphansOfADeadProcess() throws Exception {
        long living = arrive(CONTACTS, 7);
        long dead = arrive(CONTACTS, 8);
        long own = arrive(CONTACTS, 9);

        try (var alive = ImportTurn.of(DATABASE.dataSource(), 7)) {
            assertThat(alive).isNotNull();
            assertThat(imports.interruptOrphans(9, NOW)).isEqualTo(1);
        }

        assertThat(imports.find(living).orElseThrow().isOver()).isFalse();
        assertThat(imports.find(own).orElseThrow().isOver()).isFalse();
        assertThat(imports.find(dead).orElseThrow().failure()).isEqualTo(ImportFailure.INTERRUPTED);
    }

    private Importing.Outcome send(ImportKind kind, String text) {
        return send(kind, text.getBytes(UTF_8), Importing.Format.ANY);
    }

    private Importing.Outcome send(ImportKind kind, byte[] bytes, Importing.Format format) {
        id = arrive(kind, 1);
        return run(kind, bytes, format);
    }

    private long arrive(ImportKind kind, int owner) {
        return imports.add(new Imports.Arrival(kind, "file", null, null, null, 1), owner, NOW)
                .orElseThrow();
    }

    private Importing.Outcome run(ImportKind kind, byte[] bytes, Importing.Format format) {
        try {
            var file = Files.write(folder.resolve("import-" + id), bytes);
            return importing.run(new Importing.Task(id, kind, file, format, "FR"), () -> false);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private List<String> refusals() {
        return imports.refusals(id, 100).stream()
                .map(r -> r.line() + " " + r.field() + " " + r.value() + " " + r.reason())
                .toList();
    }

    private static Map<String, Object> contact(String externalId) {
        return DATABASE.jdbc()
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

    private static List<String> externalIds() {
        return DATABASE.jdbc()
                .sql("select external_id from contact order by 1")
                .query(String.class)
                .list();
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
