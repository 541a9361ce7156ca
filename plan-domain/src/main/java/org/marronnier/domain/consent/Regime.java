package org.marronnier.domain.consent;

/**
 * Which consent is asked before a message of a type leaves on a channel (section 3 of the decision
 * rules).
 */
public enum Regime {
    /** Always permitted. */
    NONE,
    /** Permitted unless the contact said no. */
    OPT_OUT,
    /** Permitted when granted, or to a customer who never said anything. */
    SOFT_OPT_IN,
    /** Permitted when granted. */
    OPT_IN,
    /** Permitted when granted and confirmed. */
    DOUBLE_OPT_IN
}
