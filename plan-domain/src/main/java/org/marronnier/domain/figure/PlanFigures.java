package org.marronnier.domain.figure;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The figures of plans, kept; and the queue of those to compute. */
public interface PlanFigures {

    /** All that is known of a plan, by the text of its subject. */
    Map<String, PlanFigure> of(String plan);

    Optional<PlanFigure> find(String plan, FigureSubject subject);

    /**
     * Puts a figure into the queue. One that already waits, or is being computed, is not queued
     * twice. Never waits for a computation.
     *
     * @param definition what will be computed, as {@link PlanFigure#definition()} names it
     */
    void ask(String plan, FigureSubject subject, String definition, Instant now);

    /**
     * Computes the figure that has waited longest, if there is one, within the caller's
     * transaction: nobody else takes it meanwhile, and a crash leaves it in the queue.
     *
     * @param compute empty where the subject cannot be computed any more, such as a scenario that
     *     is gone
     * @return whether there was one
     */
    boolean computeOne(Function<Asked, Optional<Answer>> compute);

    /** Takes a figure that cannot be computed out of the queue; an older one stays. */
    void fail(Asked asked);

    /** What is to be computed. */
    record Asked(String plan, FigureSubject subject) {}

    /** What came of it. */
    record Answer(Figure figure, String definition, Instant at) {}
}
