package org.marronnier.scheduler.delivery;

import java.util.List;

/** A way out of the house. Broken pipes become outcomes here; nothing is thrown for them. */
public interface Gateway {

    /** Kept with every entry that is in its hands. */
    String name();

    /** Whether a letter that is handed over twice arrives once. */
    boolean isIdempotent();

    /**
     * How many letters are handed over at once: as many may become uncertain when the process dies.
     */
    int batch();

    /** One outcome a letter, in any order. */
    List<Handed> hand(List<Letter> letters);
}
