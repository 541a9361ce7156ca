package org.marronnier.store.audience;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The queue of a table that keeps what is computed in the background, one row a plan and subject.
 * The lock of a row says that it is being computed, so that a crash undoes the claim.
 */
public final class WaitingList {

    private final JdbcClient jdbc;
    private final String table;

    /**
     * @param table with the columns plan, subject, state, condition and asked_at
     */
    public WaitingList(JdbcClient jdbc, String table) {
        this.jdbc = jdbc;
        this.table = table;
    }

    /** What waits. */
    public record Waiting(String plan, String subject) {}

    /** Puts something into the queue; what already waits, or is being computed, stays as it is. */
    public void ask(String plan, String subject, String condition, Instant now) {
        var inserted =
                jdbc.sql(
                                """
                                insert into %s (plan, subject, state, condition, asked_at)
                                values (:plan, :subject, 'WAITING', :condition, :now)
                                on conflict do nothing
                                """
                                        .formatted(table))
                        .param("plan", plan)
                        .param("subject", subject)
                        .param("condition", condition)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update();
        if (inserted == 0) {
            askAgain(plan, subject, now);
        }
    }

    /** A row that is locked is being computed: its asker will see a figure of now in a moment. */
    private void askAgain(String plan, String subject, Instant now) {
        jdbc.sql(
                        """
                        update %1$s
                        set state = 'WAITING', asked_at = :now
                        where (plan, subject) in (
                            select plan, subject
                            from %1$s
                            where plan = :plan and subject = :subject and state <> 'WAITING'
                            for update skip locked)
                        """
                                .formatted(table))
                .param("plan", plan)
                .param("subject", subject)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Takes what has waited longest, until the end of the transaction. */
    public Optional<Waiting> claim() {
        return jdbc.sql(
                        """
                        select plan, subject
                        from %s
                        where state = 'WAITING'
                        order by asked_at
                        limit 1
                        for update skip locked
                        """
                                .formatted(table))
                .query((row, _) -> new Waiting(row.getString("plan"), row.getString("subject")))
                .optional();
    }
}
