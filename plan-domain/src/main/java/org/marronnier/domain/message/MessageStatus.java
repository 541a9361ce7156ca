package org.marronnier.domain.message;

/** What became of a message, as conditions ask about it. */
public enum MessageStatus {
    SENT,
    DELIVERED,
    OPENED,
    CLICKED,
    BOUNCED,
    FAILED,
    COMPLAINED,
    UNSUBSCRIBED
}
