package org.marronnier.domain.channel;

/** A way to reach a contact. */
public enum Channel {
    EMAIL,
    SMS,
    PUSH,
    PHONE,
    LETTER,
    WEB
}
