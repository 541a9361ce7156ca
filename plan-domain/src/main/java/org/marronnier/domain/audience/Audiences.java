package org.marronnier.domain.audience;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.marronnier.domain.condition.Condition;

/** The audiences of a plan's conditions, as they stand at an instant. */
public interface Audiences {

    /**
     * Evaluates the target once and keeps its audience for the run, in the order of external ids.
     * Belongs in the transaction that starts the run; the audience then outlives a crash.
     *
     * @return how many contacts match
     */
    long gather(long run, Condition target, Vocabulary vocabulary, Instant now);

    /**
     * The next members of a gathered audience, in the order of external ids (by code point),
     * without evaluating anything again.
     *
     * @param after the external id of the last member seen; empty for the first
     * @return at most {@code limit} members; none when the audience is at its end
     */
    List<AudienceMember> next(long run, String after, int limit);

    /** Those of the given contacts that are in a gathered audience. */
    Set<Long> among(long run, Collection<AudienceMember> contacts);

    /** Lets go of the audience of a run that is over. */
    void forget(long run);

    /**
     * Those of the given contacts that match. Meant for one contact or some thousands, not for all.
     */
    Set<Long> matching(
            Collection<Long> contacts, Condition condition, Vocabulary vocabulary, Instant now);

    /** Whether one contact matches. */
    default boolean matches(long contact, Condition condition, Vocabulary vocabulary, Instant now) {
        return !matching(List.of(contact), condition, vocabulary, now).isEmpty();
    }

    /**
     * The instants of those events of the given contacts that meet a test, oldest first; its
     * measures say nothing here.
     *
     * @param now the events are not later, and its window ends there
     */
    Map<Long, List<Instant>> instants(
            Collection<Long> contacts, Condition.Events events, Vocabulary vocabulary, Instant now);

    /**
     * Some of those who match, drawn by lot: each contact has the same lot each time.
     *
     * @return in the order of lots; all of them where there are at most {@code limit}
     */
    List<Long> draw(Condition condition, Vocabulary vocabulary, Instant now, int limit);

    /** How many contacts match. Reads all of them; never for a page that somebody waits for. */
    AudienceCount.Figures count(Condition condition, Vocabulary vocabulary, Instant now);
}
