package org.marronnier.store.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.store.imports.ImportKind.CONSENTS;
import static org.marronnier.store.imports.ImportKind.CONTACTS;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.marronnier.store.database.TestDatabase;

/** What an import refuses, of its lines and of whole files, and what it keeps all the same. */
class RefusedImportTest extends ImportTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    RefusedImportTest() {
        super(DATABASE);
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
                        database.jdbc()
                                .sql(
                                        "select channel || ' ' || status || ' ' || extract(epoch"
                                                + " from at)::bigint from consent order by id")
                                .query(String.class)
                                .list())
                .containsExactly("EMAIL GRANTED 1798797600", "SMS WITHDRAWN 1798797600");
    }

    @Test
    void keepsAnErasedContactErased() {
        send(CONTACTS, "externalId,firstName\nC1,Ana\nC2,Bob\n");
        database.jdbc()
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
        database.jdbc().sql("truncate import cascade").update();
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
}
