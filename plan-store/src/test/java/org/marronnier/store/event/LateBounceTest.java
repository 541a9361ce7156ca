package org.marronnier.store.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.marronnier.store.contact.ContactConsequences;
import org.marronnier.store.database.TestDatabase;
import org.marronnier.store.outbox.ContactFields;
import org.marronnier.store.outbox.Messages;
import org.marronnier.store.outbox.Outbox;
import org.marronnier.store.run.Runs;
import org.marronnier.store.scenario.ScenarioTally;

/** A bounce that comes when the contact has another address already. */
class LateBounceTest extends EventsTest {

    @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

    private long email;
    private long sms;

    LateBounceTest() {
        super(DATABASE);
    }

    @BeforeEach
    void sent() {
        run(
                """
                update contact set email = 'Zoe@maison.example', email_key = 'zoe@maison.example', phone = '+33601020304'
                where external_id = 'C1'
                """);
        run(
                """
                insert into live_scenario (plan, programme, key, state, since)
                values ('p', 'club', 'thanks', 'LIVE', '2027-01-01T00:00:00Z')
                """);
        email = queued("EMAIL");
        sms = queued("SMS");
        transaction.executeWithoutResult(_ -> handOver());
    }

    private void handOver() {
        var jdbc = database.jdbc();
        var outbox =
                new Outbox(
                        jdbc,
                        new Runs(jdbc, DATABASE.dataSource()),
                        new Messages(jdbc, DATABASE.dataSource()),
                        new ContactFields(jdbc),
                        new ScenarioTally(jdbc));
        var scenario =
                new Outbox.Origin.OfScenario(
                        jdbc.sql("select id from live_scenario").query(Long.class).single());
        var claimed =
                outbox.claim(scenario, List.of("EMAIL", "SMS"), "node", "gateway", NOW, 10).stream()
                        .map(one -> new Outbox.Outcome.Sent(one.message()))
                        .toList();
        outbox.record(claimed, "node", NOW);
    }

    private long queued(String channel) {
        return database.jdbc()
                .sql(
                        """
                        with m as (
                            insert into message (contact_id, plan, source, channel, type, status, at)
                            select id, 'p', 'scenario:thanks', :channel, 'SERVICE', 'QUEUED', '2027-01-31T09:00:00Z'
                            from contact where external_id = 'C1' returning id)
                        insert into outbox (message_id, scenario_id, due, expires_at)
                        select m.id, s.id, '2027-01-31T09:00:00Z', '2027-02-28T09:00:00Z' from m, live_scenario s
                        returning message_id
                        """)
                .param("channel", channel)
                .query(Long.class)
                .single();
    }

    @Test
    void marksTheAddressThatTheMessageWentTo() {
        bounced(email);
        bounced(sms);

        assertThat(marked()).containsExactly("email phone");
    }

    @Test
    void marksNoAddressThatTheContactHasSince() {
        run("update contact set email = 'zoe@new.example', email_key = 'zoe@new.example'");

        bounced(email);
        bounced(sms);

        assertThat(marked()).containsExactly("phone");
        assertThat(rows("select count(*)::text from message where bounced_at is not null"))
                .containsExactly("2");
    }

    @Test
    void marksTheAddressOfWhomTheContactWasMergedInto() {
        run("update contact set email_key = 'zoe@maison.example' where external_id = 'C2'");
        run("update message set contact_id = (select id from contact where external_id = 'C2')");
        take(outcome("m", "C2", email));
        take(outcome("n", "C2", sms));

        assertThat(rows("select external_id from contact where email_bounced_at is not null"))
                .containsExactly("C2");
        assertThat(rows("select external_id from contact where phone_bounced_at is not null"))
                .isEmpty();
    }

    @Test
    void keepsNothingOfTheAddressOfWhoIsErased() {
        assertThat(rows("select count(sent_to)::text from message")).containsExactly("2");

        run("update contact set erased_at = now(), email = null, email_key = null, phone = null");
        transaction.executeWithoutResult(_ -> new ContactConsequences(database.jdbc()).follow(10));

        assertThat(rows("select count(sent_to)::text from message")).containsExactly("0");
    }

    private void bounced(long message) {
        take(outcome("bounce-" + message, "C1", message));
    }

    private static String outcome(String id, String contact, long message) {
        return event(id, contact, "message.bounced", "2027-01-31T09:30:00Z")
                .replace("}", ", \"message\": %d}".formatted(message));
    }

    private List<String> marked() {
        return rows(
                """
                select concat_ws(' ', case when email_bounced_at is not null then 'email' end,
                                 case when phone_bounced_at is not null then 'phone' end)
                from contact where external_id = 'C1'
                """);
    }
}
