package org.marronnier.domain.audience;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many contacts an audience has, as it was last computed.
 *
 * @param figures null where it was never computed
 * @param condition what was counted; another one means that the figures are of an older target
 */
public record AudienceCount(State state, @Nullable Figures figures, String condition) {

    /**
     * Where the computing stands. Figures of an earlier time stay while it waits, and where it
     * failed.
     */
    public enum State {
        WAITING,
        DONE,
        FAILED
    }

    /**
     * @param contacts how many match
     * @param withEmail those of them with an e-mail address that has not bounced
     * @param withPhone those of them with a phone number that has not bounced
     */
    public record Figures(long contacts, long withEmail, long withPhone, Instant at) {}
}
