package org.marronnier.scheduler.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.scheduler.Rules.atMost;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.computing.ComputingState;
import org.marronnier.domain.figure.Figure;
import org.marronnier.domain.figure.FigureSubject;
import org.marronnier.domain.figure.PlanFigure;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.run.Funnel;
import org.marronnier.domain.time.SteppedClock;
import org.marronnier.scheduler.Contacts;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.PlansInHand;
import org.marronnier.scheduler.node.Pulse;
import org.marronnier.store.database.TestDatabase;

/** What a campaign would come to, beside what it then comes to. */
class ForecastingCampaignTest {

    private static final FigureSubject SALE = new FigureSubject.Forecast("sale");

    private final TestDatabase database = TestDatabase.migrated();
    private final SteppedClock clock = new SteppedClock(Instant.parse("2026-06-30T08:00:00Z"));
    private final PlansInHand plans =
            new PlansInHand()
                    .campaign("sale", Status.DRAFT, asks -> asks.start("2026-07-01T10:00"));
    private House house;
    private MeasuringPlans measuring;

    @BeforeEach
    void open() {
        house =
                new House(
                        database.dataSource(),
                        plans,
                        clock,
                        Map.of("marronnier.workers", "false"),
                        context ->
                                context.scan(
                                        "org.marronnier.scheduler.figure",
                                        "org.marronnier.store.figure"));
        house.get(Pulse.class).beat();
        measuring = house.get(MeasuringPlans.class);
        new Contacts(database.jdbc()).many(40);
        sql("update contact set email = null, email_key = null where id % 10 = 3");
        sql("delete from consent where contact_id % 10 = 7");
        sql(
                """
                insert into message (contact_id, plan, source, channel, type, status, at)
                select id, 'maison', 'campaign:before', 'EMAIL', 'PROMOTIONAL', 'SENT', '2026-06-28T08:00:00Z'
                from contact where id % 10 in (1, 3)
                """);
    }

    @AfterEach
    void close() {
        house.close();
        database.close();
    }

    @Test
    void foreseesOfADraftWhatTheRunThenDecidesAndKeepsNothing() {
        plans.rule(atMost(1, "P7D"));

        var foreseen = forecast();

        assertThat(foreseen.occurrence()).isEqualTo("2026-07-01T08:00:00Z");
        assertThat(foreseen.isEstimate()).isFalse();
        assertThat(
                        house.column(
                                "select run_id::text from decision union all select id::text from run"))
                .isEmpty();
        plans.campaign("sale", Status.APPROVED, asks -> asks.start("2026-07-01T10:00"));
        clock.step(Duration.ofDays(1));
        var run = house.fire("sale");
        house.decide();
        assertThat(new TreeMap<>(foreseen.funnel().lines())).isEqualTo(house.funnel(run.id()));
        assertThat(foreseen.funnel().line(Funnel.QUEUED)).isEqualTo(28);
    }

    @Test
    void leavesOutARuleThatIsPausedAndIsComputedAgainWhenItIsNot() {
        var rule = atMost(1, "P7D");
        plans.rule(
                new PressureRule(
                        rule.key(),
                        rule.name(),
                        rule.restricts(),
                        rule.window(),
                        rule.unit(),
                        rule.limit(),
                        null,
                        true));
        assertThat(forecast().funnel().line(Funnel.QUEUED)).isEqualTo(32);

        plans.rule(atMost(1, "P8D"));

        assertThat(shown().state()).isEqualTo(ComputingState.WAITING);
        assertThat(forecast().funnel().line(Funnel.QUEUED)).isEqualTo(28);
    }

    @Test
    void countsWhoFindsNoPlaceInTheChannelThatDay() {
        plans.capacity(Channel.EMAIL, 10);

        assertThat(forecast().funnel().line(Funnel.CAPACITY)).isEqualTo(22);
        assertThat(forecast().funnel().line(Funnel.QUEUED)).isEqualTo(10);
    }

    @Test
    void leavesTheOthersThePlacesThatTheyTookOfThatDay() {
        plans.capacity(Channel.EMAIL, 10);
        sql(
                """
                insert into channel_day (plan, channel, day, n)
                values ('maison', 'EMAIL', '2026-07-01', 4), ('maison', 'EMAIL', '2026-06-30', 3), ('maison', 'SMS', '2026-07-01', 2)
                """);

        assertThat(forecast().funnel().line(Funnel.QUEUED)).isEqualTo(6);

        sql("update channel_day set n = 12 where channel = 'EMAIL' and day = '2026-07-01'");
        measuring.recompute(plans.load(PlansInHand.PLAN).orElseThrow(), SALE);
        assertThat(forecast().funnel().line(Funnel.QUEUED)).isZero();
    }

    @Test
    void judgesSomeDrawnByLotWhereThereAreMany() {
        sql(
                """
                insert into contact (external_id, email, email_key)
                select 'M' || n, 'm' || n || '@maison.example', 'm' || n || '@maison.example'
                from generate_series(1, 5000) n
                """);

        var forecast = forecast();

        assertThat(forecast.isEstimate()).isTrue();
        assertThat(forecast.judged()).isEqualTo(ForecastingCampaign.MOST);
        assertThat(forecast.funnel().targeted()).isEqualTo(5_040);
        assertThat(forecast.funnel().decided()).isEqualTo(5_040);
        assertThat(forecast.funnel().line(Funnel.NO_CONSENT)).isBetween(4_950L, 5_020L);
    }

    @Test
    void hasNoneOfACampaignThatIsOver() {
        clock.step(Duration.ofDays(2));

        shown();
        measuring.drainOnce();

        assertThat(shown().figure()).isNull();
    }

    private Figure.Forecast forecast() {
        shown();
        measuring.drainOnce();
        assertThat(shown().state()).isEqualTo(ComputingState.DONE);
        return (Figure.Forecast) shown().figure();
    }

    private PlanFigure shown() {
        return measuring.shown(plans.load(PlansInHand.PLAN).orElseThrow(), SALE);
    }

    private void sql(String sql) {
        database.jdbc().sql(sql).update();
    }
}
