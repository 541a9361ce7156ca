package org.marronnier.scheduler.event;

/** What became of an event that came in. */
public enum EventLine {
    /** It is new. */
    FRESH,
    /** It had been in before. */
    REPEATED,
    /** Its contact is not known; it waits for it. */
    WAITING,
    REFUSED
}
