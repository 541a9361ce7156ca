package org.marronnier.scheduler.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.time.SteppedClock;
import org.marronnier.scheduler.Contacts;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.PlansInHand;
import org.marronnier.scheduler.trigger.Asks;
import org.marronnier.store.database.TestDatabase;
import org.marronnier.store.scenario.StoredScenarios;
import org.marronnier.store.scenario.StoredScenarios.State;

class KeepingScenariosTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final TestDatabase database = TestDatabase.migrated();
    private final PlansInHand plans = new PlansInHand();
    private final SteppedClock clock = new SteppedClock(NOW);
    private final House house = House.byHand(database.dataSource(), plans, clock);
    private final KeepingScenarios keeping = house.get(KeepingScenarios.class);
    private final LiveScenarios live = house.get(LiveScenarios.class);

    @AfterEach
    void close() {
        house.close();
        database.close();
    }

    @Test
    void putsIntoServiceWhatIsLiveAndNothingElse() {
        plans.scenario(after("purchase").brief(), Status.APPROVED);
        keeping.reconcile(PlansInHand.PLAN);
        assertThat(live.all()).isEmpty();

        plans.stands("thanks", Status.LIVE);
        keeping.reconcile(PlansInHand.PLAN);
        keeping.reconcile(PlansInHand.PLAN);

        var scenario = live.all().getFirst();
        assertThat(scenario.brief()).isEqualTo(after("purchase").brief());
        assertThat(scenario.since()).isEqualTo(NOW);
        assertThat(scenario.armedUpTo()).isZero();
        assertThat(editions()).containsExactly(1);
    }

    @Test
    void makesANewEditionAndArmsAgainWhereAnotherTriggerFires() {
        launched();
        var first = live.all().getFirst();

        clock.step(Duration.ofDays(1));
        plans.scenario(after("purchase").steps(new Step.End()).brief(), Status.LIVE);
        keeping.reconcile();
        assertThat(live.all().getFirst().since()).isEqualTo(NOW);
        assertThat(live.edition(first.edition())).isEqualTo(after("purchase").brief());
        plans.scenario(after("visit").brief(), Status.LIVE);
        keeping.reconcile();

        assertThat(live.all().getFirst().since()).isEqualTo(NOW.plus(Duration.ofDays(1)));
        assertThat(editions()).containsExactly(3, 2, 1);
        assertThat(live.all().getFirst().brief()).isEqualTo(after("visit").brief());
    }

    @Test
    void isHeldAndGoesOnWithItsProgramme() {
        launched();

        plans.programme(Status.PAUSED);
        keeping.reconcile();
        assertThat(live.all().getFirst().state()).isEqualTo(State.PAUSED);

        plans.programme(Status.LIVE);
        keeping.reconcile();
        assertThat(live.all().getFirst().isLive()).isTrue();
        assertThat(live.all().getFirst().resumedAt()).isEqualTo(NOW);
    }

    @Test
    void spreadsThoseWhoWereHeldOverATime() {
        launched();
        new Contacts(database.jdbc()).many(400);
        inside(400);
        plans.stands("thanks", Status.PAUSED);
        keeping.reconcile();

        clock.step(Duration.ofHours(1));
        plans.stands("thanks", Status.LIVE);
        keeping.reconcile();

        var dues =
                database.jdbc()
                        .sql("select extract(epoch from act_at - :now)::int from enrolment")
                        .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                        .query(Integer.class)
                        .list();
        assertThat(live.all().getFirst().spreadSeconds()).isEqualTo(20);
        assertThat(dues).allMatch(second -> second >= 0 && second < 20);
        assertThat(dues.stream().distinct().count()).isGreaterThan(15);
    }

    @Test
    void endsAndForgetsWhoWasInsideWhenItIsLaunchedAnew() {
        launched();
        new Contacts(database.jdbc()).many(3);
        inside(3);
        plans.stands("thanks", Status.ENDED);
        keeping.reconcile();
        assertThat(live.all()).isEmpty();

        plans.stands("thanks", Status.LIVE);
        keeping.reconcile();

        assertThat(live.all()).hasSize(1);
        assertThat(house.column("select distinct state from enrolment")).containsExactly("STOPPED");
        assertThat(house.column("select line || ' ' || n from scenario_tally"))
                .containsExactly("stopped 3");
    }

    @Test
    void endsWhatLeavesItsPlan() {
        launched();

        plans.without("thanks");
        keeping.reconcile();

        assertThat(live.all()).isEmpty();
        assertThat(house.get(StoredScenarios.class).of(PlansInHand.PLAN).getFirst().state())
                .isEqualTo(State.ENDED);
    }

    private void launched() {
        plans.scenario(after("purchase").brief(), Status.LIVE);
        keeping.reconcile();
    }

    private void inside(int count) {
        var scenario = live.all().getFirst();
        database.jdbc()
                .sql(
                        """
                        insert into enrolment (scenario_id, edition_id, contact_id, fired_by, fired_at, entered_at, due, act_at)
                        select :scenario, :edition, id, 'call:1', :now, :now, :now, :now from contact limit :count
                        """)
                .param("scenario", scenario.id())
                .param("edition", scenario.edition())
                .param("now", clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .param("count", count)
                .update();
    }

    private List<Integer> editions() {
        return house.get(StoredScenarios.class).editionsOf(live.all().getFirst().id()).stream()
                .map(StoredScenarios.Edition::number)
                .toList();
    }

    private static Asks after(String event) {
        return Asks.when("thanks", Asks.event(event, "PT0S")).oneAtATime();
    }
}
