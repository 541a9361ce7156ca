package org.marronnier.scheduler.audience;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.computing.Computing;
import org.marronnier.domain.computing.Computing.Asked;
import org.marronnier.domain.computing.Subject;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Empties queues of what is computed, one transaction each. */
public final class Draining {

    private final TransactionTemplate transaction;

    public Draining(PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Computes everything that waits; where the database is away, all wait.
     *
     * @param compute empty where there is nothing to compute any more
     * @param refused told of one that cannot be computed, before it leaves the queue
     */
    public <S extends Subject, A> void drain(
            Computing<S, A> queue,
            Function<Asked<S>, Optional<A>> compute,
            BiConsumer<Asked<S>, RuntimeException> refused) {
        while (computeOne(queue, compute, refused)) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    private <S extends Subject, A> boolean computeOne(
            Computing<S, A> queue,
            Function<Asked<S>, Optional<A>> compute,
            BiConsumer<Asked<S>, RuntimeException> refused) {
        var begun = new AtomicReference<@Nullable Asked<S>>();
        try {
            return Boolean.TRUE.equals(
                    transaction.execute(
                            _ ->
                                    queue.computeOne(
                                            asked -> {
                                                begun.set(asked);
                                                return compute.apply(asked);
                                            })));
        } catch (IllegalArgumentException
                | DataIntegrityViolationException
                | InvalidDataAccessResourceUsageException
                | UncategorizedDataAccessException why) {
            var asked = begun.get();
            if (asked == null) {
                throw why;
            }
            refused.accept(asked, why);
            queue.fail(asked);
            return true;
        }
    }
}
