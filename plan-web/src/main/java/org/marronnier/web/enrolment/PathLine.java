package org.marronnier.web.enrolment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.web.decision.Sentence;

/**
 * A stop on the way of a contact through a scenario, in words.
 *
 * @param chip what was decided there; null where nothing was
 */
record PathLine(
        Instant at,
        String when,
        String icon,
        String title,
        List<Sentence> told,
        @Nullable Chip chip) {

    PathLine {
        told = List.copyOf(told);
    }

    /** A decision in a word. */
    record Chip(String word, String tone, @Nullable String icon) {}

    /** A stop at which nothing is decided. */
    static PathLine plain(Instant at, String when, String icon, String title, String told) {
        return new PathLine(at, when, icon, title, List.of(Sentence.of(told)), null);
    }
}
