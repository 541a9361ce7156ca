package org.marronnier.scheduler.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.audience.AudienceCount;
import org.marronnier.domain.audience.AudienceCounts;
import org.marronnier.domain.audience.AudienceSubject;
import org.marronnier.domain.audience.Audiences;
import org.marronnier.domain.computing.ComputingState;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Comparison.Operator;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.time.SteppedClock;
import org.marronnier.scheduler.Contacts;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.PlansInHand;
import org.marronnier.store.database.TestDatabase;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.PlatformTransactionManager;

class CountingAudiencesTest {

    private static final AudienceSubject SALE = new AudienceSubject.Campaign("sale");
    private static final AudienceSubject BROKEN = new AudienceSubject.Campaign("broken");

    private final TestDatabase database = TestDatabase.migrated();
    private final SteppedClock clock = new SteppedClock(Instant.parse("2026-06-30T08:00:00Z"));
    private final PlansInHand plans = new PlansInHand().campaign("sale");
    private final Contacts contacts = new Contacts(database.jdbc());
    private House house;
    private CountingAudiences counting;

    @BeforeEach
    void open() {
        house = House.byHand(database.dataSource(), plans, clock);
        counting = counting(house.get(AudienceCounts.class));
        contacts.one("A", "phone = '+33612345678'")
                .one("B", "email_bounced_at = now()")
                .one("C", "city = 'Lyon'");
    }

    @AfterEach
    void close() {
        house.close();
        database.close();
    }

    @Test
    void showsAtOnceWhatIsComputedLater() {
        assertThat(shown(SALE)).isEqualTo(waiting(null));

        counting.drainOnce();

        var figures = new AudienceCount.Figures(3, 2, 1, clock.instant());
        assertThat(shown(SALE).state()).isEqualTo(ComputingState.DONE);
        assertThat(shown(SALE).figures()).isEqualTo(figures);
    }

    @Test
    void queuesOnceWhatManyLookAt() {
        shown(SALE);
        shown(SALE);
        counting.recompute(plan(), SALE);

        assertThat(column("select plan || ' ' || subject || ' ' || state from audience_count"))
                .containsExactly("maison campaign:sale WAITING");
    }

    @Test
    void countsAgainAfterADayWhenAskedAndWhenTheTargetChanged() {
        shown(SALE);
        counting.drainOnce();
        contacts.one("D", "");

        assertThat(shown(SALE).state()).isEqualTo(ComputingState.DONE);
        counting.recompute(plan(), SALE);
        assertThat(shown(SALE)).isEqualTo(waiting(3L));
        counting.drainOnce();
        assertThat(contacts(SALE)).isEqualTo(4);

        clock.step(Duration.ofHours(25));
        assertThat(shown(SALE).state()).isEqualTo(ComputingState.DONE);
        assertThat(shown(SALE).state()).isEqualTo(ComputingState.WAITING);
        counting.drainOnce();

        target("sale", city("lyon"));
        shown(SALE);
        counting.drainOnce();
        assertThat(contacts(SALE)).isEqualTo(1);
    }

    @Test
    void letsTheOthersPassWhereOneTargetCannotBeRead() {
        target("broken", new Condition.InSegment("nowhere"));
        shown(BROKEN);
        clock.step(Duration.ofSeconds(1));
        shown(SALE);

        counting.drainOnce();

        assertThat(shown(BROKEN).state()).isEqualTo(ComputingState.FAILED);
        assertThat(contacts(SALE)).isEqualTo(3);
    }

    @Test
    void letsTheOthersPassWhereTheDatabaseRefusesOne() {
        database.jdbc().sql("update contact set known_zone = 'No/Where'").update();
        target(
                "broken",
                new Condition.YearsSince(
                        "birthDate", List.of(Comparison.of(Operator.GTE, Operand.of(18)))));
        database.jdbc().sql("update contact set birth_date = '1980-01-01'").update();
        shown(BROKEN);
        clock.step(Duration.ofSeconds(1));
        shown(SALE);

        counting.drainOnce();

        assertThat(shown(BROKEN).state()).isEqualTo(ComputingState.FAILED);
        assertThat(contacts(SALE)).isEqualTo(3);
    }

    @Test
    void goesOnWhenTheDatabaseComesBack() throws InterruptedException {
        shown(SALE);
        var rounds = new CountDownLatch(2);
        var worker =
                new AudienceWorker(
                        List.of(counting(new Away(house.get(AudienceCounts.class), rounds))),
                        Duration.ofMillis(10));

        worker.start();
        var cameBack = rounds.await(20, TimeUnit.SECONDS);
        worker.stop();

        assertThat(cameBack).isTrue();
        assertThat(worker.isRunning()).isFalse();
    }

    /** A database that does not answer the first time. */
    private static final class Away implements AudienceCounts {

        private final AudienceCounts counts;
        private final CountDownLatch rounds;

        Away(AudienceCounts counts, CountDownLatch rounds) {
            this.counts = counts;
            this.rounds = rounds;
        }

        @Override
        public Optional<AudienceCount> find(String plan, AudienceSubject subject) {
            return counts.find(plan, subject);
        }

        @Override
        public Map<AudienceSubject, AudienceCount> all(String plan) {
            return counts.all(plan);
        }

        @Override
        public void ask(String plan, AudienceSubject subject, String condition, Instant now) {
            counts.ask(plan, subject, condition, now);
        }

        @Override
        public boolean computeOne(Function<Asked<AudienceSubject>, Optional<Answer>> compute) {
            var away = rounds.getCount() == 2;
            rounds.countDown();
            if (away) {
                throw new DataAccessResourceFailureException("away");
            }
            return counts.computeOne(compute);
        }

        @Override
        public void fail(Asked<AudienceSubject> asked) {
            counts.fail(asked);
        }
    }

    private CountingAudiences counting(AudienceCounts counts) {
        return new CountingAudiences(
                plans,
                house.get(Audiences.class),
                counts,
                house.get(PlatformTransactionManager.class),
                clock);
    }

    private org.marronnier.domain.document.PlanDocument plan() {
        return plans.load(PlansInHand.PLAN).orElseThrow();
    }

    private AudienceCount shown(AudienceSubject subject) {
        return counting.shown(plan(), subject);
    }

    private long contacts(AudienceSubject subject) {
        var figures = shown(subject).figures();
        return figures == null ? -1 : figures.contacts();
    }

    private AudienceCount waiting(Long contacts) {
        var shown = shown(SALE);
        var figures = shown.figures();
        assertThat(figures == null ? null : (Long) figures.contacts()).isEqualTo(contacts);
        return new AudienceCount(ComputingState.WAITING, figures, shown.condition());
    }

    private void target(String campaign, Condition target) {
        plans.campaign(campaign, Status.APPROVED, asks -> asks.target(target));
    }

    private static Condition city(String city) {
        return new Condition.Attribute(
                "city", List.of(Comparison.of(Operator.EQ, Operand.of(city))));
    }

    private List<String> column(String sql) {
        return house.column(sql);
    }
}
