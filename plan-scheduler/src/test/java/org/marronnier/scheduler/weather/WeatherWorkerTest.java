package org.marronnier.scheduler.weather;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.time.Span;
import org.marronnier.domain.time.SteppedClock;
import org.marronnier.scheduler.Contacts;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.PlansInHand;
import org.marronnier.scheduler.scenario.KeepingScenarios;
import org.marronnier.scheduler.trigger.ArrivalWorker;
import org.marronnier.scheduler.trigger.Asks;
import org.marronnier.store.database.TestDatabase;
import org.marronnier.store.event.EventBacklog;

/** Frost, at most once in two days, where a provider on this machine says so. */
class WeatherWorkerTest {

    private static final String PARIS = "48.86";
    private static final String LYON = "45.76";

    /** 08:00 in Paris on the first recorded day. */
    private static final Instant NOW = Instant.parse("2026-01-12T07:00:00Z");

    private final TestDatabase database = TestDatabase.migrated();
    private final PlansInHand plans = new PlansInHand();
    private final SteppedClock clock = new SteppedClock(NOW);
    private final Provider provider = new Provider();
    private final House house = house(provider.url());
    private final WeatherWorker worker = house.get(WeatherWorker.class);

    @BeforeEach
    void begin() {
        var contacts = new Contacts(database.jdbc());
        contacts.agreed("P1", "postcode = '75011', country = 'FR'")
                .agreed("P2", "postcode = '75001'")
                .agreed("P3", "postcode = '75001', erased_at = now()")
                .agreed("L1", "postcode = '69003', country = 'FRANCE'")
                .agreed("B1", "postcode = '10115', country = 'DE'")
                .agreed(
                        "X1",
                        "postcode = '69003', attributes = '{\"latitude\": 48.8571, \"longitude\": \"2.3522\"}'")
                .agreed("N1", "");
        plans.scenario(
                Asks.when("frost", frost("P2D")).oneAtATime().steps(new Step.End()).brief(),
                Status.LIVE);
        house.get(KeepingScenarios.class).reconcile(PlansInHand.PLAN);
        provider.at(PARIS, Provider.recorded("paris.json"))
                .at("48.9", Provider.recorded("paris.json"))
                .at(LYON, Provider.forecasting("2026-01-12", "2026-01-13", "1.5"));
    }

    @AfterEach
    void close() {
        house.close();
        provider.close();
        database.close();
    }

    @Test
    void firesForTheContactsOfAreasThatMeetIt() {
        drain();

        assertThat(fired())
                .containsExactly(
                        "P1 weather:2026-01-12 2026-01-12 07:00:00+00",
                        "P2 weather:2026-01-12 2026-01-12 07:00:00+00",
                        "X1 weather:2026-01-12 2026-01-12 07:00:00+00");
        assertThat(provider.asked()).hasSize(3);
        assertThat(house.get(LookingAtWeather.class).now())
                .isEqualTo(new WeatherStanding(true, 3, 3, 0, NOW, null, null));
    }

    @Test
    void firesForAllOthersWhereItCannotForOne() {
        database.jdbc()
                .sql(
                        """
                        create function spoiled() returns trigger language plpgsql as $$
                        begin
                            if (select external_id from contact where id = new.contact_id) = 'P1'
                            then raise exception 'spoiled'; end if;
                            return new;
                        end $$;
                        create trigger spoiled before insert on enrolment for each row execute function spoiled()
                        """)
                .update();

        drain();

        assertThat(fired())
                .containsExactly(
                        "P2 weather:2026-01-12 2026-01-12 07:00:00+00",
                        "X1 weather:2026-01-12 2026-01-12 07:00:00+00");
        assertThat(house.column("select fired_by from arrival where error is not null"))
                .containsExactly("weather:2026-01-12");
        database.jdbc().sql("drop trigger spoiled on enrolment").update();
        house.get(EventBacklog.class).retryAll();
        house.get(ArrivalWorker.class).drainOnce();
        assertThat(fired()).hasSize(3).contains("P1 weather:2026-01-12 2026-01-12 07:00:00+00");
    }

    @Test
    void goesOnWithNoWeatherOfBeforeItEndedAndWentIntoServiceAnew() {
        drain();
        database.jdbc()
                .sql(
                        """
                        insert into weather_firing (scenario_id, day, area, fired_at)
                        select id, '2026-01-12', 'FR-69', since from live_scenario
                        """)
                .update();

        plans.stands("frost", Status.ENDED);
        house.get(KeepingScenarios.class).reconcile(PlansInHand.PLAN);
        plans.stands("frost", Status.LIVE);
        house.get(KeepingScenarios.class).reconcile(PlansInHand.PLAN);
        drain();

        assertThat(fired()).hasSize(3).noneMatch(line -> line.startsWith("L1"));
    }

    @Test
    void asksOnceAnHourAndFiresWhatNewlyMeetsIt() {
        drain();
        clock.step(Duration.ofMinutes(59));
        drain();
        assertThat(provider.asked()).hasSize(3);

        provider.at(LYON, Provider.forecasting("2026-01-12", "2026-01-13", "-0.5"));
        clock.step(Duration.ofMinutes(1));
        drain();
        drain();

        assertThat(provider.asked()).hasSize(6);
        assertThat(fired()).contains("L1 weather:2026-01-12 2026-01-12 08:00:00+00").hasSize(4);
    }

    @Test
    void firesAgainWhenTheCooldownIsOverByDays() {
        drain();
        provider.at(PARIS, Provider.forecasting("2026-01-13", "2026-01-14", "-4"));
        clock.set(Instant.parse("2026-01-13T05:00:00Z"));
        drain();
        assertThat(fired()).hasSize(4).contains("L1 weather:2026-01-13 2026-01-13 05:00:00+00");

        provider.at(PARIS, Provider.forecasting("2026-01-14", "2026-01-15", "-4"));
        clock.set(Instant.parse("2026-01-14T05:00:00Z"));
        drain();

        assertThat(fired()).contains("P1 weather:2026-01-14 2026-01-14 05:00:00+00").hasSize(6);
    }

    @Test
    @Timeout(60)
    void firesNothingWhereTheProviderFailsAndSaysSo() {
        provider.at(PARIS, provider.hangs())
                .at("48.9", Provider.says(503, "busy"))
                .at(LYON, Provider.says(200, "<html>"));
        drain();

        assertThat(fired()).isEmpty();
        var standing = house.get(LookingAtWeather.class).now();
        assertThat(standing.failing()).isEqualTo(3);
        assertThat(standing.answered()).isZero();
        assertThat(standing.failedAt()).isEqualTo(NOW);
        assertThat(house.column("select failure from weather_area order by area collate \"C\""))
                .containsExactly("STATUS 503", "GARBLED", "TIMEOUT");

        drain();
        assertThat(provider.asked()).hasSize(3);
        provider.everywhere(Provider.recorded("paris.json"));
        clock.step(Duration.ofMinutes(5));
        drain();
        assertThat(fired()).hasSize(4);
        assertThat(house.get(LookingAtWeather.class).now().failing()).isZero();
    }

    /** One that failed in the last hour says nothing of what it said before. */
    @Test
    void firesNothingOnAnAnswerThatIsOfAnotherDay() {
        provider.everywhere(Provider.forecasting("2026-02-01", "2026-02-02", "-4"));
        drain();

        assertThat(fired()).isEmpty();
        assertThat(house.column("select distinct failure from weather_area"))
                .containsExactly("NO_DAY");
    }

    @Test
    void goesThroughManyInChunksAndFiresEachOnceOnTwoNodes() throws Exception {
        database.jdbc()
                .sql(
                        """
                        insert into contact (external_id, postcode) select 'M' || n, '75012' from generate_series(1, 1234) n
                        """)
                .update();
        try (var second = house(provider.url())) {
            var other = new Thread(() -> drain(second.get(WeatherWorker.class)));
            other.start();
            drain();
            other.join();
            drain();
        }

        assertThat(house.column("select count(*)::text from enrolment")).containsExactly("1237");
        assertThat(house.column("select distinct (done_at is not null)::text from weather_firing"))
                .containsExactly("true");
    }

    @Test
    void firesNothingWhilePausedOrOutsideThePlan() {
        plans.stands("frost", Status.PAUSED);
        house.get(KeepingScenarios.class).reconcile(PlansInHand.PLAN);
        drain();
        assertThat(provider.asked()).isEmpty();

        plans.stands("frost", Status.LIVE);
        house.get(KeepingScenarios.class).reconcile(PlansInHand.PLAN);
        clock.set(Instant.parse("2028-01-12T07:00:00Z"));
        provider.everywhere(Provider.forecasting("2028-01-12", "2028-01-13", "-4"));
        drain();
        assertThat(house.column("select count(*)::text from weather_firing")).containsExactly("0");
    }

    @Test
    void asksNobodyWhereNoProviderIsNamed() {
        try (var other = house("")) {
            drain(other.get(WeatherWorker.class));

            assertThat(other.get(LookingAtWeather.class).now().hasProvider()).isFalse();
        }
        assertThat(fired()).isEmpty();
    }

    private void drain() {
        drain(worker);
    }

    private static void drain(WeatherWorker worker) {
        while (worker.drainOnce() > 0) {
            Thread.onSpinWait();
        }
    }

    private List<String> fired() {
        return house.column(
                """
                select concat_ws(' ', c.external_id, e.fired_by, e.fired_at::text)
                from enrolment e join contact c on c.id = e.contact_id
                order by e.fired_by, c.external_id
                """);
    }

    private House house(String url) {
        return new House(
                database.dataSource(),
                plans,
                clock,
                Map.of(
                        "marronnier.workers", "false",
                        "marronnier.weather.url", url,
                        "marronnier.weather.timeout", "PT1S"));
    }

    private static Trigger.Weather frost(String cooldown) {
        return new Trigger.Weather(
                List.of(
                        new Trigger.Weather.Forecast(
                                "minTemperature",
                                List.of(
                                        Comparison.of(
                                                Comparison.Operator.LT,
                                                new Operand.Decimal(BigDecimal.ZERO))))),
                Span.parse(cooldown));
    }
}
