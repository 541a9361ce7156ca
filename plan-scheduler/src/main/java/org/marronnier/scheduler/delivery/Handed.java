package org.marronnier.scheduler.delivery;

/** What a channel did with a letter. */
public sealed interface Handed {

    long message();

    record Taken(long message) implements Handed {}

    /** It will not be taken, however often it is tried. */
    record Refused(long message, String reason) implements Handed {}

    /** It was not taken now, for certain. */
    record NotNow(long message, String reason) implements Handed {}

    /** The channel fell silent after the whole letter was said. */
    record Unknown(long message, String reason) implements Handed {}
}
