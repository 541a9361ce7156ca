package org.marronnier.domain.computing;

/** Where the computing stands. An older figure stays while it waits, and where it failed. */
public enum ComputingState {
    WAITING,
    DONE,
    FAILED
}
