package org.marronnier.domain.message;

/** What becomes of a message that a cap refuses at its first possible second. */
public enum WhenCapped {
    /** It waits for the earliest second that is free, until its expiry. */
    DEFER,
    /** It is suppressed. */
    DROP,
    /** Its other channels are tried, best first, before it waits. */
    NEXT_CHANNEL
}
