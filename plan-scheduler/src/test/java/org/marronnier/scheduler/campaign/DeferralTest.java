package org.marronnier.scheduler.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.scheduler.Rules.atMost;
import static org.marronnier.scheduler.Rules.quiet;
import static org.marronnier.scheduler.Rules.silentAfter;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.run.RunReason;
import org.marronnier.domain.run.RunState;
import org.marronnier.scheduler.node.Pulse;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is deferred is decided again when the instant has come, with all gates. */
class DeferralTest extends RunTest {

    /** 23:00 in Paris. */
    private static final Instant NIGHT = Instant.parse("2026-06-29T21:00:00Z");

    /** 21:30 in Paris. */
    private static final Instant EVENING = Instant.parse("2026-06-29T19:30:00Z");

    /** 08:00 in Paris. */
    private static final Instant MORNING = Instant.parse("2026-06-30T06:00:00Z");

    DeferralTest() {
        super(NIGHT);
        plans.quiet(quiet("22:00", "08:00"));
    }

    @Test
    void sendsWhenTheNightIsOverAndKeepsWhatWasDecidedBefore() {
        contacts.many(1_200);

        var run = delivered("sale");

        assertThat(house.funnel(run.id()))
                .isEqualTo(Map.of("targeted", 1_200L, "deferred", 1_200L));
        assertThat(house.run(run.id()).state()).isEqualTo(RunState.RUNNING);
        assertThat(house.column("select distinct until::text from decision"))
                .containsExactly("2026-06-30 06:00:00+00");

        clock.set(MORNING.minusSeconds(1));
        house.decide();
        assertThat(house.funnel(run.id())).containsEntry("deferred", 1_200L);

        clock.set(MORNING.plusSeconds(20));
        house.decide();
        house.deliver();

        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 1_200L, "sent", 1_200L));
        assertThat(house.run(run.id()).state()).isEqualTo(RunState.DONE);
        assertThat(house.column("select distinct at::text from message"))
                .containsExactly("2026-06-30 06:00:00+00");
        assertThat(
                        house.column(
                                """
                                select outcome from any_decision d join contact c on c.id = d.contact_id
                                where c.external_id = 'C000001' order by at desc
                                """))
                .containsExactly("SEND", "DEFER");
    }

    /** By the clock of where the contact is when its turn comes. */
    @Test
    void waitsForTheMorningWhereWhatWasPlacedByDayComesToLeaveByNight() {
        contacts.many(2);
        clock.set(EVENING);
        var run = decided("sale");
        clock.set(NIGHT);
        database.jdbc()
                .sql(
                        "update contact set known_zone = 'America/New_York' where external_id = 'C000002'")
                .update();
        house.deliver();

        assertThat(house.column("select external_id from inbox_mail")).containsExactly("C000002");
        assertThat(house.funnel(run.id()))
                .isEqualTo(Map.of("targeted", 2L, "sent", 1L, "queued", 1L));

        clock.set(MORNING);
        house.deliver();
        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 2L, "sent", 2L));
    }

    @Test
    void dropsWhatExpiresBeforeTheNightIsOver() {
        contacts.many(1);
        plans.campaign("soon", Status.APPROVED, asks -> asks.expiry("PT8H"));
        clock.set(EVENING);
        var run = decided("soon");
        clock.set(NIGHT);
        house.deliver();

        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 1L, "failed", 1L));
    }

    @Test
    void findsThePlaceThatIsFreeAgain() {
        contacts.many(2);
        plans.rule(atMost(1, "P1D"))
                .campaign(
                        "waiting",
                        Status.APPROVED,
                        asks -> asks.whenCapped(WhenCapped.DEFER).expiry("P2D"));
        clock.set(MORNING);
        delivered("sale");

        clock.step(Duration.ofHours(3));
        var run = decided("waiting");

        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 2L, "deferred", 2L));
        clock.set(MORNING.plus(Duration.ofDays(1)));
        house.decide();
        house.deliver();
        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 2L, "sent", 2L));
        assertThat(house.run(run.id()).state()).isEqualTo(RunState.DONE);
    }

    @Test
    void waitsUntilAnEventNoLongerForbids() {
        contacts.many(2);
        plans.rule(silentAfter("complaint", "P10D"))
                .campaign(
                        "patient",
                        Status.APPROVED,
                        asks -> asks.whenCapped(WhenCapped.DEFER).expiry("P20D"));
        database.jdbc()
                .sql(
                        """
                        insert into event (id, contact_id, type, at, properties)
                        select 'e1', id, 'complaint', '2026-06-22T10:00:00Z', '{}' from contact
                        where external_id = 'C000001'
                        """)
                .update();
        clock.set(MORNING);

        var run = decided("patient");

        assertThat(house.funnel(run.id()))
                .isEqualTo(Map.of("targeted", 2L, "queued", 1L, "deferred", 1L));
        assertThat(house.column("select until::text from decision where outcome = 'DEFER'"))
                .containsExactly("2026-07-02 10:00:00+00");
    }

    /** Worked case 10. */
    @Test
    void case10SuppressesWhoOptsOutWhileDeferredAndLeavesThePlaceFree() {
        contacts.many(1);
        plans.rule(atMost(1, "P7D")).campaign("other");
        var run = decided("sale");

        contacts.says("C000001", "WITHDRAWN", "2026-06-29T22:00:00Z");
        clock.set(MORNING);
        house.decide();
        house.deliver();

        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 1L, "noConsent", 1L));
        assertThat(house.run(run.id()).state()).isEqualTo(RunState.DONE);
        assertThat(house.column("select count(*) from message")).containsExactly("0");

        contacts.says("C000001", "GRANTED", "2026-06-30T06:00:00Z");
        var other = decided("other");
        assertThat(house.funnel(other.id())).isEqualTo(Map.of("targeted", 1L, "queued", 1L));
    }

    @Test
    void isTooLateWhereNobodyWokeItBeforeItsExpiry() {
        contacts.many(3);
        var run = decided("sale");

        clock.step(Duration.ofDays(2));
        house.decide();

        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 3L, "expired", 3L));
        assertThat(house.run(run.id()).state()).isEqualTo(RunState.DONE);
    }

    @Test
    void isDecidedOnceByTwoProcessesThatWakeItAtOnce() throws Exception {
        contacts.many(2_500);
        var run = decided("sale");
        clock.set(MORNING);

        try (var other = another()) {
            atOnce(house::decide, other::decide);
            house.decide();
        }

        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 2_500L, "queued", 2_500L));
        assertThat(house.column("select count(*) from message")).containsExactly("2500");
        assertThat(house.column("select count(*) from earlier_decision")).containsExactly("2500");
    }

    @Test
    void losesNothingWhenAProcessDiesWhileItDecides() {
        contacts.many(1_500);
        var run = decided("sale");
        clock.set(MORNING);
        var dying = new TransactionTemplate(house.get(JdbcTransactionManager.class));

        dying.executeWithoutResult(
                status -> {
                    assertThat(house.get(CampaignRunner.class).step(run.id())).isTrue();
                    status.setRollbackOnly();
                });
        assertThat(house.funnel(run.id()))
                .isEqualTo(Map.of("targeted", 1_500L, "deferred", 1_500L));
        house.decide();

        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 1_500L, "queued", 1_500L));
        assertThat(house.column("select count(*) from message")).containsExactly("1500");
    }

    @Test
    void waitsWhilePausedAndIsCancelledWhenStopped() {
        contacts.many(4);
        var run = decided("sale");

        house.get(SteeringRuns.class).pause(run.id(), "anna");
        clock.set(MORNING);
        house.decide();
        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 4L, "deferred", 4L));

        house.get(SteeringRuns.class).stop(run.id(), "anna");
        house.decide();
        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 4L, "cancelled", 4L));
        assertThat(house.column("select count(*) from message")).containsExactly("0");
    }

    @Test
    void isCancelledWithARunThatFailedWhereTheProcessDiedBetween() {
        contacts.many(4);
        var run = decided("sale");
        database.jdbc().sql("update run set state = 'failed', reason = 'STOPPED_BY_HAND'").update();

        house.get(Pulse.class).beat();

        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 4L, "cancelled", 4L));
    }

    @Test
    void pausesWithItsCampaign() {
        contacts.many(4);
        var run = decided("sale");
        plans.campaign("sale", Status.PAUSED, asks -> asks);

        clock.set(MORNING);
        house.decide();

        assertThat(house.run(run.id()).reason()).isEqualTo(RunReason.CAMPAIGN_NOT_LIVE);
        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 4L, "deferred", 4L));

        plans.campaign("sale", Status.LIVE, asks -> asks);
        clock.step(Duration.ofMinutes(30));
        house.get(SteeringRuns.class).resume(run.id(), "anna");
        house.decide();
        assertThat(house.funnel(run.id())).isEqualTo(Map.of("targeted", 4L, "queued", 4L));
    }

    @Test
    void isNoLongerMeantWhenTheContactIsGone() {
        contacts.many(2);
        var run = decided("sale");
        database.jdbc().sql("delete from contact where external_id = 'C000002'").update();

        clock.set(MORNING);
        house.decide();

        assertThat(house.funnel(run.id()))
                .isEqualTo(Map.of("targeted", 2L, "queued", 1L, "noLongerTargeted", 1L));
    }
}
