package org.marronnier.scheduler.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.marronnier.domain.scenario.Step;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whoever changes a contact holds its row, and so must not wait for those who hold its enrolments
 * or messages: they come to the contact next.
 */
class ContactChangeTest extends ScenarioTest {

    private final TransactionTemplate transaction =
            new TransactionTemplate(house.get(JdbcTransactionManager.class));
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        other.close();
    }

    @Test
    void waitsForNobodyWhoHoldsTheEnrolmentOfWhoMoves() {
        contacts.agreed("zoe", "known_zone = 'Europe/Paris'");
        var scenario = live(of("welcome", new Step.WaitUntil(null, LocalTime.of(8, 0)), send()));
        var zoe = enrol(scenario, "zoe");
        walk();
        assertThat(actsAt(zoe)).isEqualTo("2026-03-03T07:00:00Z");

        whileHeld("enrolment", "update contact set known_zone = 'Asia/Tokyo'");
        walk();

        assertThat(actsAt(zoe)).isEqualTo("2026-03-02T23:00:00Z");
    }

    @Test
    void waitsForNobodyWhoHoldsTheMessageOfWhoIsErased() {
        contacts.agreed("zoe", "");
        enrol(live(of("welcome", send(), pause("P1D"))), "zoe");
        walk();
        house.deliver();
        assertThat(column("select count(sent_to)::text from message")).containsExactly("1");

        whileHeld(
                "message", "update contact set erased_at = now(), email = null, email_key = null");
        walk();

        assertThat(column("select count(sent_to)::text from message")).containsExactly("0");
    }

    /** Changes contacts on another connection while this one holds rows of theirs. */
    private void whileHeld(String table, String change) {
        transaction.executeWithoutResult(
                _ -> {
                    column("select id::text from " + table + " for no key update");
                    var changed = other.submit(() -> database.jdbc().sql(change).update());
                    assertThat(changed).succeedsWithin(20, TimeUnit.SECONDS).isEqualTo(1);
                });
    }
}
