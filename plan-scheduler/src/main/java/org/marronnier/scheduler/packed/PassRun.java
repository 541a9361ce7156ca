package org.marronnier.scheduler.packed;

import org.jspecify.annotations.Nullable;
import org.marronnier.engine.decision.Candidate;
import org.marronnier.store.packed.ContactBits;

/**
 * One run among those that a pass decides.
 *
 * @param asks what each of its candidates asks for, its contact aside; due later than the pass
 *     decides, it is a reservation, which holds its place and is not kept
 * @param occurrence local time in the plan's zone
 * @param claimed those of the audience whose address another contact holds (gate 5)
 */
public record PassRun(
        long run,
        Candidate asks,
        String occurrence,
        @Nullable String template,
        ContactBits audience,
        ContactBits claimed) {}
