package org.marronnier.engine.condition;

import java.time.Instant;

/** A condition as a predicate of one contact. Shared by any number of threads. */
public final class CompiledPredicate {

    private final Node root;

    CompiledPredicate(Node root) {
        this.root = root;
    }

    /**
     * Whether a contact matches at an instant. Allocates nothing, but when the instant is another
     * one than that of the last test in the contact's zone.
     *
     * @param facts a sheet of the predicates that this one is of, told for this instant or an
     *     earlier one
     */
    public boolean test(FactSheet facts, Instant now) {
        facts.clock.set(now);
        return root.test(facts);
    }

    /** The same, with the answer of each part. */
    public Verdict explain(FactSheet facts, Instant now) {
        facts.clock.set(now);
        return root.explain(facts);
    }
}
