package org.marronnier.engine.diagnostic;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.figure.Figure.Overlaps;
import org.marronnier.domain.figure.Figure.Volumes;

/**
 * What was last computed of the plan's contacts and messages.
 *
 * @param contacts how many contacts live at each stage, by its key; a stage that was never counted
 *     is not in it
 * @param volumes the messages that left; null where they were never counted
 * @param overlaps what the segments hold and share; null where it was never counted
 */
public record Observed(
        Map<String, Long> contacts, @Nullable Volumes volumes, @Nullable Overlaps overlaps) {

    /** Nothing was computed yet. */
    public static final Observed NOTHING = new Observed(Map.of(), null, null);

    public Observed {
        contacts = Map.copyOf(contacts);
    }

    /** How many contacts live at a stage, where that was counted. */
    public Optional<Long> at(String stage) {
        return Optional.ofNullable(contacts.get(stage));
    }

    /** Whether somebody may live at a stage: it was never counted, or is not empty. */
    public boolean isInhabited(String stage) {
        return contacts.getOrDefault(stage, 1L) > 0;
    }
}
