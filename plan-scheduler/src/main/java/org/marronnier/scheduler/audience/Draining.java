package org.marronnier.scheduler.audience;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Empties a queue of what is computed, one transaction each.
 *
 * @param <A> what is asked for
 */
public final class Draining<A> {

    private final TransactionTemplate transaction;

    public Draining(PlatformTransactionManager transactions) {
        this.transaction = new TransactionTemplate(transactions);
    }

    /** A queue, and what becomes of what cannot be computed. */
    public interface Queue<A> {

        /**
         * Computes the one that has waited longest within the caller's transaction, and says which
         * it is before it begins.
         *
         * @return whether there was one
         */
        boolean computeOne(Consumer<A> begins);

        /** Takes one that cannot be computed out of the queue. */
        void fail(A asked, RuntimeException refused);
    }

    /** Computes everything that waits; where the database is away, all wait. */
    public void drain(Queue<A> queue) {
        while (computeOne(queue)) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    private boolean computeOne(Queue<A> queue) {
        var asked = new AtomicReference<@Nullable A>();
        try {
            return Boolean.TRUE.equals(
                    transaction.execute(_ -> queue.computeOne(one -> asked.set(one))));
        } catch (IllegalArgumentException
                | DataIntegrityViolationException
                | InvalidDataAccessResourceUsageException
                | UncategorizedDataAccessException refused) {
            var one = asked.get();
            if (one == null) {
                throw refused;
            }
            queue.fail(one, refused);
            return true;
        }
    }
}
