package org.marronnier.domain.audience;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.computing.ComputingState;

/**
 * How many contacts an audience has, as it was last computed.
 *
 * @param figures null where it was never computed
 * @param condition what was counted; another one means that the figures are of an older target
 */
public record AudienceCount(ComputingState state, @Nullable Figures figures, String condition) {

    /** One that was never computed. */
    public static AudienceCount waiting(String condition) {
        return new AudienceCount(ComputingState.WAITING, null, condition);
    }

    /**
     * @param contacts how many match
     * @param withEmail those of them with an e-mail address that has not bounced
     * @param withPhone those of them with a phone number that has not bounced
     */
    public record Figures(long contacts, long withEmail, long withPhone, Instant at) {}
}
