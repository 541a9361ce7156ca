package org.marronnier.domain.fact;

/** What a value was where it was recorded. */
public enum FactKind {
    TEXT,
    NUMBER,
    TRUTH,
    /** A list or an object: it is present, and no other comparison with it is true. */
    NESTED
}
