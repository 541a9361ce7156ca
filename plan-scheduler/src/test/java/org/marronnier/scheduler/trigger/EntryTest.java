package org.marronnier.scheduler.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.MessagePattern;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.store.inbound.WebOffers;
import org.marronnier.store.outbox.Outbox;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A scenario fires when contacts start to match. */
class EntryTest extends TriggerTest {

    EntryTest() {
        super("2026-03-02T09:00:00Z");
    }

    @BeforeEach
    void segments() {
        plans.segment("regular", Asks.atLeast(2, "purchase", "P10D"))
                .segment("asleep", new Condition.Not(Asks.atLeast(1, "purchase", "P10D")))
                .segment("fr", Asks.livesIn("FR"))
                .segment(
                        "written",
                        new Condition.Messages(
                                new MessagePattern(
                                        null,
                                        null,
                                        MessageStatus.SENT,
                                        null,
                                        null,
                                        "sale",
                                        null,
                                        null),
                                null,
                                List.of()));
        contacts.one("C1", "").one("C2", "");
    }

    private static Asks entering(String segment) {
        return Asks.when(segment, new Trigger.EntersSegment(segment));
    }

    @Test
    void firesAtTheInstantAtWhichAContactStartsToMatchAndNotWhileItDoes() {
        recorded("a1", "C2", "purchase", "2026-03-01T10:00:00Z", "{}");
        recorded("a2", "C2", "purchase", "2026-03-01T11:00:00Z", "{}");
        live(entering("regular"));
        assertThat(entries()).as("asked in silence").isEmpty();

        happened("e1", "C1", "purchase", "2026-03-02T10:00:00Z");
        happened("e2", "C1", "purchase", "2026-03-02T11:00:00Z");
        happened("e3", "C2", "purchase", "2026-03-02T11:00:00Z");
        at("2026-03-02T12:00:00Z");
        happened("e4", "C1", "purchase", "2026-03-02T11:30:00Z");
        work();
        assertThat(entries()).containsExactly("C1 entry:2026-03-02T11:00:00Z 2026-03-02 11:00:00");

        // After ten days they no longer match, and then do once more.
        at("2026-04-01T09:00:00Z");
        happened("e5", "C1", "purchase", "2026-04-01T08:00:00Z");
        happened("e6", "C1", "purchase", "2026-04-01T09:00:00Z");
        work();
        assertThat(entries())
                .containsExactly(
                        "C1 entry:2026-03-02T11:00:00Z 2026-03-02 11:00:00",
                        "C1 entry:2026-04-01T09:00:00Z 2026-04-01 09:00:00");
    }

    @Test
    void firesWhenTimeAloneMakesAContactMatch() {
        recorded("a1", "C1", "purchase", "2026-03-01T10:00:00Z", "{}");
        live(entering("asleep"));
        assertThat(house.column("select fired_by from appointment")).containsExactly("look");

        at("2026-03-11T10:30:00Z");

        assertThat(entries())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("C1 entry:2026-03-11T10:00:0");
    }

    /** Whoever gets round to it late finds the same as who was there in time. */
    @Test
    void comesToTheSameWhenItIsAskedLate() {
        live(entering("regular"));
        happened("e1", "C1", "purchase", "2026-03-02T10:00:00Z");
        happened("e2", "C1", "purchase", "2026-03-03T10:00:00Z");
        happened("e3", "C1", "purchase", "2026-03-20T10:00:00Z");
        happened("e4", "C1", "purchase", "2026-03-21T10:00:00Z");

        at("2026-04-20T09:00:00Z");

        assertThat(entries())
                .containsExactly(
                        "C1 entry:2026-03-03T10:00:00Z 2026-03-03 10:00:00",
                        "C1 entry:2026-03-21T10:00:00Z 2026-03-21 10:00:00");
    }

    @Test
    void firesForALateEventAtItsOwnTimeOrWhenItsFellowsCame() {
        live(entering("regular"));
        at("2026-03-03T09:00:00Z");
        happened("e2", "C1", "purchase", "2026-03-03T08:00:00Z");
        work();
        assertThat(entries()).isEmpty();

        happened("e1", "C1", "purchase", "2026-03-02T12:00:00Z");
        work();

        assertThat(entries()).containsExactly("C1 entry:2026-03-03T08:00:00Z 2026-03-03 08:00:00");
    }

    @Test
    void firesWhenTheContactChangesAndForWhoIsNew() {
        change("C1", "country = 'FR'");
        live(entering("fr"));
        assertThat(entries()).isEmpty();

        at("2026-03-04T09:00:00Z");
        change("C2", "country = 'FR'");
        contacts.one("C3", "country = 'fr'");
        work();
        change("C2", "city = 'Lyon'");
        work();

        assertThat(entries())
                .containsExactly(
                        "C2 entry:2026-03-04T09:00:00Z 2026-03-04 09:00:00",
                        "C3 entry:2026-03-04T09:00:00Z 2026-03-04 09:00:00");
    }

    @Test
    void firesWhenAMessageThatItReadsHasLeft() {
        live(entering("written"));
        for (var contact : List.of("C1", "C2")) {
            queued(contact);
        }
        at("2026-03-02T10:00:00Z");
        assertThat(entries()).isEmpty();

        house.get(Outbox.class)
                .record(
                        database.jdbc()
                                .sql(
                                        """
                                        select m.id from message m join contact c on c.id = m.contact_id
                                        where c.external_id = 'C1'
                                        """)
                                .query((row, _) -> new Outbox.Outcome.Sent(row.getLong(1)))
                                .list(),
                        "node",
                        clock.instant());
        work();

        assertThat(entries()).containsExactly("C1 entry:2026-03-02T10:00:00Z 2026-03-02 10:00:00");
    }

    @Test
    void firesWhenAMessageThatItReadsWasShown() {
        live(entering("written"));
        at("2026-03-02T10:00:00Z");
        var offers = new WebOffers(database.jdbc());
        var offer =
                database.jdbc()
                        .sql(
                                """
                                insert into web_offer (contact_id, plan, source, due, expiry, type, template)
                                select id, 'maison', 'campaign:sale', :now, cast(:now as timestamptz) + interval '1 day',
                                       'PROMOTIONAL', 'banner'
                                from contact where external_id = 'C2'
                                returning id, contact_id
                                """)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .query((row, _) -> List.of(row.getLong(1), row.getLong(2)))
                        .single();
        new TransactionTemplate(house.get(PlatformTransactionManager.class))
                .executeWithoutResult(
                        _ ->
                                offers.show(
                                        offers.hold(offer.getFirst(), offer.getLast())
                                                .orElseThrow(),
                                        clock.instant(),
                                        null,
                                        clock.instant()));
        work();

        assertThat(entries()).containsExactly("C2 entry:2026-03-02T10:00:00Z 2026-03-02 10:00:00");
    }

    private void queued(String contact) {
        database.jdbc()
                .sql(
                        """
                        with written as (
                            insert into message (contact_id, plan, source, channel, type, status, at)
                            select id, 'maison', 'campaign:sale', 'EMAIL', 'PROMOTIONAL', 'QUEUED', :now
                            from contact where external_id = :contact
                            returning id
                        )
                        insert into outbox (message_id, due, expires_at)
                        select id, :now, cast(:now as timestamptz) + interval '1 day' from written
                        """)
                .param("contact", contact)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Test
    void holdsItsFiringsWhileItIsPaused() {
        live(entering("regular"), Asks.when("thanks", Asks.event("purchase", "PT1H")));
        stands("regular", Status.PAUSED);
        stands("thanks", Status.PAUSED);
        happened("e1", "C1", "purchase", "2026-03-02T10:00:00Z");
        happened("e2", "C1", "purchase", "2026-03-02T11:00:00Z");
        at("2026-03-12T12:00:00Z");
        happened("e3", "C1", "purchase", "2026-03-12T12:00:00Z");
        work();
        assertThat(entries()).isEmpty();

        stands("regular", Status.LIVE);
        stands("thanks", Status.LIVE);
        at("2026-03-12T13:00:00Z");

        assertThat(entries())
                .containsExactly(
                        "C1 entry:2026-03-02T11:00:00Z 2026-03-02 11:00:00",
                        "C1 event:e1 2026-03-02 11:00:00",
                        "C1 event:e2 2026-03-02 12:00:00",
                        "C1 event:e3 2026-03-12 13:00:00");
        assertThat(house.column("select distinct act_at::text from enrolment order by 1"))
                .containsExactly("2026-03-12 12:00:00+00", "2026-03-12 13:00:00+00");
    }
}
