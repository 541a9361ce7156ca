package org.marronnier.scheduler.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.scheduler.Rules.atMost;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.pressure.Scope;
import org.marronnier.domain.run.RunState;
import org.marronnier.store.decision.Decisions;
import org.marronnier.store.inbox.Inbox;

/** What a run decides, and what leaves. */
class CampaignRunTest extends RunTest {

    CampaignRunTest() {
        super(Instant.parse("2026-06-30T08:00:00Z"));
    }

    @Test
    void takesACampaignToTheInboxAndTellsWhatBecameOfEachContact() {
        contacts.agreed("A", "")
                .agreed("B", "suppressed_at = now()")
                .one("C", "email = null, email_key = null")
                .one("D", "")
                .agreed("E", "email_key = 'a@maison.example'")
                .agreed("F", "email_bounced_at = now()");

        var run = delivered("sale");

        assertThat(house.run(run.id()).state()).isEqualTo(RunState.DONE);
        assertThat(house.funnel(run.id()))
                .isEqualTo(
                        Map.of(
                                "targeted",
                                6L,
                                "sent",
                                1L,
                                "blocked",
                                1L,
                                "noAddress",
                                2L,
                                "noConsent",
                                1L,
                                "duplicate",
                                1L));
        var mail = house.get(Inbox.class).newest("", null, 10);
        assertThat(mail).extracting(Inbox.Mail::recipient).containsExactly("a@maison.example");
        assertThat(mail).extracting(Inbox.Mail::subject).containsExactly("Bonjour Zoé");
        assertThat(
                        lines(run.id()).stream()
                                .map(
                                        line ->
                                                line.contact()
                                                        + " "
                                                        + line.outcome()
                                                        + " "
                                                        + line.reasons()))
                .containsExactly(
                        "A SEND []",
                        "B SUPPRESS [{\"gate\": \"BLOCKED\", \"blocks\": [\"SUPPRESSED\"]}]",
                        "C SUPPRESS [{\"gate\": \"NO_ADDRESS\", \"bounced\": [], \"channels\": [\"EMAIL\"]},"
                                + " {\"gate\": \"NO_CONSENT\", \"consents\": [{\"regime\": \"OPT_IN\", \"status\": null, \"channel\": \"EMAIL\"}]}]",
                        "D SUPPRESS [{\"gate\": \"NO_CONSENT\", \"consents\": [{\"regime\": \"OPT_IN\", \"status\": null, \"channel\": \"EMAIL\"}]}]",
                        "E SUPPRESS [{\"of\": \"A\", \"gate\": \"DUPLICATE\", \"channel\": \"EMAIL\"}]",
                        "F SUPPRESS [{\"gate\": \"NO_ADDRESS\", \"bounced\": [\"EMAIL\"], \"channels\": [\"EMAIL\"]}]");
    }

    @Test
    void twoCampaignsInTwoProcessesAtOnceGiveTheOnePlaceLeftOnce() throws Exception {
        contacts.many(2_000);
        plans.campaign("other").rule(atMost(1, "P7D"));
        try (var other = another()) {
            house.fire("sale");
            house.fire("other");

            atOnce(house::decide, other::decide);
            house.decide();

            assertThat(house.column("select count(*) from message")).containsExactly("2000");
            assertThat(
                            house.column(
                                    "select count(*) from (select contact_id from message group by contact_id having count(*) > 1) twice"))
                    .containsExactly("0");
        }
    }

    @Test
    void givesTheOnePlaceOfAHouseholdToItsFirstMember() {
        var rule = atMost(1, "P7D", Scope.ANY, PressureRule.Unit.HOUSEHOLD);
        plans.campaign(
                        "letter",
                        Status.APPROVED,
                        asks -> asks.type(MessageType.SERVICE).on(Channel.EMAIL))
                .rule(rule);
        contacts.one("A", "household = 'h'").one("B", "household = 'h'").one("C", "");

        var run = decided("letter");

        assertThat(house.funnel(run.id()))
                .isEqualTo(Map.of("targeted", 3L, "queued", 2L, "pressure:" + rule.key(), 1L));
        assertThat(
                        house.column(
                                "select external_id from decision join contact on id = contact_id where outcome = 'SUPPRESS'"))
                .containsExactly("B");
    }

    @Test
    void keepsWithinTheCapacityOfADay() {
        contacts.many(10);
        plans.capacity(Channel.EMAIL, 6).campaign("other");

        var first = decided("sale");
        database.jdbc().sql("update channel_day set n = 4").update();
        var second = decided("other");

        assertThat(house.funnel(first.id()))
                .isEqualTo(Map.of("targeted", 10L, "queued", 6L, "deferred", 4L));
        assertThat(house.funnel(second.id()))
                .isEqualTo(Map.of("targeted", 10L, "queued", 2L, "deferred", 8L));
    }

    @Test
    void staysSilentInAQuietPeriodThatOutlastsItsMessagesAndSaysSo() {
        contacts.many(2);
        plans.campaign("short", Status.APPROVED, asks -> asks.expiry("PT6H"))
                .quiet(
                        new QuietPeriod(
                                "holidays",
                                Set.of(),
                                Set.of(),
                                new QuietPeriod.PublicHolidays("FR")));
        clock.set(Instant.parse("2026-07-14T08:00:00Z"));

        var run = decided("short");

        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 2L, "quiet", 2L));
    }

    @Test
    void sendsNoMoreThanAContactWants() {
        contacts.many(2);
        plans.campaign("other");
        database.jdbc()
                .sql(
                        """
                        insert into contact_preference (contact_id, channel, max, span, set_at)
                        select id, 'EMAIL', 1, 'P7D', now() from contact where external_id = 'C000001'
                        """)
                .update();

        var first = decided("sale");
        var second = decided("other");

        assertThat(house.funnel(first.id())).isEqualTo(Map.of("targeted", 2L, "queued", 2L));
        assertThat(house.funnel(second.id()))
                .isEqualTo(Map.of("targeted", 2L, "queued", 1L, "pressure:preference:EMAIL", 1L));
    }

    private List<Decisions.Line> lines(long run) {
        var lines = new ArrayList<Decisions.Line>();
        house.get(ReadingDecisions.class).ofRun(run, lines::add);
        return lines;
    }
}
