package org.marronnier.scheduler.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.message.MessageStatus;
import org.marronnier.domain.scenario.Step;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.node.Pulse;
import org.marronnier.store.inbox.Inbox;
import org.marronnier.store.outbox.Outbox;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of messages is recorded beside those who walk, and who take events in. */
class OutcomeOrderTest extends ScenarioTest {

    private final TransactionTemplate transaction =
            new TransactionTemplate(house.get(JdbcTransactionManager.class));
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        other.close();
    }

    /** Both hold the enrolment first, and its message then. */
    @Test
    void isRecordedWithoutHoldingAMessageWhileOthersHoldItsEnrolment() throws Exception {
        contacts.agreed("zoe", "");
        var scenario =
                live(
                        of(
                                "welcome",
                                send(),
                                new Step.Branch(has(MessageStatus.CLICKED), List.of(), List.of()),
                                pause("P1D")));
        var zoe = enrol(scenario, "zoe");
        walk();
        assertThat(stand(zoe)).isEqualTo("RUNNING 1 OUTCOME");

        var recorded =
                transaction.execute(
                        _ -> {
                            column("select id::text from enrolment for no key update");
                            var begun = other.submit(this::fail);
                            untilWaiting(begun);
                            column("select id::text from message for no key update nowait");
                            return begun;
                        });
        recorded.get();
        walk();

        assertThat(column("select status || ' ' || reason from message"))
                .containsExactly("FAILED 550");
        assertThat(stand(zoe)).isEqualTo("RUNNING 2 WAIT");
    }

    private void fail() {
        var message = Long.parseLong(column("select id::text from message").getFirst());
        house.get(Outbox.class)
                .record(
                        List.of(new Outbox.Outcome.Failed(message, "550")),
                        "here",
                        clock.instant());
    }

    /** Otherwise they would stay in the hands of a process that is alive, and no longer knows. */
    @Test
    void isRecordedAgainWhereTheDatabaseGaveUp() throws Exception {
        contacts.many(2);
        enrolAll(live(of("welcome", send())));
        walk();

        var delivered =
                transaction.execute(
                        _ -> {
                            column(
                                    "select id::text from message order by id desc limit 1 for update");
                            var begun = other.submit(house::deliver);
                            untilWaiting(begun);
                            // So that the other is the one that the database chooses.
                            column("select set_config('deadlock_timeout', '30s', true)");
                            column("select id::text from message order by id limit 1 for update");
                            return begun;
                        });
        delivered.get();
        // On a busy machine it may have given up twice.
        house.deliver();

        assertThat(column("select status from message")).containsExactly("SENT", "SENT");
        assertThat(column("select message_id::text from outbox")).isEmpty();
    }

    @Test
    void waitsAgainWhereTheDatabaseIsGoneBeforeAnythingLeft() {
        contacts.many(2);
        enrolAll(live(of("welcome", send())));
        walk();
        try (var shaken =
                new House(
                        database.dataSource(),
                        plans,
                        clock,
                        Map.of("marronnier.workers", "false"),
                        OutcomeOrderTest::losesItsFirstMails)) {
            shaken.get(Pulse.class).beat();
            shaken.deliver();
        }

        assertThat(column("select status from message")).containsExactly("SENT", "SENT");
        assertThat(column("select external_id from inbox_mail order by 1"))
                .containsExactly("C000001", "C000002");
    }

    private static void losesItsFirstMails(AnnotationConfigApplicationContext context) {
        var times = new AtomicInteger();
        context.registerBean(
                "shakenInbox",
                Inbox.class,
                () ->
                        new Inbox(context.getBean(JdbcClient.class)) {
                            @Override
                            public void take(List<Mail> mails) {
                                if (times.getAndIncrement() == 0) {
                                    throw new DataAccessResourceFailureException("gone");
                                }
                                super.take(mails);
                            }
                        },
                bean -> bean.setPrimary(true));
    }

    private void untilWaiting(Future<?> begun) {
        while (!begun.isDone()
                && column("select pid::text from pg_locks where not granted").isEmpty()) {
            Thread.onSpinWait();
        }
    }
}
