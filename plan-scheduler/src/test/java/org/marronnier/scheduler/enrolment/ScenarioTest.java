package org.marronnier.scheduler.enrolment;

import static org.marronnier.store.run.Instants.toSql;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.MessagePattern;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.time.Span;
import org.marronnier.scheduler.HouseTest;
import org.marronnier.scheduler.PlansInHand;
import org.marronnier.scheduler.scenario.KeepingScenarios;
import org.marronnier.scheduler.scenario.LiveScenario;
import org.marronnier.scheduler.scenario.LiveScenarios;
import org.marronnier.scheduler.trigger.Asks;
import org.marronnier.store.run.Instants;

/** A house over an empty database, into whose scenarios tests enrol contacts by hand. */
abstract class ScenarioTest extends HouseTest {

    static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");

    /** On a Monday. */
    ScenarioTest() {
        this(MONDAY);
    }

    ScenarioTest(Instant begins) {
        super(new PlansInHand(), begins);
    }

    /** A scenario in service. */
    final LiveScenario live(ScenarioBrief brief) {
        plans.scenario(brief, Status.LIVE);
        return follow(brief.key());
    }

    /** The scenarios in service follow the plan. */
    final LiveScenario follow(String key) {
        house.get(KeepingScenarios.class).reconcile(PlansInHand.PLAN);
        return house.get(LiveScenarios.class).all().stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** A contact enters, as of an instant. */
    final long enrol(LiveScenario scenario, String contact, Instant firedAt) {
        return database.jdbc()
                .sql(
                        """
                        insert into enrolment (scenario_id, edition_id, contact_id, fired_by, fired_at, entered_at, due, act_at)
                        select :scenario, :edition, id, 'call:' || (select count(*) from enrolment), :at, :at, :at, :at
                        from contact where external_id = :contact
                        returning id
                        """)
                .param("scenario", scenario.id())
                .param("edition", scenario.edition())
                .param("at", toSql(firedAt))
                .param("contact", contact)
                .query(Long.class)
                .single();
    }

    final long enrol(LiveScenario scenario, String contact) {
        return enrol(scenario, contact, clock.instant());
    }

    /** All who are in the database enter, in another order in each scenario. */
    final void enrolAll(LiveScenario scenario) {
        database.jdbc()
                .sql(
                        """
                        insert into enrolment (scenario_id, edition_id, contact_id, fired_by, fired_at, entered_at, due, act_at)
                        select :scenario, :edition, id, 'call:1', :at, :at, :at, :at
                        from contact order by md5(id || ' ' || :scenario)
                        """)
                .param("scenario", scenario.id())
                .param("edition", scenario.edition())
                .param("at", toSql(clock.instant()))
                .update();
    }

    /** Walks until nobody is due. */
    final void walk() {
        house.get(FollowingContacts.class).drainOnce();
        while (house.get(EnrolmentWalker.class).drainOnce() > 0) {
            Thread.onSpinWait();
        }
    }

    final void walkAt(String instant) {
        clock.set(Instant.parse(instant));
        walk();
    }

    /** Where an enrolment stands: {@code RUNNING 1 WAIT}, {@code DONE 2}. */
    final String stand(long enrolment) {
        return house.column(
                        "select concat_ws(' ', state, step, coalesce(waits_for, reason)) from enrolment where id = "
                                + enrolment)
                .getFirst();
    }

    /** When an enrolment is looked at next. */
    final Instant actsAt(long enrolment) {
        return database.jdbc()
                .sql("select act_at from enrolment where id = :id")
                .param("id", enrolment)
                .query((row, _) -> Instants.from(row, "act_at"))
                .single();
    }

    /** What was decided, in order: {@code 0 SEND}, {@code 2 SUPPRESS expired}. */
    final List<String> decided(long enrolment) {
        return house.column(
                "select step || ' ' || outcome || case when outcome = 'SUPPRESS' then ' ' || line else '' end"
                        + " from step_decision where enrolment_id = "
                        + enrolment
                        + " order by at, step");
    }

    /** What an enrolment went through, in order. */
    final List<String> path(long enrolment) {
        return house.column(
                "select concat_ws(' ', step, what, way) from enrolment_step where enrolment_id = "
                        + enrolment
                        + " order by at, length(step), step, what");
    }

    final List<String> column(String sql) {
        return house.column(sql);
    }

    /** A promotional scenario of the steps, that the API starts. */
    static ScenarioBrief of(String key, Step... steps) {
        return of(key, asks -> asks, steps);
    }

    static ScenarioBrief of(String key, UnaryOperator<Asks> says, Step... steps) {
        return says.apply(Asks.when(key, new Trigger.OnCall())).steps(steps).brief();
    }

    /** An e-mail that may leave for a day, and gives way to caps. */
    static Step.Send send() {
        return send("P1D", WhenCapped.DEFER);
    }

    static Step.Send send(String expiry, WhenCapped whenCapped) {
        return new Step.Send(
                "hello",
                List.of(Channel.EMAIL),
                Span.parse(expiry),
                whenCapped,
                BigDecimal.ZERO,
                null,
                List.of("club", "news"));
    }

    static Step pause(String span) {
        return new Step.WaitFor(Span.parse(span));
    }

    static Condition bought() {
        return new Condition.Events("purchase", List.of(), null, List.of());
    }

    static Condition has(MessageStatus status) {
        return new Condition.Messages(
                new MessagePattern(null, null, status, null, null, null, "hello", null),
                null,
                List.of());
    }

    static Condition is(String field, String value) {
        return new Condition.Attribute(
                field, List.of(new Comparison(Comparison.Operator.EQ, List.of(Operand.of(value)))));
    }

    final void event(String contact, String type, String at) {
        database.jdbc()
                .sql(
                        """
                        insert into event (id, contact_id, type, at)
                        select gen_random_uuid()::text, id, :type, cast(:at as timestamptz)
                        from contact where external_id = :contact
                        """)
                .param("contact", contact)
                .param("type", type)
                .param("at", at)
                .update();
    }
}
