package org.marronnier.engine.condition;

import java.time.Instant;
import java.util.Optional;

/** A condition as a predicate of one contact. Shared by any number of threads. */
public final class CompiledPredicate {

    /** How many instants are looked at before one is taken that may change nothing. */
    private static final int LOOKS = 64;

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

    /**
     * The earliest whole second later than now at which time alone has changed the answer for a
     * contact: at every one until then, and as long as nothing comes in, it stays what it is now.
     * Empty where time never changes it. Where very many facts grow old without changing it, an
     * instant before the change.
     *
     * @param facts a sheet told for now
     */
    public Optional<Instant> nextChange(FactSheet facts, Instant now) {
        var answer = test(facts, now);
        var at = now;
        for (var look = 0; look < LOOKS; look++) {
            facts.clock.set(at);
            var ageing = new Ageing(facts.clock);
            root.age(facts, ageing);
            if (ageing.next() == Ageing.NEVER) {
                return Optional.empty();
            }
            at = Ageing.wholeSecond(ageing.next());
            if (test(facts, at) != answer) {
                return Optional.of(at);
            }
        }
        return Optional.of(at);
    }

    /** Whether a contact matches, with the answer of each part. */
    public Verdict explain(FactSheet facts, Instant now) {
        facts.clock.set(now);
        return root.explain(facts);
    }
}
