package org.marronnier.domain.audience;

import java.util.Map;
import java.util.Optional;
import org.marronnier.domain.computing.Computing;

/** The audience counts, kept; and the queue of those to compute. */
public interface AudienceCounts extends Computing<AudienceSubject, AudienceCounts.Answer> {

    Optional<AudienceCount> find(String plan, AudienceSubject subject);

    /** Every count of a plan. */
    Map<AudienceSubject, AudienceCount> all(String plan);

    /**
     * What came of it.
     *
     * @param condition what was counted, as {@link AudienceCount#condition()} names it
     */
    record Answer(AudienceCount.Figures figures, String condition) {}
}
