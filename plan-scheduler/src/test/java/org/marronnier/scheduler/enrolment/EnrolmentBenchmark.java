package org.marronnier.scheduler.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.marronnier.store.run.Instants.toSql;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.Scope;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.time.Span;
import org.marronnier.scheduler.Rules;
import org.marronnier.scheduler.scenario.KeepingScenarios;

/**
 * How many enrolments a second are decided under 50 live scenarios, each with an exit, a target, a
 * send, a wait and a branch, and what a tick costs while many wait and none is due. {@code
 * -Denrolments}, {@code -Dwaiting} and {@code -Dwalkers} change its size.
 */
class EnrolmentBenchmark extends ScenarioTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final int SCENARIOS = 50;
    private static final int ENROLMENTS = Integer.getInteger("enrolments", 40_000);
    private static final int WAITING = Integer.getInteger("waiting", 1_000_000);
    private static final int WALKERS = Integer.getInteger("walkers", 2);

    EnrolmentBenchmark() {
        super(NOW);
    }

    @Test
    void decidesAndTicks() throws Exception {
        plans.rule(Rules.atMost(4, "P7D"))
                .rule(Rules.atMost(9, "P30D", Scope.ANY, PressureRule.Unit.PERSON))
                .quiet(Rules.quiet("22:00", "08:00"));
        for (var i = 0; i < SCENARIOS; i++) {
            plans.scenario(scenario(i), Status.LIVE);
        }
        house.get(KeepingScenarios.class).reconcile();
        fill();

        due(4_000, 0);
        var warm = drained();
        due(ENROLMENTS, 4_000);
        var decided = drained();
        say("warm-up: %,.0f enrolments decided a second", warm);
        say(
                "%,d enrolments of %d scenarios, %d walkers: %,.0f decided a second",
                ENROLMENTS, SCENARIOS, WALKERS, decided);
        say(
                "decisions %s",
                column("select outcome || ' ' || count(*) from step_decision group by outcome"));
        waiting();
        tick();
        assertThat(column("select id::text from enrolment where state = 'FAILED'")).isEmpty();
    }

    private static org.marronnier.domain.scenario.ScenarioBrief scenario(int i) {
        var recently =
                new Condition.Events(
                        "purchase", List.of(), Span.parse("P" + (1 + i % 3) + "D"), List.of());
        var spender =
                new Condition.Attribute(
                        "country",
                        List.of(
                                new Comparison(
                                        Comparison.Operator.NE, List.of(Operand.of("X" + i)))));
        return of(
                "scenario-" + i,
                says -> says.exit(recently).target(spender).priority(i),
                new Step.Send(
                        "hello",
                        List.of(org.marronnier.domain.channel.Channel.EMAIL),
                        Span.parse("P5D"),
                        i % 2 == 0 ? WhenCapped.DEFER : WhenCapped.DROP,
                        BigDecimal.valueOf(i),
                        null,
                        List.of("tag" + i % 5)),
                pause("P3D"),
                new Step.Branch(
                        new Condition.Events("visit", List.of(), Span.parse("P30D"), List.of()),
                        List.of(send()),
                        List.of()));
    }

    private void fill() {
        contacts.many(ENROLMENTS + 4_000);
        database.jdbc().sql("update contact set country = 'FR'").update();
        database.jdbc()
                .sql(
                        """
                        insert into event (id, contact_id, type, at)
                        select 'e' || c.id || '-' || n, c.id, case when n % 2 = 0 then 'purchase' else 'visit' end,
                               timestamptz '2026-02-20T09:00:00Z' - make_interval(days => n * 7)
                        from contact c, generate_series(1, 10) n
                        """)
                .update();
        database.jdbc()
                .sql(
                        """
                        insert into message (contact_id, plan, source, channel, type, purpose, programme, status, at, sent_at)
                        select c.id, 'maison', 'campaign:past', 'EMAIL', 'PROMOTIONAL', 'offers', 'club', 'SENT', d.at, d.at
                        from contact c, generate_series(1, 8) n,
                             lateral (select timestamptz '2026-03-01T09:00:00Z' - make_interval(days => n * 3) as at) d
                        """)
                .update();
        database.jdbc().sql("analyze").update();
    }

    /** Each of some contacts is due in one of the scenarios, at a second of its own. */
    private void due(int count, int after) {
        database.jdbc()
                .sql(
                        """
                        insert into enrolment (scenario_id, edition_id, contact_id, fired_by, fired_at, entered_at, due, act_at)
                        select s.id, s.edition_id, c.id, 'event:' || c.id, d.at, d.at, d.at, d.at
                        from (select id, row_number() over (order by id) as n from contact) c
                        join (select *, row_number() over (order by id) as n from live_scenario) s on s.n = 1 + c.n % :scenarios
                        cross join lateral (select cast(:now as timestamptz) - make_interval(secs => c.n % 59) as at) d
                        where c.n > :after and c.n <= :after + :count
                        """)
                .param("scenarios", SCENARIOS)
                .param("now", toSql(NOW))
                .param("after", after)
                .param("count", count)
                .update();
        database.jdbc().sql("analyze enrolment").update();
    }

    private double drained() throws Exception {
        var walker = house.get(EnrolmentWalker.class);
        var walked = new AtomicInteger();
        var start = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(WALKERS)) {
            var hands = new ArrayList<Future<?>>();
            for (var hand = 0; hand < WALKERS; hand++) {
                hands.add(
                        threads.submit(
                                () -> {
                                    var idle = 0;
                                    while (idle < 3) {
                                        var n = walker.drainOnce();
                                        walked.addAndGet(n);
                                        idle = n == 0 ? idle + 1 : 0;
                                    }
                                }));
            }
            for (var hand : hands) {
                hand.get();
            }
        }
        return walked.get() / ((System.nanoTime() - start) / 1e9);
    }

    private void waiting() {
        database.jdbc()
                .sql(
                        """
                        insert into enrolment (scenario_id, edition_id, contact_id, fired_by, fired_at, entered_at, step, due, act_at, waits_for)
                        select s.id, s.edition_id, n, 'call:' || n, :now, :now, '1', :now,
                               cast(:now as timestamptz) + make_interval(secs => 60 + n % 200000), 'WAIT'
                        from generate_series(1, :count) n
                        join (select *, row_number() over (order by id) as k from live_scenario) s on s.k = 1 + n % :scenarios
                        """)
                .param("scenarios", SCENARIOS)
                .param("now", toSql(NOW))
                .param("count", WAITING)
                .update();
        database.jdbc().sql("analyze enrolment").update();
    }

    private void tick() {
        var walker = house.get(EnrolmentWalker.class);
        var took = new double[500];
        for (var i = -100; i < took.length; i++) {
            var start = System.nanoTime();
            assertThat(walker.drainOnce()).isZero();
            if (i >= 0) {
                took[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(took);
        say(
                "%,d waiting, none due: a tick takes %.2f ms (median), %.2f ms (99th percentile)",
                WAITING, took[took.length / 2], took[took.length * 99 / 100]);
    }

    private static void say(String what, Object... values) {
        System.out.println("### " + String.format(Locale.ROOT, what, values));
    }
}
