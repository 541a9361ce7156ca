package org.marronnier.scheduler.event;

/** By which way an event came. */
public enum EventSource {
    API,
    KAFKA
}
