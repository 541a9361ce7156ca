package org.marronnier.store.audience;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.marronnier.domain.computing.Computing.Asked;
import org.marronnier.domain.computing.Subject;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table that keeps what is computed in the background, one row a plan and subject, and its queue.
 * The lock of a row says that it is being computed, so that a crash undoes the claim.
 *
 * @param <S> what it is computed for
 * @param <V> what is kept of it
 */
public final class WaitingList<S extends Subject, V> {

    private final JdbcClient jdbc;
    private final String table;
    private final Function<String, S> parse;
    private final RowMapper<V> kept;

    /**
     * @param table with the columns plan, subject, state, condition and asked_at
     * @param parse reads the text of a subject
     * @param kept reads a row
     */
    public WaitingList(
            JdbcClient jdbc, String table, Function<String, S> parse, RowMapper<V> kept) {
        this.jdbc = jdbc;
        this.table = table;
        this.parse = parse;
        this.kept = kept;
    }

    /** What is kept of a subject. */
    public Optional<V> find(String plan, S subject) {
        return jdbc.sql(
                        "select * from %s where plan = :plan and subject = :subject"
                                .formatted(table))
                .param("plan", plan)
                .param("subject", subject.text())
                .query(kept)
                .optional();
    }

    /** All that is kept of a plan. */
    public Map<S, V> all(String plan) {
        return jdbc
                .sql("select * from %s where plan = :plan".formatted(table))
                .param("plan", plan)
                .query(
                        (row, line) ->
                                Map.entry(
                                        parse.apply(row.getString("subject")),
                                        Objects.requireNonNull(kept.mapRow(row, line))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Puts something into the queue; what already waits, or is being computed, stays as it is. */
    public void ask(String plan, S subject, String condition, Instant now) {
        var inserted =
                jdbc.sql(
                                """
                                insert into %s (plan, subject, state, condition, asked_at)
                                values (:plan, :subject, 'WAITING', :condition, :now)
                                on conflict do nothing
                                """
                                        .formatted(table))
                        .param("plan", plan)
                        .param("subject", subject.text())
                        .param("condition", condition)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update();
        if (inserted == 0) {
            askAgain(plan, subject, now);
        }
    }

    /** A row that is locked is being computed: its asker will see a figure of now in a moment. */
    private void askAgain(String plan, S subject, Instant now) {
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
                .param("subject", subject.text())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Computes what has waited longest, and keeps what comes of it; nobody else takes it until the
     * end of the transaction.
     */
    public <A> boolean computeOne(
            Function<Asked<S>, Optional<A>> compute, BiConsumer<Asked<S>, Optional<A>> keep) {
        var claimed = claim();
        claimed.ifPresent(asked -> keep.accept(asked, compute.apply(asked)));
        return claimed.isPresent();
    }

    private Optional<Asked<S>> claim() {
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
                .query(
                        (row, _) ->
                                new Asked<>(
                                        row.getString("plan"),
                                        parse.apply(row.getString("subject"))))
                .optional();
    }
}
