package org.marronnier.scheduler.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.template.Template;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.delivery.SmtpSink;
import org.marronnier.scheduler.outbox.OutboxWorker;
import org.marronnier.scheduler.scenario.LiveScenarios;

/** One cannot go on: it says so and can be retried, and all others go on. */
class FailedEnrolmentTest extends ScenarioTest {

    @Test
    void leavesBehindTheOneThatCannotGoOn() {
        contacts.agreed("zoe", "").agreed("max", "");
        var scenario = live(of("welcome", send(), pause("P1D")));
        var zoe = enrol(scenario, "zoe");
        var max = enrol(scenario, "max");
        database.jdbc().sql("update enrolment set step = '7' where id = " + zoe).update();

        walk();

        assertThat(stand(zoe)).isEqualTo("FAILED 7 NO_SUCH_STEP");
        assertThat(stand(max)).isEqualTo("RUNNING 1 WAIT");
    }

    @Test
    void takesABatchThatFailsOneByOneAndRetriesWhoStayedBehind() {
        contacts.many(20);
        var scenario = live(of("welcome", send(), pause("P1D")));
        enrolAll(scenario);
        database.jdbc()
                .sql(
                        """
                        insert into message (contact_id, enrolment_id, step, plan, source, channel, type, status, at)
                        select contact_id, id, '0', 'maison', 'scenario:welcome', 'EMAIL', 'PROMOTIONAL', 'FAILED', now()
                        from enrolment order by id offset 7 limit 1
                        """)
                .update();

        walk();

        var states = "select state || ' ' || count(*) from enrolment group by state order by 1";
        assertThat(column(states)).containsExactly("FAILED 1", "RUNNING 19");
        assertThat(column("select reason from enrolment where state = 'FAILED'"))
                .containsExactly("ERROR: DuplicateKeyException");
        assertThat(house.get(SteeringEnrolments.class).retryAll(scenario.id())).isEqualTo(1);
        walk();
        assertThat(column(states)).containsExactly("RUNNING 20");
        assertThat(column("select id::text from message where status = 'QUEUED'")).hasSize(20);
        assertThat(column("select sum(n)::text from scenario_tally where line = 'stuck'"))
                .containsExactly("0");
    }

    @Test
    void showsATemplateThatCannotBeWrittenAndSendsOnceItCan() {
        plans.template(hello("<p>{{#firstName}}</p>"));
        contacts.agreed("zoe", "").agreed("max", "");
        var scenario = live(of("welcome", send(), pause("P1D")));
        var zoe = enrol(scenario, "zoe");
        walk();
        house.deliver();
        assertThat(stand(zoe)).startsWith("FAILED 0 ");

        plans.template(hello("<p>Bonjour</p>"));
        clock.step(Duration.ofSeconds(5));
        house.get(SteeringEnrolments.class).retry(scenario.id(), List.of(zoe));
        walk();
        house.deliver();

        assertThat(stand(zoe)).isEqualTo("RUNNING 1 WAIT");
        assertThat(column("select status from message order by id"))
                .containsExactly("FAILED", "SENT");
        assertThat(
                        column(
                                "select step || ' ' || line || ' ' || sum(n) from scenario_tally where step = '0' and line <> 'queued'"
                                        + " group by step, line having sum(n) <> 0 order by 1"))
                .containsExactly("0 failed 1", "0 passed 1", "0 sent 1");
    }

    @Test
    void keepsWhatAChannelDoesNotTakeAndAsksItLaterAndLater() {
        contacts.agreed("zoe", "");
        enrol(live(of("welcome", send(), pause("P1D"))), "zoe");
        walk();
        try (var cutOff =
                House.mailing(
                        database.dataSource(),
                        plans,
                        clock,
                        1,
                        Map.of("marronnier.workers", "false"))) {
            cutOff.get(LiveScenarios.class).forget();
            cutOff.get(OutboxWorker.class).drainOnce();
            assertThat(column("select status from message")).containsExactly("QUEUED");
            clock.step(Duration.ofMinutes(1));
            cutOff.get(OutboxWorker.class).drainOnce();
            cutOff.get(OutboxWorker.class).drainOnce();
        }
        assertThat(
                        column(
                                "select failures_in_a_row || ' ' || extract(epoch from retry_at - '%s')::int from live_scenario"
                                        .formatted(clock.instant())))
                .containsExactly("2 2");

        clock.step(Duration.ofMinutes(5));
        house.deliver();

        assertThat(column("select status from message")).containsExactly("SENT");
        assertThat(column("select failures_in_a_row::text from live_scenario"))
                .containsExactly("0");
    }

    @Test
    @Timeout(60)
    void sendsToAllOthersWhereTheMailServerHangsOnOneAndToThatOneLater() throws Exception {
        contacts.agreed("zoe", "").agreed("max", "").agreed("lea", "");
        var scenario = live(of("welcome", send(), pause("P1D")));
        for (var one : List.of("zoe", "max", "lea")) {
            enrol(scenario, one);
        }
        walk();
        try (var sink = new SmtpSink(false);
                var mailing =
                        House.mailing(
                                database.dataSource(),
                                plans,
                                clock,
                                sink.port(),
                                Map.of(
                                        "marronnier.workers", "false",
                                        "mail.smtp.timeout", "1000"))) {
            sink.treat(address("max"), SmtpSink.Treatment.HANGS);
            mailing.get(LiveScenarios.class).forget();
            mailing.deliver();
            assertThat(sink.taken().keySet())
                    .containsExactlyInAnyOrder(address("zoe"), address("lea"));
            assertThat(
                            column(
                                    "select status || ' ' || count(*) from message group by status order by 1"))
                    .containsExactly("QUEUED 1", "SENT 2");

            sink.treatWell(address("max"));
            clock.step(Duration.ofMinutes(1));
            mailing.deliver();
            assertThat(sink.taken().get(address("max"))).hasValue(1);
        }
        assertThat(column("select distinct status from message")).containsExactly("SENT");
        assertThat(column("select distinct state || ' ' || step from enrolment"))
                .containsExactly("RUNNING 1");
    }

    private String address(String contact) {
        return column("select email from contact where external_id = '" + contact + "'").getFirst();
    }

    /** Who has no such attribute, or none that can be compared, does not meet the condition. */
    @Test
    void takesABranchOnAMissingAttributeAsNotMetAndGoesOn() {
        contacts.agreed("zoe", "attributes = '{\"level\": \"gold\"}'")
                .agreed("max", "")
                .agreed("lea", "attributes = '{\"level\": {\"of\": [\"gold\"]}}'")
                .agreed("tom", "attributes = '{\"level\": null}'");
        var gold = new Step.Branch(is("level", "gold"), List.of(pause("P1D")), List.of());

        enrolAll(live(of("welcome", gold, send())));
        walk();

        assertThat(
                        column(
                                """
                                select concat_ws(' ', c.external_id, e.state, e.step, s.way)
                                from enrolment e join contact c on c.id = e.contact_id
                                join enrolment_step s on s.enrolment_id = e.id and s.what = 'BRANCH'
                                order by 1
                                """))
                .containsExactly(
                        "lea DONE 1 else",
                        "max DONE 1 else",
                        "tom DONE 1 else",
                        "zoe RUNNING 0.then.0 then");
    }

    @Test
    void leavesBehindWhoComesToABranchOnASegmentThatIsGoneAndNobodyElse() {
        plans.segment("gold", is("level", "gold"));
        contacts.agreed("zoe", "").agreed("max", "");
        var branch = new Step.Branch(new Condition.InSegment("gold"), List.of(send()), List.of());
        var spoiled = live(of("spoiled", pause("PT1H"), branch, pause("P1D")));
        var zoe = enrol(spoiled, "zoe");
        var max = enrol(live(of("sound", pause("PT1H"), send(), pause("P1D"))), "max");
        walk();

        plans.withoutSegment("gold");
        follow("spoiled");
        clock.step(Duration.ofHours(1));
        walk();
        assertThat(stand(zoe)).isEqualTo("FAILED 1 CONDITION_UNREADABLE");
        assertThat(stand(max)).isEqualTo("RUNNING 2 WAIT");

        plans.segment("gold", is("level", "gold"));
        follow("spoiled");
        assertThat(house.get(SteeringEnrolments.class).retryAll(spoiled.id())).isEqualTo(1);
        walk();
        assertThat(stand(zoe)).isEqualTo("RUNNING 2 WAIT");
        assertThat(path(zoe)).contains("1 BRANCH else");
    }

    private static Template hello(String html) {
        return new Template("hello", Channel.EMAIL, "fr", "club", "Bonjour", html, null);
    }
}
