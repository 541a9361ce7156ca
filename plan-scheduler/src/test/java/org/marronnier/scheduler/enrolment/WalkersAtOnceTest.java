package org.marronnier.scheduler.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.scenario.Step;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.Rules;
import org.marronnier.store.outbox.Messages;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class WalkersAtOnceTest extends ScenarioTest {

    @Test
    void twoHousesOfTwoThreadsTakeEachStepOnce() throws Exception {
        plans.rule(Rules.atMost(2, "P1D"));
        contacts.many(1_500);
        for (var i = 0; i < 4; i++) {
            enrolAll(
                    live(
                            of(
                                    "welcome" + i,
                                    // Nobody sees from outside that a send comes next.
                                    new Step.Branch(Condition.EVERYBODY, List.of(), List.of()),
                                    send("P1D", WhenCapped.DROP),
                                    pause("PT1H"))));
        }
        try (var other = House.byHand(database.dataSource(), plans, clock)) {
            atOnce(house, other);
            clock.step(Duration.ofHours(1));
            atOnce(house, other);
        }

        assertThat(column("select distinct state || step from enrolment")).containsExactly("DONE2");
        assertThat(
                        column(
                                "select n::text from (select count(*) n from message group by contact_id) c group by n"))
                .as("exactly two messages a contact, as the cap allows")
                .containsExactly("2");
        assertThat(
                        column(
                                "select enrolment_id::text from step_decision group by enrolment_id, step having count(*) > 1"))
                .isEmpty();
        assertThat(
                        column(
                                "select sum(n)::text from scenario_tally where step = '1' and line = 'passed'"))
                .containsExactly("6000");
        assertThat(column("select sum(n)::text from scenario_tally where line = 'done'"))
                .containsExactly("6000");
    }

    @Test
    void nothingIsHalfDoneWhenAProcessDiesInBetween() {
        contacts.many(100);
        var deaths = new AtomicInteger();
        try (var dying =
                new House(
                        database.dataSource(),
                        plans,
                        clock,
                        Map.of("marronnier.workers", "false"),
                        context -> diesAfterQueueing(context, deaths))) {
            plans.scenario(
                    of("welcome", send(), pause("PT1H")),
                    org.marronnier.domain.lifecycle.Status.LIVE);
            enrolAll(follow("welcome"));
            dying.get(org.marronnier.scheduler.scenario.LiveScenarios.class).forget();
            assertThat(dying.get(EnrolmentWalker.class).drainOnce()).isZero();
        }
        assertThat(deaths.get()).isPositive();
        assertThat(column("select id::text from message")).isEmpty();
        assertThat(column("select enrolment_id::text from step_decision")).isEmpty();
        assertThat(column("select distinct state || step from enrolment"))
                .containsExactly("RUNNING0");

        walk();

        assertThat(column("select id::text from message")).hasSize(100);
    }

    /** The connection is lost once the messages are queued, as when the server goes away. */
    private static void diesAfterQueueing(
            AnnotationConfigApplicationContext context, AtomicInteger deaths) {
        context.registerBean(
                "dyingMessages",
                Messages.class,
                () ->
                        new Messages(
                                context.getBean(JdbcClient.class),
                                context.getBean(DataSource.class)) {
                            @Override
                            public void queue(java.util.List<OfStep> entries) {
                                super.queue(entries);
                                deaths.incrementAndGet();
                                throw new org.springframework.dao
                                        .DataAccessResourceFailureException("The server is gone.");
                            }
                        },
                bean -> bean.setPrimary(true));
    }

    private static void atOnce(House... houses) throws Exception {
        try (var threads = Executors.newFixedThreadPool(houses.length * 2)) {
            var all =
                    IntStream.range(0, houses.length * 2)
                            .<Future<?>>mapToObj(
                                    i ->
                                            threads.submit(
                                                    () -> {
                                                        var idle = 0;
                                                        var walker =
                                                                houses[i / 2].get(
                                                                        EnrolmentWalker.class);
                                                        while (idle < 20) {
                                                            idle =
                                                                    walker.drainOnce() == 0
                                                                            ? idle + 1
                                                                            : 0;
                                                        }
                                                    }))
                            .toList();
            for (var one : all) {
                one.get();
            }
        }
    }
}
