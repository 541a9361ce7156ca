package org.marronnier.domain.lifecycle;

import java.util.List;

/** What became of asking an item to move on in its life. */
public sealed interface Move {

    /** It stands elsewhere now. */
    record Made(Status from, Status to) implements Move {}

    /** It stays where it was, for these reasons. */
    record Refused(List<Refusal> refusals) implements Move {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }

    static Move refused(Refusal... refusals) {
        return new Refused(List.of(refusals));
    }
}
