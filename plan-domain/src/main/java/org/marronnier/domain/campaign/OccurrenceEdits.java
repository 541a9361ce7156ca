package org.marronnier.domain.campaign;

import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;

/**
 * What was changed by hand about single occurrences of a recurring campaign: those left out (EXDATE
 * of RFC 5545) and those moved (RECURRENCE-ID). All times are local to the plan's zone, and name an
 * occurrence by when the rule alone has it happen; one that the rule does not have changes nothing.
 */
public record OccurrenceEdits(List<LocalDateTime> exceptions, List<Moved> overrides) {

    /** Nothing changed by hand. */
    public static final OccurrenceEdits NONE = new OccurrenceEdits(List.of(), List.of());

    /**
     * One occurrence at another time.
     *
     * @param at when the rule has it
     * @param start when it happens
     */
    public record Moved(LocalDateTime at, LocalDateTime start) {}

    public OccurrenceEdits {
        exceptions = List.copyOf(exceptions);
        overrides = List.copyOf(overrides);
        var seen = new HashSet<>(exceptions);
        for (var moved : overrides) {
            if (!seen.add(moved.at)) {
                throw new IllegalArgumentException(
                        "The occurrence (%s) is changed twice. Keep one exception or override of it."
                                .formatted(moved.at));
            }
        }
    }

    public boolean isNone() {
        return exceptions.isEmpty() && overrides.isEmpty();
    }
}
