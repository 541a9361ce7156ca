package org.marronnier.domain.run;

/** Where a run stands. */
public enum RunState {
    RUNNING,
    /** Nobody is decided and nothing leaves until it is resumed. */
    PAUSED,
    /** Every contact is decided, and what became of every message is known or will never be. */
    DONE,
    /** Stopped for good. */
    FAILED;

    public boolean isOver() {
        return this == DONE || this == FAILED;
    }
}
