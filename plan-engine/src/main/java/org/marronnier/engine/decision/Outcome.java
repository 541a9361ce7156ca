package org.marronnier.engine.decision;

/** What a decision says. */
public enum Outcome {
    SEND,
    DEFER,
    SUPPRESS,
    CONTROL
}
