package org.marronnier.scheduler.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.scheduler.Rules.atMost;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.pressure.PressureRule.Unit;
import org.marronnier.domain.pressure.Scope;
import org.marronnier.domain.run.RunState;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.node.Pulse;

/** One thread gathers what a chunk of a run is decided by while another decides the one before. */
class GatheredAheadTest extends RunTest {

    private static final int CHUNK = 50;
    private static final String DECISIONS =
            """
            select concat_ws(' ', c.external_id, d.at, d.outcome, d.line, d.channel, d.until, d.reasons)
            from decision d join contact c on c.id = d.contact_id
            order by c.external_id
            """;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final House small =
            new House(
                    database.dataSource(),
                    plans,
                    clock,
                    Map.of("marronnier.workers", "false", "marronnier.run.chunk", "" + CHUNK));

    GatheredAheadTest() {
        super(Instant.parse("2026-06-30T08:00:00Z"));
        small.get(Pulse.class).beat();
    }

    @BeforeEach
    void opens() {
        contacts.many(3 * CHUNK);
    }

    @AfterEach
    void closes() {
        threads.close();
        small.close();
    }

    @Test
    void holdsTheContactsThatFollowAndDecidesThemAfterThoseBefore() throws Exception {
        sharesItsAddress("C000060", "C000010");
        var run = gathered();

        var moved = whileTwoWait(() -> {});

        assertThat(moved).containsExactly(1, 1);
        assertThat(small.run(run).cursor()).isEqualTo("C000100");
        assertThat(small.funnel(run))
                .isEqualTo(Map.of("targeted", 150L, "queued", 99L, "duplicate", 1L));
    }

    @Test
    void letsThemGoWhereTheCampaignIsPausedMeanwhile() throws Exception {
        var run = gathered();

        var moved = whileTwoWait(() -> plans.campaign("sale", Status.PAUSED, asks -> asks));

        assertThat(moved).containsExactly(1, 1);
        assertThat(small.run(run).state()).isEqualTo(RunState.PAUSED);
        assertThat(small.funnel(run)).isEqualTo(Map.of("targeted", 150L, "queued", 50L));
    }

    @Test
    void letsThemGoWhereThePlanIsAnotherMeanwhile() throws Exception {
        var run = gathered();

        var moved = whileTwoWait(() -> plans.rule(atMost(1, "P7D")));

        assertThat(moved).containsExactly(1, 0);
        assertThat(small.funnel(run)).isEqualTo(Map.of("targeted", 150L, "queued", 50L));
        small.decide();
        assertThat(small.funnel(run)).isEqualTo(Map.of("targeted", 150L, "queued", 150L));
    }

    @Test
    void letsThemGoWhereTheChunkBeforeIsNotDecided() throws Exception {
        var run = gathered();
        Future<Integer> second;
        try (var gate = new Gate()) {
            var first = blocked(1, this::drain);
            second = blocked(2, this::drain);

            gate.breakWhatWaits();
            assertThat(first).failsWithin(Duration.ofSeconds(20));
        }

        assertThat(second.get()).isZero();
        assertThat(small.funnel(run)).isEqualTo(Map.of("targeted", 150L));
        small.decide();
        assertThat(small.funnel(run)).isEqualTo(Map.of("targeted", 150L, "queued", 150L));
    }

    /** Households and addresses are shared by contacts of chunks that follow each other. */
    @Test
    void decidesTheSameAsOneThreadDoes() throws Exception {
        database.jdbc()
                .sql(
                        """
                        update contact
                        set household = 'h' || (id * 7919 % 37),
                            email_key = case when id % 9 = 0 then 'c' || id / 2 || '@maison.example' else email_key end
                        """)
                .update();
        plans.rule(atMost(1, "P7D", Scope.ANY, Unit.HOUSEHOLD))
                .campaign("sale", Status.APPROVED, asks -> asks.whenCapped(WhenCapped.DEFER));
        gathered();
        small.decide();
        var byOne = small.column(DECISIONS);
        database.jdbc()
                .sql(
                        "truncate run, run_tally, run_claim, decision, message, outbox, audience_chunk cascade")
                .update();

        gathered();
        atOnce(small::decide, small::decide, small::decide);
        small.decide();

        assertThat(small.column(DECISIONS)).isEqualTo(byOne);
        assertThat(byOne).hasSize(150).anyMatch(line -> line.contains("duplicate"));
        assertThat(byOne).anyMatch(line -> line.contains("queued"));
    }

    /**
     * One thread decides a chunk and cannot end it, another has gathered the next; then something
     * happens, which is noticed seconds later, and the first goes on.
     *
     * @return how many runs each of them moved
     */
    private List<Integer> whileTwoWait(Runnable happens) throws Exception {
        Future<Integer> first;
        Future<Integer> second;
        try (var gate = new Gate()) {
            first = blocked(1, this::drain);
            second = blocked(2, this::drain);
            assertThat(gate.firstFree()).isEqualTo("C000101");
            happens.run();
            clock.step(Duration.ofSeconds(5));
        }
        return List.of(first.get(), second.get());
    }

    private void sharesItsAddress(String contact, String other) {
        database.jdbc()
                .sql(
                        """
                        update contact
                        set email_key = (select email_key from contact where external_id = :other)
                        where external_id = :contact
                        """)
                .param("contact", contact)
                .param("other", other)
                .update();
    }

    /** A run whose audience is there. */
    private long gathered() {
        var run = small.fire("sale");
        small.get(CampaignRunner.class).drainOnce();
        return run.id();
    }

    private int drain() {
        return small.get(CampaignRunner.class).drainOnce();
    }

    /** Does something on a thread of its own, until so many wait in the database. */
    private <T> Future<T> blocked(int waiting, Callable<T> work) {
        var future = threads.submit(work);
        while (waiting() < waiting) {
            Thread.onSpinWait();
        }
        return future;
    }

    private int waiting() {
        return database.jdbc()
                .sql(
                        """
                        select count(distinct pid) from pg_locks l join pg_stat_activity using (pid)
                        where datname = current_database() and not granted
                        """)
                .query(Integer.class)
                .single();
    }

    /** Lets nobody end a chunk while it stands. */
    private final class Gate implements AutoCloseable {

        private final Connection connection = database.dataSource().getConnection();

        private Gate() throws SQLException {
            connection.setAutoCommit(false);
            connection.createStatement().execute("lock table run_tally in exclusive mode");
        }

        /** The first contact that nobody holds. */
        String firstFree() {
            return database.jdbc()
                    .sql(
                            "select external_id from contact order by id for update skip locked limit 1")
                    .query(String.class)
                    .single();
        }

        /** Ends the connection of who waits for it. */
        void breakWhatWaits() {
            database.jdbc()
                    .sql(
                            """
                            select pg_terminate_backend(pid) from pg_locks
                            where relation = 'run_tally'::regclass and not granted
                            """)
                    .query(Boolean.class)
                    .list();
        }

        @Override
        public void close() throws SQLException {
            connection.rollback();
            connection.close();
        }
    }
}
