package org.marronnier.scheduler.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.scheduler.Rules.atMost;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.run.Run;
import org.marronnier.domain.run.RunReason;
import org.marronnier.domain.run.RunState;
import org.marronnier.scheduler.node.Pulse;
import org.marronnier.scheduler.outbox.OutboxWorker;
import org.marronnier.store.outbox.Outbox;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of a run that is held up: by somebody, by another process, or by what it meets. */
class InterruptedRunTest extends RunTest {

    InterruptedRunTest() {
        super(Instant.parse("2026-06-30T08:00:00Z"));
    }

    @Test
    void twoProcessesTakeTurnsOnOneRun() {
        contacts.many(3_500);
        try (var other = another()) {
            var run = house.fire("sale");

            var moved = true;
            while (moved) {
                moved = house.get(CampaignRunner.class).drainOnce() > 0;
                moved |= other.get(CampaignRunner.class).drainOnce() > 0;
                house.get(OutboxWorker.class).drainOnce();
                moved |= other.get(OutboxWorker.class).drainOnce() > 0;
            }

            house.decide();

            assertThat(house.funnel(run.id()))
                    .isEqualTo(Map.of("targeted", 3_500L, "sent", 3_500L));
            assertThat(house.run(run.id()).state()).isEqualTo(RunState.DONE);
            assertThat(house.column("select count(*) from inbox_mail")).containsExactly("3500");
        }
    }

    @Test
    void failsWhereItsTargetCannotBeEvaluatedAndLetsTheOthersGoOn() {
        contacts.many(2);
        plans.campaign(
                "broken", Status.APPROVED, asks -> asks.target(new Condition.InSegment("lost")));

        var broken = house.fire("broken");
        var run = decided("sale");

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
        plans.rule(atMost(1, "P7D")).campaign("other");
        var run = decided("sale");

        house.get(SteeringRuns.class).stop(run.id(), "anna");
        var other = delivered("other");

        assertThat(house.run(run.id()).state()).isEqualTo(RunState.FAILED);
        assertThat(house.run(run.id()).reason()).isEqualTo(RunReason.STOPPED_BY_HAND);
        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 30L, "cancelled", 30L));
        assertThat(house.funnel(other.id())).isEqualTo(Map.of("targeted", 30L, "sent", 30L));
    }

    /** The process was taken for dead, and what it had in hand waits again. */
    @Test
    void isStoppedWhileAnotherProcessRecordsWhatItHandedOver() throws Exception {
        contacts.many(2);
        var run = decided("sale");
        var transaction = new TransactionTemplate(house.get(JdbcTransactionManager.class));

        try (var other = Executors.newSingleThreadExecutor()) {
            var stopped =
                    transaction.execute(
                            _ -> {
                                house.column(
                                        "select id::text from message where id = 1 for update");
                                var begun =
                                        other.submit(
                                                () ->
                                                        house.get(SteeringRuns.class)
                                                                .stop(run.id(), "anna"));
                                untilWaiting(begun);
                                // So that the other is the one that the database chooses.
                                house.column("select set_config('deadlock_timeout', '30s', true)");
                                house.column(
                                        "select message_id::text from outbox where message_id = 1 for update");
                                return begun;
                            });

            assertThat(stopped.get()).map(Run::state).contains(RunState.FAILED);
        }
        house.get(Pulse.class).beat();
        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 2L, "cancelled", 2L));
        assertThat(house.column("select message_id::text from outbox")).isEmpty();
    }

    private void untilWaiting(Future<?> begun) {
        while (!begun.isDone()
                && house.column("select pid::text from pg_locks where not granted").isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void keepsAPlaceForWhatWasSentThoughItWasTakenBackMeanwhile() {
        contacts.many(1);
        plans.capacity(Channel.EMAIL, 1).rule(atMost(1, "P7D")).campaign("other");
        var run = decided("sale");
        var outbox = house.get(Outbox.class);
        var origin = new Outbox.Origin.OfRun(run.id());
        var inHand = outbox.claim(origin, List.of("EMAIL"), "slow", "inbox", clock.instant(), 10);

        house.get(Pulse.class).beat();
        house.get(SteeringRuns.class).stop(run.id(), "anna");
        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 1L, "cancelled", 1L));
        outbox.record(
                List.of(new Outbox.Outcome.Sent(inHand.getFirst().message())),
                "slow",
                clock.instant());
        var other = decided("other");

        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 1L, "sent", 1L));
        assertThat(house.column("select n::text from channel_day")).containsExactly("1");
        assertThat(house.funnel(other.id())).doesNotContainKey("queued");
    }

    /**
     * Another took the place meanwhile: its window no longer reached back to when it was placed.
     */
    @Test
    void decidesAgainWhatWaitedThroughAPause() {
        contacts.many(2);
        plans.capacity(Channel.EMAIL, 10).rule(atMost(1, "PT4H")).campaign("other");
        plans.campaign("sale", Status.APPROVED, asks -> asks.whenCapped(WhenCapped.DEFER));
        var run = decided("sale");
        house.get(SteeringRuns.class).pause(run.id(), "anna");
        clock.step(Duration.ofHours(5));
        var other = delivered("other");
        assertThat(house.funnel(other.id())).isEqualTo(Map.of("targeted", 2L, "sent", 2L));

        clock.step(Duration.ofMinutes(30));
        house.get(SteeringRuns.class).resume(run.id(), "anna");
        house.deliver();
        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 2L, "deferred", 2L));
        assertThat(house.column("select n::text from channel_day")).containsExactly("2");
        clock.set(Instant.parse("2026-06-30T17:00:00Z"));
        house.decide();
        house.deliver();

        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 2L, "sent", 2L));
        assertThat(house.run(run.id()).state()).isEqualTo(RunState.DONE);
        assertThat(house.column("select n::text from channel_day")).containsExactly("4");
        assertThat(house.column("select distinct at::text from message order by 1"))
                .containsExactly("2026-06-30 13:00:00+00", "2026-06-30 17:00:00+00");
    }

    @Test
    void givesBackThePlacesOfWhatExpiredWhileItWasPaused() {
        contacts.many(3);
        plans.rule(atMost(1, "P7D")).campaign("other");
        var run = decided("sale");
        house.get(SteeringRuns.class).pause(run.id(), "anna");

        clock.step(Duration.ofDays(1));
        house.get(Pulse.class).beat();
        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 3L, "queued", 3L));
        clock.step(Duration.ofSeconds(1));
        house.get(Pulse.class).beat();
        var other = delivered("other");

        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 3L, "failed", 3L));
        assertThat(house.column("select distinct reason from message where status = 'FAILED'"))
                .containsExactly("EXPIRED");
        assertThat(house.funnel(other.id())).isEqualTo(Map.of("targeted", 3L, "sent", 3L));
    }

    @Test
    void takesBackWhatAContactSaidNoToWhileItWaited() {
        contacts.many(3);
        var run = decided("sale");

        clock.step(Duration.ofMinutes(10));
        contacts.says("C000002", "WITHDRAWN", "2026-06-30T08:05:00Z");
        house.deliver();

        assertThat(house.funnel(run.id()))
                .isEqualTo(Map.of("targeted", 3L, "sent", 2L, "cancelled", 1L));
    }

    @Test
    void failsAMessageThatCannotBeWrittenAndNotTheRun() {
        plans.template(writing("<p>{{points}}</p>"));
        contacts.agreed("A", "attributes = '{\"points\": 12}'").agreed("B", "");

        var run = delivered("sale");

        assertThat(house.funnel(run.id()))
                .isEqualTo(Map.of("targeted", 2L, "sent", 1L, "failed", 1L));
        assertThat(house.run(run.id()).state()).isEqualTo(RunState.DONE);
        assertThat(house.column("select reason from message where status = 'FAILED'"))
                .containsExactly("UNKNOWN_FIELD: points");
        assertThat(house.column("select html from inbox_mail")).containsExactly("<p>12</p>");
    }
}
