package org.marronnier.store.audience;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.AudienceGlimpses;
import org.marronnier.domain.audience.Audiences;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.condition.Condition;
import org.marronnier.store.audience.ConditionCompiler.Reach;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks at conditions under a limit of time that the database keeps. */
@Component
class JdbcAudienceGlimpses implements AudienceGlimpses {

    private static final int DRAWN = 4_000;
    private static final double TWO_SIDES_OF_95 = 1.96;
    private static final String CANCELLED = "57014";

    private final JdbcClient jdbc;
    private final Audiences audiences;
    private final TransactionTemplate alone;

    JdbcAudienceGlimpses(
            JdbcClient jdbc, Audiences audiences, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.audiences = audiences;
        this.alone = new TransactionTemplate(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.alone.setReadOnly(true);
    }

    @Override
    public Glimpse look(
            Condition condition,
            Vocabulary vocabulary,
            Instant now,
            Duration patience,
            int members) {
        var counted =
                within(patience, () -> audiences.count(condition, vocabulary, now).contacts());
        if (counted.isPresent() && counted.get() == 0) {
            return new Glimpse(new Size.Counted(0), List.of());
        }
        var some =
                within(patience, () -> some(condition, vocabulary, now, members)).orElse(List.of());
        return new Glimpse(
                counted.<Size>map(Size.Counted::new)
                        .orElseGet(() -> estimated(condition, vocabulary, now)),
                some);
    }

    private List<String> some(
            Condition condition, Vocabulary vocabulary, Instant now, int members) {
        var compiled = ConditionCompiler.compile(condition, vocabulary, now, Reach.SOME);
        return jdbc.sql(
                        "select c.external_id "
                                + compiled.fromWhere()
                                + " order by c.id limit :members")
                .params(compiled.parameters())
                .param("members", members)
                .query(String.class)
                .list();
    }

    /**
     * Ids are drawn from the first to the last, whether a contact has them or not, so that the
     * share that matches is one of this range.
     */
    private Size estimated(Condition condition, Vocabulary vocabulary, Instant now) {
        var range =
                jdbc.sql("select coalesce(min(id), 0), coalesce(max(id), -1) from contact")
                        .query((row, _) -> new long[] {row.getLong(1), row.getLong(2)})
                        .single();
        var ids = range[1] - range[0] + 1;
        var drawn =
                ThreadLocalRandom.current()
                        .longs(DRAWN, range[0], range[1] + 1)
                        .boxed()
                        .distinct()
                        .toList();
        var share =
                (double) audiences.matching(drawn, condition, vocabulary, now).size()
                        / drawn.size();
        var doubt = TWO_SIDES_OF_95 * Math.sqrt(share * (1 - share) / drawn.size());
        return new Size.Estimated(
                Math.round(share * ids),
                Math.round(Math.max(0, share - doubt) * ids),
                Math.round(Math.min(1, share + doubt) * ids),
                drawn.size());
    }

    /** What is done in time; empty where the database gave it up. */
    private <T> Optional<T> within(Duration patience, Supplier<T> work) {
        try {
            return Optional.ofNullable(
                    alone.execute(
                            _ -> {
                                jdbc.sql("select set_config('statement_timeout', :limit, true)")
                                        .param("limit", patience.toMillis() + "ms")
                                        .query(String.class)
                                        .single();
                                return work.get();
                            }));
        } catch (DataAccessException late) {
            if (isCancelled(late)) {
                return Optional.empty();
            }
            throw late;
        }
    }

    private static boolean isCancelled(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && CANCELLED.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
