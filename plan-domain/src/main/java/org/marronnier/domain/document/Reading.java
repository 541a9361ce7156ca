package org.marronnier.domain.document;

import java.util.List;

/** What became of reading a document. */
public sealed interface Reading {

    /** The document holds. */
    record Accepted(PlanDocument document) implements Reading {}

    /** The document does not hold, for these reasons: all of them. */
    record Refused(List<Mistake> mistakes) implements Reading {
        public Refused {
            mistakes = List.copyOf(mistakes);
            if (mistakes.isEmpty()) {
                throw new IllegalArgumentException(
                        "A document is refused for at least one mistake.");
            }
        }
    }
}
