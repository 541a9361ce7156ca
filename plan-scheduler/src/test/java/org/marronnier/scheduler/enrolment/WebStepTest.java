package org.marronnier.scheduler.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.time.Span;
import org.marronnier.scheduler.inbound.AskingNextMessage;
import org.marronnier.scheduler.inbound.NextMessage;
import org.marronnier.scheduler.inbound.ReportingShown;
import org.marronnier.scheduler.scenario.KeepingScenarios;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Steps on the web alone wait for the contact to come. */
class WebStepTest extends ScenarioTest {

    WebStepTest() {
        contacts.agreed("zoe", "").agreed("max", "");
    }

    @Test
    void offersItsMessageAndGoesOnWithoutPushingIt() {
        var scenario = live(of("welcome", banner("P3D"), pause("P1D"), send()));
        var zoe = enrol(scenario, "zoe");
        walk();

        assertThat(stand(zoe)).isEqualTo("RUNNING 1 WAIT");
        assertThat(path(zoe)).containsExactly("0 OFFERED");
        assertThat(column("select id::text from message")).isEmpty();
        var message = next("zoe");
        assertThat(message.source()).isEqualTo("scenario:welcome");
        assertThat(message.expiresAt()).isEqualTo(MONDAY.plus(Duration.ofDays(3)));
        assertThat(none("max")).containsExactly("NOTHING");

        walkAt("2026-03-03T09:00:00Z");
        assertThat(stand(zoe)).isEqualTo("DONE 2");
        assertThat(next("zoe").message()).isEqualTo(message.message());
        clock.set(MONDAY.plus(Duration.ofDays(3)).plusSeconds(1));
        assertThat(none("zoe")).containsExactly("NOTHING");
    }

    @Test
    void isAMessageOfTheStepOnceShown() {
        var scenario = live(of("welcome", banner("P3D")));
        var zoe = enrol(scenario, "zoe");
        walk();
        var message = next("zoe").message();

        show("zoe", message);
        show("zoe", message);

        assertThat(
                        column(
                                """
                                select concat_ws(' ', id, enrolment_id, step, source, channel, status, programme, array_to_string(tags, ','))
                                from message
                                """))
                .containsExactly(
                        "%d %d 0 scenario:welcome WEB SENT club banner".formatted(message, zoe));
        assertThat(none("zoe")).containsExactly("NOTHING");
    }

    @Test
    void waitsForWhatTheBranchBehindItAsksAbout() {
        var scenario =
                live(
                        of(
                                "welcome",
                                banner("P3D"),
                                new Step.Branch(
                                        has(MessageStatus.SENT),
                                        List.of(pause("P1D")),
                                        List.of(new Step.End()))));
        var zoe = enrol(scenario, "zoe");
        var max = enrol(scenario, "max");
        walk();
        assertThat(stand(zoe)).isEqualTo("RUNNING 1 OUTCOME");

        clock.step(Duration.ofHours(5));
        show("zoe", next("zoe").message());
        walk();
        assertThat(stand(zoe)).isEqualTo("RUNNING 1.then.0 WAIT");
        assertThat(stand(max)).isEqualTo("RUNNING 1 OUTCOME");

        clock.set(MONDAY.plus(Duration.ofDays(3)));
        walk();
        assertThat(stand(max)).isEqualTo("DONE 1.else.0");
    }

    @Test
    void offersNothingWhilePausedOrAfterAnExit() {
        var scenario = live(of("welcome", banner("P3D"), pause("P2D")));
        enrol(scenario, "zoe");
        var max = enrol(scenario, "max");
        walk();
        plans.stands("welcome", Status.PAUSED);
        follow("welcome");
        assertThat(none("zoe")).containsExactly("NOTHING");

        plans.stands("welcome", Status.LIVE);
        follow("welcome");
        database.jdbc()
                .sql("update enrolment set state = 'EXITED' where id = :max")
                .param("max", max)
                .update();
        assertThat(next("zoe").source()).isEqualTo("scenario:welcome");
        assertThat(none("max")).containsExactly("NOTHING");
    }

    @Test
    void offersNothingOfTheTimeBeforeItEnded() {
        enrol(live(of("welcome", banner("P3D"))), "zoe");
        walk();
        plans.stands("welcome", Status.ENDED);
        house.get(KeepingScenarios.class).reconcile();
        assertThat(none("zoe")).containsExactly("NOTHING");

        plans.stands("welcome", Status.LIVE);
        enrol(follow("welcome"), "max");
        walk();

        assertThat(none("zoe")).containsExactly("NOTHING");
        assertThat(next("max").source()).isEqualTo("scenario:welcome");
    }

    /** Whoever walks holds the enrolment first, and the contact then. */
    @Test
    void isReportedWithoutHoldingWhatAWalkNeedsNext() throws Exception {
        var scenario =
                live(
                        of(
                                "welcome",
                                banner("P3D"),
                                new Step.Branch(has(MessageStatus.SENT), List.of(), List.of())));
        enrol(scenario, "zoe");
        walk();
        var message = next("zoe").message();
        var walking = new TransactionTemplate(house.get(JdbcTransactionManager.class));

        try (var other = Executors.newSingleThreadExecutor()) {
            var reported =
                    walking.execute(
                            _ -> {
                                column("select id::text from enrolment for update");
                                var begun = other.submit(() -> show("zoe", message));
                                while (column("select pid::text from pg_locks where not granted")
                                        .isEmpty()) {
                                    Thread.onSpinWait();
                                }
                                column("select id::text from contact for update nowait");
                                return begun;
                            });
            reported.get();
        }
    }

    private static Step.Send banner(String expiry) {
        return new Step.Send(
                "hello",
                List.of(Channel.WEB),
                Span.parse(expiry),
                WhenCapped.DEFER,
                BigDecimal.ZERO,
                null,
                List.of("banner"));
    }

    private void show(String contact, long message) {
        assertThat(house.get(ReportingShown.class).report(contact, message, null))
                .isInstanceOf(ReportingShown.Answer.Counted.class);
    }

    private NextMessage.Message next(String contact) {
        return (NextMessage.Message) house.get(AskingNextMessage.class).ask(contact, null);
    }

    private List<String> none(String contact) {
        return ((NextMessage.None) house.get(AskingNextMessage.class).ask(contact, null)).reasons();
    }
}
