package org.marronnier.store.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.store.imports.ImportKind.CONSENTS;
import static org.marronnier.store.imports.ImportKind.CONTACTS;
import static org.marronnier.store.imports.ImportKind.EVENTS;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.marronnier.store.database.TestDatabase;

/** What becomes of the lines of a file. */
class ImportingTest extends ImportTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    ImportingTest() {
        super(DATABASE);
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
        database.jdbc()
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
    void forgetsThatAnAddressBouncedOnceThereIsAnother() {
        send(
                CONTACTS,
                """
                externalId,email,phone
                C1,ana@club.example,+33612345678
                C2,bob@club.example,+33612345679
                C3,eve@club.example,+33612345680
                """);
        database.jdbc()
                .sql("update contact set email_bounced_at = now(), phone_bounced_at = now()")
                .update();

        send(
                CONTACTS,
                """
                {"externalId": "C1", "email": "ana@shop.example"}
                {"externalId": "C2", "email": "Bob@Club.Example", "phone": "06 99 99 99 99"}
                {"externalId": "C3", "firstName": "Eve"}
                """);

        assertThat(bounced()).containsExactly("C1 phone", "C2 email", "C3 email phone");
        send(CONTACTS, "externalId,email,phone\nC1,,\nC2,,\nC3,eve@club.example,\n");
        assertThat(bounced()).containsExactly("C3 email");
    }

    private List<String> bounced() {
        return database.jdbc()
                .sql(
                        """
                        select concat_ws(' ', external_id, case when email_bounced_at is not null then 'email' end,
                                         case when phone_bounced_at is not null then 'phone' end)
                        from contact where email_bounced_at is not null or phone_bounced_at is not null
                        order by external_id
                        """)
                .query(String.class)
                .list();
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
                        database.jdbc()
                                .sql("select status from consent order by at desc, id desc limit 1")
                                .query(String.class)
                                .single())
                .isEqualTo("DENIED");
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
    void readsGzipByItsContent() throws IOException {
        var outcome = send(CONTACTS, gzip("externalId,firstName\nC1,Ana\n"), Importing.Format.ANY);

        assertThat(outcome).isEqualTo(new Importing.Outcome(null, "", 1, 1, 0));
    }

    @Test
    void findsTheOrphansOfADeadProcess() throws Exception {
        long living = arrive(CONTACTS, 7);
        long dead = arrive(CONTACTS, 8);
        long own = arrive(CONTACTS, 9);

        try (var alive = ImportTurn.of(database.dataSource(), 7)) {
            assertThat(alive).isNotNull();
            assertThat(imports.interruptOrphans(9, NOW)).isEqualTo(1);
        }

        assertThat(imports.find(living).orElseThrow().isOver()).isFalse();
        assertThat(imports.find(own).orElseThrow().isOver()).isFalse();
        assertThat(imports.find(dead).orElseThrow().failure()).isEqualTo(ImportFailure.INTERRUPTED);
    }
}
