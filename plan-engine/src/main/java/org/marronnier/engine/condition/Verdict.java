package org.marronnier.engine.condition;

import java.util.List;
import org.marronnier.domain.condition.Condition;

/**
 * Whether a condition holds for a contact, and each part of it: those of a combination, the
 * condition of a segment, those that make up a stage.
 */
public record Verdict(Condition condition, boolean holds, List<Verdict> parts) {
    public Verdict {
        parts = List.copyOf(parts);
    }
}
