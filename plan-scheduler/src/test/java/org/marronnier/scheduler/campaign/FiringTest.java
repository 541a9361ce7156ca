package org.marronnier.scheduler.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.scheduler.Rules.atMost;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.run.RunState;
import org.marronnier.scheduler.PlansInHand;

/** When a run begins, as of which instant it decides, and who may begin it. */
class FiringTest extends RunTest {

    FiringTest() {
        super(Instant.parse("2026-06-30T08:00:00Z"));
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
    void decidesAllContactsOfAPunctualRunAsOfItsInstant() {
        contacts.many(1_500);
        plans.rule(atMost(1, "P7D"));
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
        plans.campaign("young", Status.APPROVED, asks -> asks.target(is("city", "Lyon")));
        contacts.agreed("A", "city = 'Lyon'").agreed("B", "city = 'Lyon'");
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
}
