package org.marronnier.store.packed;

import org.jspecify.annotations.Nullable;
import org.marronnier.store.copy.Literals;

/**
 * Some of the contacts of a pass, with their whole households: those whose household lies in a
 * range, or those without one whose id does.
 */
public sealed interface Segment {

    int number();

    /**
     * @param from the first, null for no bound
     * @param to the first of the next segment, null for no bound
     */
    record Households(int number, @Nullable String from, @Nullable String to) implements Segment {}

    /**
     * @param from the first
     * @param to the first of the next segment
     */
    record Alone(int number, long from, long to) implements Segment {}

    /** SQL that is true for those of alias c that have no household. */
    String ALONE = Literals.blank("c.household");

    /** SQL that is true for its contacts, of alias c. */
    default String condition() {
        return switch (this) {
            case Households(int _, var from, var to) ->
                    "c.household is not null and not "
                            + ALONE
                            + (from == null ? "" : " and c.household >= " + Literals.text(from))
                            + (to == null ? "" : " and c.household < " + Literals.text(to));
            case Alone(int _, long from, long to) ->
                    "c.id >= " + from + " and c.id < " + to + " and " + ALONE;
        };
    }

    /** SQL of the order in which its contacts come: by household, then by external id. */
    default String order() {
        return this instanceof Households ? "c.household, c.external_id" : "c.id";
    }
}
