package org.marronnier.scheduler.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
import org.marronnier.domain.pressure.Window;
import org.marronnier.domain.run.RunReason;
import org.marronnier.domain.run.RunState;
import org.marronnier.domain.time.Span;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.PlansInHand;
import org.marronnier.store.decision.Decisions;
import org.marronnier.store.inbox.Inbox;

class CampaignRunTest extends RunTest {

    private static final Scope ANY = Scope.ANY;

    CampaignRunTest() {
        super(Instant.parse("2026-06-30T08:00:00Z"));
    }

    @Test
    void takesACampaignToTheInboxAndTellsWhatBecameOfEachContact() {
        contacts.one("A", "")
                .says("A", "GRANTED", "2026-01-01T00:00:00Z")
                .one("B", "suppressed_at = now()")
                .says("B", "GRANTED", "2026-01-01T00:00:00Z")
                .one("C", "email = null, email_key = null")
                .one("D", "")
                .one("E", "email_key = 'a@maison.example'")
                .says("E", "GRANTED", "2026-01-01T00:00:00Z")
                .one("F", "email_bounced_at = now()")
                .says("F", "GRANTED", "2026-01-01T00:00:00Z");

        var run = house.fire("sale");
        house.decide();
        house.deliver();

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
    void isOneRunForACampaignAndAnInstant() {
        contacts.many(10);
        var runner = house.get(CampaignRunner.class);

        var first = runner.run(PlansInHand.PLAN, "sale", clock.instant()).orElseThrow();
        house.decide();
        house.deliver();
        var second = runner.run(PlansInHand.PLAN, "sale", clock.instant()).orElseThrow();
        house.decide();
        house.deliver();

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(house.funnel(first.id())).isEqualTo(Map.of("targeted", 10L, "sent", 10L));
        assertThat(house.column("select count(*) from message")).containsExactly("10");
    }

    @Test
    void knowsARepeatedCallByItsKey() {
        var firing = house.get(FiringCampaign.class);

        var first = (FiringCampaign.Answer.Fired) firing.fire(null, "sale", "anna", "key-1");
        clock.step(Duration.ofMinutes(5));
        var again = (FiringCampaign.Answer.Fired) firing.fire(null, "sale", "anna", "key-1");
        var other = (FiringCampaign.Answer.Fired) firing.fire(null, "sale", "anna", "key-2");

        assertThat(first.fresh()).isTrue();
        assertThat(again.fresh()).isFalse();
        assertThat(again.run().id()).isEqualTo(first.run().id());
        assertThat(other.run().id()).isNotEqualTo(first.run().id());
    }

    @Test
    void tellsTwoCallsOfOneSecondApartByTheirKeys() {
        var firing = house.get(FiringCampaign.class);

        var first = (FiringCampaign.Answer.Fired) firing.fire(null, "sale", "anna", null);
        var second = (FiringCampaign.Answer.Fired) firing.fire(null, "sale", "anna", "key-1");
        clock.step(Duration.ofMinutes(5));
        var again = (FiringCampaign.Answer.Fired) firing.fire(null, "sale", "anna", "key-1");

        assertThat(second.run().id()).isNotEqualTo(first.run().id());
        assertThat(again.run().id()).isEqualTo(second.run().id());
    }

    @Test
    void firesOnlyWhatIsApprovedAndKnown() {
        plans.campaign("draft", Status.DRAFT, asks -> asks)
                .campaign("live", Status.LIVE, asks -> asks);
        var firing = house.get(FiringCampaign.class);

        assertThat(firing.fire(null, "draft", "anna", null))
                .isEqualTo(new FiringCampaign.Answer.NotApproved(Status.DRAFT));
        assertThat(firing.fire(null, "none", "anna", null))
                .isEqualTo(new FiringCampaign.Answer.Unknown());
        assertThat(firing.fire("none", "live", "anna", null))
                .isEqualTo(new FiringCampaign.Answer.Unknown());
        assertThat(firing.fire(null, "live", "anna", null))
                .isInstanceOf(FiringCampaign.Answer.Fired.class);
        assertThat(house.get(CampaignRunner.class).run(PlansInHand.PLAN, "draft", clock.instant()))
                .isEmpty();
    }

    @Test
    void twoProcessesTakeTurnsOnOneRun() {
        contacts.many(3_500);
        try (var other = House.byHand(database.dataSource(), plans, clock)) {
            var run = house.fire("sale");

            var moved = true;
            while (moved) {
                moved = house.get(CampaignRunner.class).drainOnce() > 0;
                moved |= other.get(CampaignRunner.class).drainOnce() > 0;
                house.get(org.marronnier.scheduler.outbox.OutboxWorker.class).drainOnce();
                moved |=
                        other.get(org.marronnier.scheduler.outbox.OutboxWorker.class).drainOnce()
                                > 0;
            }

            house.decide();

            assertThat(house.funnel(run.id()))
                    .isEqualTo(Map.of("targeted", 3_500L, "sent", 3_500L));
            assertThat(house.run(run.id()).state()).isEqualTo(RunState.DONE);
            assertThat(house.column("select count(*) from inbox_mail")).containsExactly("3500");
        }
    }

    @Test
    void twoCampaignsInTwoProcessesAtOnceGiveTheOnePlaceLeftOnce() throws Exception {
        contacts.many(2_000);
        plans.campaign("other").rule(weekly(PressureRule.Unit.PERSON));
        try (var other = House.byHand(database.dataSource(), plans, clock)) {
            house.fire("sale");
            house.fire("other");

            var threads =
                    List.of(
                            Thread.ofVirtual().unstarted(house::decide),
                            Thread.ofVirtual().unstarted(other::decide));
            threads.forEach(Thread::start);
            for (var thread : threads) {
                thread.join();
            }
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
        plans.campaign(
                        "letter",
                        Status.APPROVED,
                        asks -> asks.type(MessageType.SERVICE).on(Channel.EMAIL))
                .rule(weekly(PressureRule.Unit.HOUSEHOLD));
        contacts.one("A", "household = 'h'").one("B", "household = 'h'").one("C", "");

        var run = house.fire("letter");
        house.decide();

        assertThat(house.funnel(run.id()))
                .isEqualTo(Map.of("targeted", 3L, "queued", 2L, "pressure:weekly", 1L));
        assertThat(
                        house.column(
                                "select external_id from decision join contact on id = contact_id where outcome = 'SUPPRESS'"))
                .containsExactly("B");
    }

    @Test
    void decidesAllContactsOfAPunctualRunAsOfItsInstant() {
        contacts.many(1_500);
        plans.rule(weekly(PressureRule.Unit.PERSON));
        var runner = house.get(CampaignRunner.class);

        runner.run(PlansInHand.PLAN, "sale", clock.instant());
        runner.drainOnce();
        clock.step(Duration.ofSeconds(30));
        house.decide();
        clock.set(Instant.parse("2026-07-07T08:00:00Z"));
        var next = runner.run(PlansInHand.PLAN, "sale", clock.instant()).orElseThrow();
        house.decide();

        assertThat(house.funnel(next.id())).isEqualTo(Map.of("targeted", 1_500L, "queued", 1_500L));
    }

    @Test
    void asksAgainWhoIsMeantAfterABreak() {
        plans.campaign(
                "young",
                Status.APPROVED,
                asks ->
                        asks.target(
                                new org.marronnier.domain.condition.Condition.Attribute(
                                        "city",
                                        List.of(
                                                org.marronnier.domain.condition.Comparison.of(
                                                        org.marronnier.domain.condition.Comparison
                                                                .Operator.EQ,
                                                        org.marronnier.domain.condition.Operand.of(
                                                                "Lyon"))))));
        contacts.one("A", "city = 'Lyon'")
                .says("A", "GRANTED", "2026-01-01T00:00:00Z")
                .one("B", "city = 'Lyon'")
                .says("B", "GRANTED", "2026-01-01T00:00:00Z");
        var run = house.fire("young");
        house.get(CampaignRunner.class).drainOnce();
        database.jdbc().sql("update contact set city = 'Paris' where external_id = 'B'").update();

        clock.step(Duration.ofHours(2));
        house.decide();

        assertThat(house.funnel(run.id()))
                .isEqualTo(Map.of("targeted", 2L, "queued", 1L, "noLongerTargeted", 1L));
    }

    @Test
    void suppressesEverythingOfAFiringThatComesTooLate() {
        contacts.many(3);

        var run =
                house.get(CampaignRunner.class)
                        .run(PlansInHand.PLAN, "sale", Instant.parse("2026-06-28T08:00:00Z"))
                        .orElseThrow();
        house.decide();

        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 3L, "expired", 3L));
        assertThat(house.run(run.id()).state()).isEqualTo(RunState.DONE);
    }

    @Test
    void keepsWithinTheCapacityOfADay() {
        contacts.many(10);
        plans.capacity(Channel.EMAIL, 6).campaign("other");

        var first = house.fire("sale");
        house.decide();
        database.jdbc().sql("update channel_day set n = 4").update();
        var second = house.fire("other");
        house.decide();

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

        var run = house.fire("short");
        house.decide();

        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 2L, "quiet", 2L));
    }

    @Test
    void failsWhereItsTargetCannotBeEvaluatedAndLetsTheOthersGoOn() {
        contacts.many(2);
        plans.campaign(
                "broken",
                Status.APPROVED,
                asks ->
                        asks.target(
                                new org.marronnier.domain.condition.Condition.InSegment("lost")));

        var broken = house.fire("broken");
        var run = house.fire("sale");
        house.decide();

        assertThat(house.run(broken.id()).reason()).isEqualTo(RunReason.PLAN_UNUSABLE);
        assertThat(house.run(broken.id()).detail()).contains("lost");
        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 2L, "queued", 2L));
    }

    @Test
    void triesAgainWhereOthersHoldItsContacts() throws Exception {
        contacts.many(3);
        var run = house.fire("sale");
        house.get(CampaignRunner.class).drainOnce();
        try (var other = database.dataSource().getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("select from contact where id = 2 for update");

            assertThat(house.get(CampaignRunner.class).step(run.id())).isFalse();

            other.rollback();
        }
        house.decide();
        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 3L, "queued", 3L));
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

        var first = house.fire("sale");
        house.decide();
        var second = house.fire("other");
        house.decide();

        assertThat(house.funnel(first.id())).isEqualTo(Map.of("targeted", 2L, "queued", 2L));
        assertThat(house.funnel(second.id()))
                .isEqualTo(Map.of("targeted", 2L, "queued", 1L, "pressure:preference:EMAIL", 1L));
    }

    @Test
    void pausesWhenItsCampaignIsPausedAndGoesOnWhenResumed() {
        contacts.many(1_200);
        var run = house.fire("sale");
        house.get(CampaignRunner.class).drainOnce();
        house.get(CampaignRunner.class).drainOnce();

        plans.campaign("sale", Status.PAUSED, asks -> asks);
        clock.step(Duration.ofSeconds(5));
        house.decide();
        house.deliver();

        assertThat(house.run(run.id()).state()).isEqualTo(RunState.PAUSED);
        assertThat(house.run(run.id()).reason()).isEqualTo(RunReason.CAMPAIGN_NOT_LIVE);
        assertThat(house.column("select count(*) from inbox_mail")).containsExactly("0");

        plans.campaign("sale", Status.LIVE, asks -> asks);
        clock.step(Duration.ofSeconds(5));
        house.get(SteeringRuns.class).resume(run.id(), "anna");
        house.decide();
        house.deliver();

        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 1_200L, "sent", 1_200L));
    }

    @Test
    void cancelsWhatWaitsWhenStoppedAndGivesThePlacesBack() {
        contacts.many(30);
        plans.rule(weekly(PressureRule.Unit.PERSON)).campaign("other");
        var run = house.fire("sale");
        house.decide();

        house.get(SteeringRuns.class).stop(run.id(), "anna");
        var other = house.fire("other");
        house.decide();
        house.deliver();

        assertThat(house.run(run.id()).state()).isEqualTo(RunState.FAILED);
        assertThat(house.run(run.id()).reason()).isEqualTo(RunReason.STOPPED_BY_HAND);
        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 30L, "cancelled", 30L));
        assertThat(house.funnel(other.id())).isEqualTo(Map.of("targeted", 30L, "sent", 30L));
    }

    @Test
    void takesBackWhatAContactSaidNoToWhileItWaited() {
        contacts.many(3);
        var run = house.fire("sale");
        house.decide();

        clock.step(Duration.ofMinutes(10));
        contacts.says("C000002", "WITHDRAWN", "2026-06-30T08:05:00Z");
        house.deliver();

        assertThat(house.funnel(run.id()))
                .isEqualTo(Map.of("targeted", 3L, "sent", 2L, "cancelled", 1L));
    }

    @Test
    void failsAMessageThatCannotBeWrittenAndNotTheRun() {
        plans.template(
                new org.marronnier.domain.template.Template(
                        "hello",
                        Channel.EMAIL,
                        "fr",
                        "club",
                        "Bonjour",
                        "<p>{{points}}</p>",
                        null));
        contacts.one("A", "attributes = '{\"points\": 12}'")
                .says("A", "GRANTED", "2026-01-01T00:00:00Z")
                .one("B", "")
                .says("B", "GRANTED", "2026-01-01T00:00:00Z");

        var run = house.fire("sale");
        house.decide();
        house.deliver();

        assertThat(house.funnel(run.id()))
                .isEqualTo(Map.of("targeted", 2L, "sent", 1L, "failed", 1L));
        assertThat(house.run(run.id()).state()).isEqualTo(RunState.DONE);
        assertThat(house.column("select reason from message where status = 'FAILED'"))
                .containsExactly("UNKNOWN_FIELD: points");
        assertThat(house.column("select html from inbox_mail")).containsExactly("<p>12</p>");
    }

    private List<Decisions.Line> lines(long run) {
        var lines = new ArrayList<Decisions.Line>();
        house.get(ReadingDecisions.class).ofRun(run, lines::add);
        return lines;
    }

    private static PressureRule weekly(PressureRule.Unit unit) {
        return new PressureRule(
                "weekly",
                "weekly",
                ANY,
                new Window.Rolling(Span.days(7)),
                unit,
                new PressureRule.Cap(1, null, false, List.of()));
    }
}
