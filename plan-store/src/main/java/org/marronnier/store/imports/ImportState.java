package org.marronnier.store.imports;

/** Where an import stands. */
public enum ImportState {
    WAITING,
    RUNNING,
    DONE,
    FAILED
}
