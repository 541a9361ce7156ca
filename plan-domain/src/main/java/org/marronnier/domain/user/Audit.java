package org.marronnier.domain.user;

import java.time.Instant;

/** Who changed what about the product itself, one line a change, without personal data. */
public interface Audit {

    /**
     * Adds a line.
     *
     * @param who the user name, or {@code system}
     * @param what the change, such as {@code user.added}
     * @param subject the name or id of what was changed
     */
    void note(Instant at, String who, String what, String subject);
}
