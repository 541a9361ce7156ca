package org.marronnier.domain.message;

/** What a message is to the contact; it decides which consent is asked and which rules hold. */
public enum MessageType {
    /** Owed to the contact, such as an order confirmation. */
    TRANSACTIONAL,
    /** Useful without a return, such as advice for use. */
    SERVICE,
    /** Meant to sell. */
    PROMOTIONAL
}
