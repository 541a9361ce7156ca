package org.marronnier.domain.audience;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The audience counts, kept; and the queue of those to compute. */
public interface AudienceCounts {

    Optional<AudienceCount> find(String plan, AudienceSubject subject);

    /** Every count of a plan. */
    Map<AudienceSubject, AudienceCount> all(String plan);

    /**
     * Puts a count into the queue. One that already waits, or is being computed, is not queued
     * twice. Never waits for a computation.
     *
     * @param condition what will be counted, as {@link AudienceCount#condition()} names it
     */
    void ask(String plan, AudienceSubject subject, String condition, Instant now);

    /**
     * Computes the count that has waited longest, if there is one, within the caller's transaction:
     * nobody else takes it meanwhile, and a crash leaves it in the queue.
     *
     * @param compute empty where the subject cannot be counted any more, such as a campaign that is
     *     gone
     * @return whether there was one
     */
    boolean computeOne(Function<Asked, Optional<Answer>> compute);

    /** Takes a count that cannot be computed out of the queue; figures of an earlier time stay. */
    void fail(Asked asked);

    /** What is to be counted. */
    record Asked(String plan, AudienceSubject subject) {}

    /** What came of it. */
    record Answer(AudienceCount.Figures figures, String condition) {}
}
