package org.marronnier.engine.condition;

/** What is compared, as every kind it can be read as. */
abstract sealed class Subject permits Value, Tally {

    /** No day. */
    static final long NO_DAY = Long.MIN_VALUE;

    /** Whether it is a list or an object: it has no text, and reads as nothing. */
    abstract boolean isNested();

    /** Its text, without regard to case. */
    abstract CharSequence text();

    /** Whether it is a number rather than a text that reads as one. */
    abstract boolean isNumber();

    /** Whether it can be read as a number. */
    abstract boolean readsAsNumber();

    /** How its number stands to another: negative, zero or positive. */
    abstract int compareTo(Decimal other);

    /** The day that it can be read as, packed, or {@link #NO_DAY}. */
    abstract long day();
}
