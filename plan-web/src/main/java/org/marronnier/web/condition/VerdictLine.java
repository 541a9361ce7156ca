package org.marronnier.web.condition;

import java.util.List;

/** Whether one test, or one group of tests, holds for a contact, in words. */
public record VerdictLine(boolean holds, Sentence sentence, List<VerdictLine> parts) {
    public VerdictLine {
        parts = List.copyOf(parts);
    }
}
