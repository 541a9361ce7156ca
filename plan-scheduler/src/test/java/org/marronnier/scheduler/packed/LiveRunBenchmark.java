package org.marronnier.scheduler.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.scheduler.packed.MeasuredDatabase.say;
import static org.marronnier.scheduler.packed.MeasuredDatabase.since;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.time.SteppedClock;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.PlansInHand;
import org.marronnier.scheduler.campaign.CampaignRunner;
import org.marronnier.scheduler.node.Pulse;

/**
 * Runs of campaigns as they are live, from their start until everybody is decided, by the workers
 * of the product: one campaign, and then two at once over the same contacts, beside a bare COPY of
 * the same input to nowhere and of the same output into the same tables. {@code -Dcontacts} and
 * {@code -Dhistory} (messages a contact) change the size, {@code -Dhands} how many threads move
 * runs, {@code -Dchunk} how many contacts a transaction decides, {@code -Drounds} how often, {@code
 * -Ddata} keeps the database in a folder.
 */
class LiveRunBenchmark {

    private static final int CONTACTS = Integer.getInteger("contacts", 200_000);
    private static final int HISTORY = Integer.getInteger("history", 10);
    private static final int HANDS = Integer.getInteger("hands", 2);
    private static final String CHUNK = System.getProperty("chunk", "4000");
    private static final int ROUNDS = Integer.getInteger("rounds", 2);

    /** Of a thread that finds nothing to move, as the product's workers take it. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static @TempDir Path folder;
    private static MeasuredDatabase database;
    private static BareCopies bare;
    private static House house;

    @BeforeAll
    static void open() {
        database = new MeasuredDatabase(folder);
        bare = new BareCopies(database, folder, BenchmarkPlan.SINCE);
        var start = System.nanoTime();
        new BenchmarkCrowd(database.jdbc(), CONTACTS, 0, HISTORY).fill();
        say("%,d contacts and %d messages each, made in %.1f s", CONTACTS, HISTORY, since(start));
        house =
                new House(
                        database.pool(),
                        plan(),
                        new SteppedClock(BenchmarkPlan.NOW),
                        Map.of("marronnier.workers", "false", "marronnier.run.chunk", CHUNK));
        house.get(Pulse.class).beat();
    }

    @AfterAll
    static void close() {
        house.close();
        database.close();
    }

    @Test
    void comparesLiveRunsWithBareCopies() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            measure("letter");
            measure("letter", "text");
        }
    }

    /** E-mails that wait where they are capped, and an SMS of higher rank that does not. */
    private static PlansInHand plan() {
        var plans =
                new PlansInHand()
                        .campaign(
                                "letter",
                                Status.APPROVED,
                                asks ->
                                        asks.target(is("country", "FR"))
                                                .whenCapped(WhenCapped.DEFER)
                                                .tags("theme-1"))
                        .campaign(
                                "text",
                                Status.APPROVED,
                                asks ->
                                        asks.target(is("country", "FR"))
                                                .on(Channel.SMS)
                                                .type(MessageType.SERVICE)
                                                .priority(60)
                                                .tags("theme-2"));
        var rules = BenchmarkPlan.rules();
        rules.pressure().stream().map(LiveRunBenchmark::withLimitOfSome).forEach(plans::rule);
        rules.quiet().forEach(plans::quiet);
        return plans;
    }

    /** More a week to those whose tier is gold. */
    private static PressureRule withLimitOfSome(PressureRule rule) {
        return rule.key().equals("week")
                ? new PressureRule(
                        rule.key(),
                        rule.name(),
                        rule.restricts(),
                        rule.window(),
                        rule.unit(),
                        new PressureRule.Cap(
                                3,
                                null,
                                false,
                                List.of(new PressureRule.Special(is("tier", "gold"), 5))))
                : rule;
    }

    private static Condition is(String attribute, String value) {
        return new Condition.Attribute(
                attribute,
                List.of(new Comparison(Comparison.Operator.EQ, List.of(Operand.of(value)))));
    }

    private static void measure(String... campaigns) throws Exception {
        clear();
        database.checkpoint();
        var start = database.processorSeconds();
        var out = bare.out();
        var outProcessor = database.processorSeconds() - start;
        start = database.processorSeconds();
        var whole = run(campaigns);
        var wholeProcessor = database.processorSeconds() - start;
        var decisions =
                database.jdbc().sql("select count(*) from decision").query(Long.class).single();
        assertThat(decisions).isEqualTo((long) CONTACTS * campaigns.length);
        var files = bare.keep();
        database.clear();
        start = database.processorSeconds();
        var in = bare.in(files);
        var inProcessor = database.processorSeconds() - start;
        clear();
        say(
                "%d at once: %.1f s, %,.0f decisions a second; bare COPY out %.1f s and in %.1f s: %.2f times the bare COPY",
                campaigns.length, whole, decisions / whole, out, in, whole / (out + in));
        say(
                "processor time of server and client: %.1f s, bare COPY out %.1f s and in %.1f s: %.2f times the bare COPY",
                wholeProcessor,
                outProcessor,
                inProcessor,
                wholeProcessor / (outProcessor + inProcessor));
    }

    private static double run(String... campaigns) throws Exception {
        var start = System.nanoTime();
        for (var campaign : campaigns) {
            house.fire(campaign);
        }
        var runner = house.get(CampaignRunner.class);
        try (var threads = Executors.newFixedThreadPool(HANDS)) {
            var hands = new ArrayList<Future<?>>();
            for (var hand = 0; hand < HANDS; hand++) {
                hands.add(
                        threads.submit(
                                () -> {
                                    while (isUndecided()) {
                                        if (runner.drainOnce() == 0) {
                                            LockSupport.parkNanos(PAUSE.toNanos());
                                        }
                                    }
                                }));
            }
            for (var hand : hands) {
                hand.get();
            }
        }
        var whole = since(start);
        say(
                "funnel %s",
                database.jdbc()
                        .sql(
                                "select line || ' ' || sum(n) from run_tally group by line order by line")
                        .query(String.class)
                        .list());
        return whole;
    }

    private static boolean isUndecided() {
        return database.jdbc()
                .sql(
                        "select exists (select from run where state = 'running' and decided_at is null)")
                .query(Boolean.class)
                .single();
    }

    private static void clear() {
        database.clear();
        database.jdbc().sql("truncate run, audience_chunk cascade").update();
    }
}
