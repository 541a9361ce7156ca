package org.marronnier.store.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.contact.Chunk;
import org.marronnier.domain.contact.ConsentRecord;
import org.marronnier.domain.contact.ContactLine;
import org.marronnier.domain.contact.EventRecord;
import org.marronnier.store.database.TestDatabase;

class ContactsTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private final JdbcContacts contacts = new JdbcContacts(DATABASE.jdbc());

    @BeforeEach
    void people() {
        DATABASE.jdbc().sql("truncate contact, consent, event, run, decision cascade").update();
        one("C10", "Zoé", "Martin", "zoe@shop.example");
        one("C11", "Ana", "Martin", "ana@shop.example");
        one("C2", "Martin", "Zola", "martin.zola@shop.example");
        one("C3", null, "MARTINEZ", null);
        one("c4", "Jean", "Élan", "m@shop.example");
        one("martin-7", "Ana", "Bois", null);
    }

    @Test
    void findsByTheStartOfAnIdThenOfAnAddressThenOfAName() {
        assertThat(found("martin")).containsExactly("martin-7", "C2", "C10", "C11", "C3");
        assertThat(found("MARTIN")).containsExactly("C2", "C10", "C11", "C3");
        assertThat(found("C1")).containsExactly("C10", "C11");
        assertThat(found("ZOE@")).containsExactly("C10");
        assertThat(found(" élan ")).containsExactly("c4");
        assertThat(found("ANA")).containsExactly("C11", "martin-7");
        assertThat(found("je")).containsExactly("c4");
        assertThat(found("artin")).isEmpty();
        assertThat(found("")).containsExactly("C10", "C11", "C2", "C3", "c4", "martin-7");
    }

    @Test
    void findsAFirstAndALastNameInEitherOrder() {
        assertThat(found("ana martin")).containsExactly("C11");
        assertThat(found("Martin Ana")).containsExactly("C11");
        assertThat(found("martin zo")).containsExactly("C2", "C10");
        one("C5", "Anne Sophie", "Bois", null);
        assertThat(found("anne so")).containsExactly("C5");
    }

    @Test
    void takesWhatLooksLikeAPatternAsItIs() {
        one("%", null, "_ean", null);

        assertThat(found("%")).containsExactly("%");
        assertThat(found("_")).containsExactly("%");
    }

    @Test
    void readsASearchOnToItsEndWhateverTheLimit() {
        for (var text : List.of("martin", "", "m", "martin zo", "a")) {
            var whole = found(text);
            for (var limit : List.of(1, 2, 3)) {
                var read =
                        pages(after -> contacts.search(text, after, limit)).stream()
                                .map(ContactLine::externalId)
                                .toList();
                assertThat(read).as("%s by %d", text, limit).isEqualTo(whole);
            }
        }
    }

    @Test
    void readsEventsAndConsentsOnThoughManyAreOfOneInstant() {
        var id = contacts.find("C10").orElseThrow().id();
        DATABASE.jdbc()
                .sql(
                        """
                        insert into event (id, contact_id, type, at, properties)
                        select 'E' || i, :id, 'visit', timestamptz '2026-01-01 10:00Z' + make_interval(days => i / 4), '{}'
                        from generate_series(1, 10) i
                        """)
                .param("id", id)
                .update();
        DATABASE.jdbc()
                .sql(
                        """
                        insert into consent (contact_id, channel, purpose, status, at)
                        select :id, 'EMAIL', 'offers' || i % 5, case when i < 5 then 'DENIED' else 'GRANTED' end, '2026-01-01T10:00Z'
                        from generate_series(0, 9) i
                        """)
                .param("id", id)
                .update();

        var events = pages(after -> contacts.events(id, after, 3));
        var consents = pages(after -> contacts.consentHistory(id, after, 3));

        assertThat(events).isEqualTo(contacts.events(id, null, 100).lines()).hasSize(10);
        assertThat(events).extracting(EventRecord::id).startsWith("E9", "E8", "E10");
        assertThat(consents).isEqualTo(contacts.consentHistory(id, null, 100).lines()).hasSize(10);
        assertThat(contacts.currentConsents(id, Instant.parse("2026-01-01T10:00:00Z")))
                .hasSize(5)
                .extracting(ConsentRecord::status)
                .containsOnly(ConsentStatus.GRANTED);
        assertThat(contacts.currentConsents(id, Instant.parse("2026-01-01T09:59:59Z"))).isEmpty();
    }

    @Test
    void refusesACursorThatIsNotItsOwn() {
        for (var foreign : List.of("x", "%%", Cursor.of("1", "2"), Cursor.of("kind", "b", "c"))) {
            assertThatThrownBy(() -> contacts.search("", foreign, 10))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is not a cursor of this list");
        }
    }

    private static <T> List<T> pages(Function<@Nullable String, Chunk<T>> list) {
        var read = new ArrayList<T>();
        var chunk = list.apply(null);
        read.addAll(chunk.lines());
        while (chunk.next() != null) {
            chunk = list.apply(chunk.next());
            read.addAll(chunk.lines());
        }
        return read;
    }

    private List<String> found(String text) {
        return contacts.search(text, null, 100).lines().stream()
                .map(ContactLine::externalId)
                .toList();
    }

    private static void one(
            String id, @Nullable String first, @Nullable String last, @Nullable String email) {
        DATABASE.jdbc()
                .sql(
                        "insert into contact (external_id, first_name, last_name, email, email_key) values (:id, :first, :last, :email, :email)")
                .param("id", id)
                .param("first", first)
                .param("last", last)
                .param("email", email)
                .update();
    }
}
