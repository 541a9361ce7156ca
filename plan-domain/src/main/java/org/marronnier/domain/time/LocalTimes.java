package org.marronnier.domain.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** How a local date-time is read where the clock changes. */
public final class LocalTimes {

    private LocalTimes() {}

    /**
     * The instant of a local date-time: in a gap the first instant after it, in an overlap the
     * earlier (section 5 of the decision rules).
     */
    public static Instant instant(LocalDateTime local, ZoneId zone) {
        var transition = zone.getRules().getTransition(local);
        if (transition != null && transition.isGap()) {
            return transition.getInstant();
        }
        return local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }
}
