package org.marronnier.scheduler.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.time.Span;
import org.marronnier.domain.time.SteppedClock;
import org.marronnier.scheduler.Contacts;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.PlansInHand;
import org.marronnier.scheduler.inbound.CallingScenario.Answer;
import org.marronnier.scheduler.inbound.CallingScenario.Call;
import org.marronnier.scheduler.inbound.CallingScenario.Outcome;
import org.marronnier.scheduler.scenario.KeepingScenarios;
import org.marronnier.scheduler.trigger.Asks;
import org.marronnier.store.database.TestDatabase;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class CallingScenarioTest {

    private static final Instant NOW = Instant.parse("2026-03-10T10:00:00Z");

    private final TestDatabase database = TestDatabase.migrated();
    private final PlansInHand plans = new PlansInHand();
    private final SteppedClock clock = new SteppedClock(NOW);
    private final House house = House.byHand(database.dataSource(), plans, clock);
    private final CallingScenario calling = house.get(CallingScenario.class);

    @BeforeEach
    void begin() {
        new Contacts(database.jdbc())
                .agreed("C1", "country = 'FR'")
                .agreed("C2", "country = 'FR'")
                .agreed("C3", "country = 'BE'")
                .agreed("C4", "erased_at = now()");
        var french =
                new Condition.Attribute(
                        "country",
                        List.of(Comparison.of(Comparison.Operator.EQ, Operand.of("FR"))));
        plans.scenario(
                        Asks.when("advice", new Trigger.OnCall())
                                .oneAtATime()
                                .target(french)
                                .steps(new Step.WaitFor(Span.days(2)))
                                .brief(),
                        Status.LIVE)
                .scenario(Asks.when("thanks", Asks.event("purchase", "PT0S")).brief(), Status.LIVE)
                .scenario(Asks.when("draft", new Trigger.OnCall()).brief(), Status.DRAFT);
        house.get(KeepingScenarios.class).reconcile(PlansInHand.PLAN);
    }

    @AfterEach
    void close() {
        house.close();
        database.close();
    }

    @Test
    void hasContactsEnterByTheRulesOfEntry() {
        var outcomes =
                call(
                        new Call("C1", "order-7"),
                        new Call("C3", null),
                        new Call("nobody", null),
                        new Call("C4", null),
                        new Call("C1", "order-8"));

        assertThat(outcomes.getFirst()).isInstanceOf(Outcome.Entered.class);
        assertThat(outcomes.subList(1, 5))
                .containsExactly(
                        new Outcome.Refused("NOT_TARGETED"),
                        new Outcome.NoContact(),
                        new Outcome.Refused("ERASED"),
                        new Outcome.Refused("INSIDE"));
        assertThat(
                        house.column(
                                """
                                select concat_ws(' ', c.external_id, e.fired_by, e.fired_at::text, e.state, e.step)
                                from enrolment e join contact c on c.id = e.contact_id
                                where e.state = 'RUNNING'
                                """))
                .containsExactly("C1 call:order-7 2026-03-10 10:00:00+00 RUNNING 0");
    }

    @Test
    void takesARepeatForWhatItIs() {
        var first = call(new Call("C1", "order-7"), new Call("C3", "order-9"));

        assertThat(call(new Call("C1", "order-7"), new Call("C3", "order-9"))).isEqualTo(first);
        assertThat(calledWith("key-1", new Call("C2", null)))
                .isEqualTo(calledWith("key-1", new Call("C2", null)));
        assertThat(calledWith("key-2", new Call("C2", null)))
                .containsExactly(new Outcome.Refused("INSIDE"));
        assertThat(house.column("select count(*)::text from enrolment")).containsExactly("4");
    }

    @Test
    void saysWhyNobodyCanBeCalledIntoIt() {
        assertThat(answer("nothing")).isInstanceOf(Answer.Unknown.class);
        assertThat(answer("thanks")).isInstanceOf(Answer.NotOnCall.class);
        assertThat(answer("draft")).isEqualTo(new Answer.NotLive(Status.DRAFT));
        assertThat(calling.call("advice", "other", null, List.of(new Call("C1", null)), null))
                .isInstanceOf(Answer.Unknown.class);
        plans.stands("advice", Status.PAUSED);
        house.get(KeepingScenarios.class).reconcile(PlansInHand.PLAN);
        assertThat(answer("advice")).isEqualTo(new Answer.NotLive(Status.PAUSED));
    }

    @Test
    void letsAContactEnterOnceWhereTenCallAtATime() throws Exception {
        try (var hands = Executors.newFixedThreadPool(4)) {
            var called =
                    IntStream.range(0, 10)
                            .mapToObj(at -> hands.submit(() -> call(new Call("C1", "call-" + at))))
                            .toList();
            for (var one : called) {
                one.get();
            }
        }

        assertThat(
                        house.column(
                                "select state || ' ' || count(*) from enrolment group by state order by 1"))
                .containsExactly("REFUSED 9", "RUNNING 1");
    }

    /** Whoever calls found the contact, and waits for it when it is merged away. */
    @Test
    void letsNobodyInWhoIsGoneByThen() throws Exception {
        var merging = new TransactionTemplate(house.get(JdbcTransactionManager.class));
        try (var other = Executors.newSingleThreadExecutor()) {
            var called =
                    merging.execute(
                            _ -> {
                                house.column(
                                        "select id::text from contact where external_id = 'C1' for update");
                                var begun = other.submit(() -> call(new Call("C1", "order-7")));
                                while (house.column(
                                                "select pid::text from pg_locks where not granted")
                                        .isEmpty()) {
                                    Thread.onSpinWait();
                                }
                                house.column(
                                        "delete from contact where external_id = 'C1' returning id::text");
                                return begun;
                            });

            assertThat(called.get()).containsExactly(new Outcome.NoContact());
        }
        assertThat(house.column("select id::text from enrolment")).isEmpty();
    }

    private List<Outcome> call(Call... calls) {
        return calledWith(null, calls);
    }

    private List<Outcome> calledWith(@Nullable String key, Call... calls) {
        return ((Answer.Called) calling.call("advice", null, null, List.of(calls), key)).outcomes();
    }

    private Answer answer(String scenario) {
        return calling.call(scenario, null, null, List.of(new Call("C1", null)), null);
    }
}
