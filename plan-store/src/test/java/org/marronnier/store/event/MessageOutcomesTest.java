package org.marronnier.store.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.marronnier.store.database.TestDatabase;
import org.marronnier.store.imports.RefusalReason;
import org.marronnier.store.imports.SentEvents.Refused;

class MessageOutcomesTest extends EventsTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    MessageOutcomesTest() {
        super(DATABASE);
    }

    private long email;
    private long sms;

    @BeforeEach
    void twoMessages() {
        email = message("C1", "EMAIL");
        sms = message("C1", "SMS");
    }

    @Test
    void keepsTheEarliestInstantOfEachOutcome() {
        take(
                outcome("a", "C1", "opened", email, "2027-01-31T09:00:00Z")
                        + outcome("b", "C1", "clicked", email, "2027-01-31T09:01:00Z")
                        + outcome("c", "C1", "delivered", email, "2027-01-31T08:00:00Z"));
        take(
                outcome("d", "C1", "opened", email, "2027-01-31T08:30:00Z")
                        + outcome("e", "C1", "opened", email, "2027-01-31T09:30:00Z"));

        assertThat(
                        rows(
                                """
                                select concat_ws(' ', delivered_at at time zone 'UTC', opened_at at time zone 'UTC',
                                    clicked_at at time zone 'UTC', bounced_at)
                                from message order by id limit 1
                                """))
                .containsExactly("2027-01-31 08:00:00 2027-01-31 08:30:00 2027-01-31 09:01:00");
        assertThat(arrivals()).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void refusesWhatIsNotOfAMessageOfTheContact() {
        var taken =
                take(
                        outcome("a", "C2", "opened", email, "2027-01-31T09:00:00Z")
                                + outcome("b", "C1", "opened", 123456789, "2027-01-31T09:00:00Z")
                                + event("c", "C1", "message.opened", "2027-01-31T09:00:00Z")
                                + event("d", "C1", "message.read", "2027-01-31T09:00:00Z")
                                + outcome("e", "C9", "opened", email, "2027-01-31T09:00:00Z"));

        assertThat(taken.refused())
                .extracting(Refused::index, Refused::field, Refused::reason)
                .containsExactlyInAnyOrder(
                        tuple(0, "message", RefusalReason.UNKNOWN_MESSAGE),
                        tuple(1, "message", RefusalReason.UNKNOWN_MESSAGE),
                        tuple(2, "message", RefusalReason.UNKNOWN_MESSAGE),
                        tuple(4, "message", RefusalReason.UNKNOWN_MESSAGE));
        assertThat(stored()).containsExactly("d C1");
        assertThat(rows("select id::text from message where opened_at is not null")).isEmpty();
        assertThat(rows("select id from waiting_event")).isEmpty();
    }

    @Test
    void marksTheAddressThatBounced() {
        take(outcome("a", "C1", "bounced", sms, "2027-01-31T09:00:00Z"));

        assertThat(contact())
                .containsExactly("email: -, phone: 2027-01-31 09:00:00, complained: -");

        take(outcome("b", "C1", "bounced", email, "2027-01-31T09:30:00Z"));
        take(outcome("c", "C1", "bounced", email, "2027-01-31T09:40:00Z"));

        assertThat(contact())
                .containsExactly(
                        "email: 2027-01-31 09:30:00, phone: 2027-01-31 09:00:00, complained: -");
    }

    @Test
    void marksTheContactThatComplained() {
        take(outcome("a", "C1", "complained", email, "2027-01-31T09:00:00Z"));

        assertThat(contact())
                .containsExactly("email: -, phone: -, complained: 2027-01-31 09:00:00");
    }

    @Test
    void withdrawsTheConsentOfTheMessageAtTheInstantItWasAsked() {
        take(outcome("a", "C1", "unsubscribed", email, "2027-01-31T09:00:00Z"));
        take(outcome("a", "C1", "unsubscribed", email, "2027-01-31T09:00:00Z"));

        assertThat(
                        rows(
                                "select channel || ' ' || purpose || ' ' || status || ' ' || at at time zone 'UTC' from consent"))
                .containsExactly("EMAIL offers WITHDRAWN 2027-01-31 09:00:00");
    }

    @Test
    void withdrawsEveryConsentOfTheChannelWhereTheMessageHasNoPurpose() {
        run("update message set purpose = null where channel = 'EMAIL'");
        run(
                """
                insert into consent (contact_id, channel, purpose, status, at)
                select id, channel, purpose, 'GRANTED', '2026-01-01T00:00:00Z' from contact,
                    (values ('EMAIL', 'offers'), ('EMAIL', 'letters'), ('SMS', 'offers')) c (channel, purpose)
                where external_id = 'C1'
                """);

        take(outcome("a", "C1", "unsubscribed", email, "2027-01-31T09:00:00Z"));

        assertThat(
                        rows(
                                "select channel || ' ' || purpose from consent where status = 'WITHDRAWN' order by 1"))
                .containsExactly("EMAIL letters", "EMAIL offers");
    }

    @Test
    void wakesTheEnrolmentThatWaitsForTheOutcome() {
        long waiting = enrolment("a", "OUTCOME", email);
        long deferred = enrolment("b", "DEFERRED", sms);

        take(
                outcome("a", "C1", "opened", email, "2027-01-31T09:00:00Z")
                        + outcome("b", "C1", "delivered", sms, "2027-01-31T09:00:00Z"));

        assertThat(rows("select id::text from enrolment where act_at = '2027-01-31T10:00:00Z'"))
                .containsExactly(String.valueOf(waiting))
                .doesNotContain(String.valueOf(deferred));
    }

    @Test
    void leavesARepeatWithoutEffect() {
        var opened = outcome("a", "C1", "bounced", email, "2027-01-31T09:00:00Z");
        take(opened);
        run("update contact set email_bounced_at = null");

        take(opened);

        assertThat(contact()).containsExactly("email: -, phone: -, complained: -");
    }

    private java.util.List<String> contact() {
        return rows(
                """
                select 'email: ' || coalesce((email_bounced_at at time zone 'UTC')::text, '-')
                    || ', phone: ' || coalesce((phone_bounced_at at time zone 'UTC')::text, '-')
                    || ', complained: ' || coalesce((complained_at at time zone 'UTC')::text, '-')
                from contact where external_id = 'C1'
                """);
    }

    private long message(String contact, String channel) {
        return database.jdbc()
                .sql(
                        """
                        insert into message (contact_id, plan, source, channel, type, purpose, status, at)
                        select id, 'p', 'scenario:s', :channel, 'PROMOTIONAL', 'offers', 'SENT', '2027-01-31T07:00:00Z'
                        from contact where external_id = :contact returning id
                        """)
                .param("contact", contact)
                .param("channel", channel)
                .query(Long.class)
                .single();
    }

    private long enrolment(String firedBy, String waitsFor, long message) {
        long id =
                database.jdbc()
                        .sql(
                                """
                                insert into enrolment (scenario_id, edition_id, contact_id, fired_by, fired_at, entered_at, due,
                                    act_at, waits_for)
                                select 1, 1, id, :firedBy, now(), now(), now(), '2027-12-31T00:00:00Z', :waitsFor
                                from contact where external_id = 'C1' returning id
                                """)
                        .param("firedBy", firedBy)
                        .param("waitsFor", waitsFor)
                        .query(Long.class)
                        .single();
        run(
                "update message set enrolment_id = %d, step = '0' where id = %d"
                        .formatted(id, message));
        return id;
    }

    private static String outcome(String id, String contact, String kind, long message, String at) {
        return event(id, contact, "message." + kind, at)
                .replace("}", ", \"message\": %d}".formatted(message));
    }
}
