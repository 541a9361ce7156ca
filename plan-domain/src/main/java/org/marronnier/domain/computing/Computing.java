package org.marronnier.domain.computing;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The queue of what is to be computed, one a plan and subject.
 *
 * @param <S> what it is computed for
 * @param <A> what comes of it
 */
public interface Computing<S extends Subject, A> {

    /**
     * Puts one into the queue. One that already waits, or is being computed, is not queued twice.
     * Never waits for a computation.
     *
     * @param definition what will be computed; another one means that what is known is of an older
     *     plan
     */
    void ask(String plan, S subject, String definition, Instant now);

    /**
     * Computes the one that has waited longest, if there is one, within the caller's transaction:
     * nobody else takes it meanwhile, and a crash leaves it in the queue.
     *
     * @param compute empty where the subject cannot be computed any more, such as a campaign that
     *     is gone
     * @return whether there was one
     */
    boolean computeOne(Function<Asked<S>, Optional<A>> compute);

    /** Takes one that cannot be computed out of the queue; an older figure stays. */
    void fail(Asked<S> asked);

    /** What is to be computed. */
    record Asked<S extends Subject>(String plan, S subject) {}
}
