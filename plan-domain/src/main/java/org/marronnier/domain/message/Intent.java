package org.marronnier.domain.message;

/** What a message wants of the contact. */
public enum Intent {
    INFORM,
    SELL,
    GIVE,
    ASK,
    PROPOSE
}
