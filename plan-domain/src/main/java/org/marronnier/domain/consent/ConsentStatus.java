package org.marronnier.domain.consent;

/** What a consent record says. */
public enum ConsentStatus {
    GRANTED,
    DENIED,
    WITHDRAWN,
    PENDING
}
