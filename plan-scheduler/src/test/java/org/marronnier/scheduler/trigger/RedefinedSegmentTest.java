package org.marronnier.scheduler.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.scheduler.scenario.KeepingScenarios;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A segment means another thing from now on, and a scenario in service fires at its entry. */
class RedefinedSegmentTest extends TriggerTest {

    RedefinedSegmentTest() {
        super("2026-03-02T09:00:00Z");
    }

    @BeforeEach
    void segments() {
        plans.segment("buyers", Asks.atLeast(2, "purchase", "P30D"))
                .segment("loyal", new Condition.All(java.util.List.of(inside("buyers"))));
        contacts.one("C1", "").one("C2", "").one("C3", "");
        recorded("a1", "C1", "purchase", "2026-03-01T10:00:00Z", "{}");
        recorded("b1", "C2", "purchase", "2026-03-01T10:00:00Z", "{}");
        recorded("b2", "C2", "purchase", "2026-03-01T11:00:00Z", "{}");
        live(Asks.when("loyal", new Trigger.EntersSegment("loyal")));
    }

    private static Condition inside(String segment) {
        return new Condition.InSegment(segment);
    }

    private void means(int purchases) {
        plans.segment("buyers", Asks.atLeast(purchases, "purchase", "P30D"));
        house.get(KeepingScenarios.class).reconcile();
        work();
    }

    @Test
    void letsNobodyEnterWhoMatchesByItsNewMeaningAlone() {
        at("2026-03-03T09:00:00Z");
        means(1);
        assertThat(house.column("select count(*) from membership where inside"))
                .as("those who match, asked in silence")
                .containsExactly("2");

        happened("a2", "C1", "purchase", "2026-03-04T10:00:00Z");
        happened("c1", "C3", "purchase", "2026-03-04T10:00:00Z");
        at("2026-03-04T11:00:00Z");

        assertThat(entries()).containsExactly("C3 entry:2026-03-04T10:00:00Z 2026-03-04 10:00:00");
    }

    @Test
    void letsWhoIsOutsideByItsNewMeaningEnterWithAFactOfTheirOwn() {
        at("2026-03-03T09:00:00Z");
        means(3);

        happened("a2", "C1", "purchase", "2026-03-04T10:00:00Z");
        happened("b3", "C2", "purchase", "2026-03-04T10:00:00Z");
        at("2026-03-04T11:00:00Z");

        assertThat(entries()).containsExactly("C2 entry:2026-03-04T10:00:00Z 2026-03-04 10:00:00");
    }

    /** The plan says another thing, and the scenario has not followed it yet. */
    @Test
    void goesByTheMeaningThatAllWereAskedByUntilItIsFollowed() {
        plans.segment("buyers", Asks.atLeast(1, "purchase", "P30D"));
        clock.step(Duration.ofHours(1));
        change("C1", "city = 'Lyon'");
        work();
        assertThat(entries()).isEmpty();

        house.get(KeepingScenarios.class).reconcile();
        change("C1", "city = 'Nice'");
        house.get(ArrivalWorker.class).drainOnce();
        work();

        assertThat(entries()).isEmpty();
    }

    /** A segment that nobody can read is met by nobody; when it can be, that is a new meaning. */
    @Test
    void asksAnewWhenItCanBeReadAgain() {
        plans.segment("loyal", inside("lost"));
        house.get(KeepingScenarios.class).reconcile();
        work();
        assertThat(house.column("select count(*) from membership where inside"))
                .containsExactly("0");

        plans.segment("loyal", inside("buyers"));
        step(Duration.ofDays(1));
        house.get(KeepingScenarios.class).reconcile();
        work();
        happened("b3", "C2", "purchase", "2026-03-04T10:00:00Z");
        at("2026-03-04T11:00:00Z");

        assertThat(entries()).isEmpty();
    }

    @Test
    void asksNobodyAgainWhereNothingThatItReadsChanged() {
        plans.segment("others", Asks.livesIn("FR"));
        step(Duration.ofDays(1));
        house.get(KeepingScenarios.class).reconcile();

        assertThat(house.column("select armed_up_to is null || ' ' || since from live_scenario"))
                .containsExactly("true 2026-03-02 09:00:00+00");
    }

    @Test
    void survivesADeathWhileAllAreAsked() {
        contacts.many(3_000);
        database.jdbc()
                .sql(
                        """
                        insert into event (id, contact_id, type, at)
                        select 'm' || id, id, 'purchase', '2026-03-01T10:00:00Z' from contact where external_id like 'C0%'
                        """)
                .update();
        work();
        step(Duration.ofDays(1));
        plans.segment("buyers", Asks.atLeast(1, "purchase", "P30D"));
        house.get(KeepingScenarios.class).reconcile();
        var arming = house.get(Arming.class);
        IntStream.range(0, 2).forEach(_ -> arming.drainOnce());
        new TransactionTemplate(house.get(JdbcTransactionManager.class))
                .executeWithoutResult(
                        status -> {
                            arming.drainOnce();
                            status.setRollbackOnly();
                        });
        assertThat(house.column("select armed_up_to is null from live_scenario"))
                .containsExactly("f");

        try (var next = another()) {
            work(next);
        }
        happened("m", "C003000", "purchase", "2026-03-03T09:00:00Z");
        step(Duration.ofHours(1));

        assertThat(house.column("select count(*) from membership where inside"))
                .containsExactly("3002");
        assertThat(entries()).isEmpty();
    }

    @Test
    void isAskedAnewWhileItIsPaused() {
        stands("loyal", Status.PAUSED);
        means(1);
        stands("loyal", Status.LIVE);
        happened("a2", "C1", "purchase", "2026-03-04T10:00:00Z");
        happened("c1", "C3", "purchase", "2026-03-04T10:00:00Z");
        at("2026-03-04T11:00:00Z");

        assertThat(entries()).containsExactly("C3 entry:2026-03-04T10:00:00Z 2026-03-04 10:00:00");
    }
}
