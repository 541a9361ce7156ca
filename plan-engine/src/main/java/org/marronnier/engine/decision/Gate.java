package org.marronnier.engine.decision;

/** The gates that a candidate passes, in their order (section 2 of the decision rules). */
public enum Gate {
    BLOCKED,
    NOT_TARGETED,
    NO_ADDRESS,
    NO_CONSENT,
    DUPLICATE,
    CONTROL,
    EXPIRED,
    QUIET,
    PRESSURE,
    CAPACITY
}
