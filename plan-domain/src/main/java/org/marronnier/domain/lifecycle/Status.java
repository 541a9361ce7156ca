package org.marronnier.domain.lifecycle;

import java.util.EnumSet;
import java.util.Set;

/** Where an item of the plan stands in its life. */
public enum Status {
    DRAFT,
    SUBMITTED,
    APPROVED,
    LIVE,
    PAUSED,
    ENDED;

    /** The statuses that may come next. */
    public Set<Status> next() {
        return switch (this) {
            case DRAFT -> EnumSet.of(SUBMITTED, APPROVED);
            case SUBMITTED -> EnumSet.of(DRAFT, APPROVED);
            case APPROVED -> EnumSet.of(DRAFT, LIVE, PAUSED, ENDED);
            case LIVE -> EnumSet.of(PAUSED, ENDED);
            case PAUSED -> EnumSet.of(DRAFT, APPROVED, LIVE, ENDED);
            case ENDED -> EnumSet.of(DRAFT);
        };
    }

    /** Whether messages may leave. */
    public boolean mayRun() {
        return this == APPROVED || this == LIVE;
    }
}
