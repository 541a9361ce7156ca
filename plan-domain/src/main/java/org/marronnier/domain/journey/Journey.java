package org.marronnier.domain.journey;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A path that customers take, step by step. */
public record Journey(String key, String name, List<JourneyStep> steps) {

    public Journey {
        steps = List.copyOf(steps);
    }

    /**
     * One step of the path: where it happens, what hurts, what could be done and which programmes
     * do it.
     */
    public record JourneyStep(
            String key,
            String name,
            @Nullable String stage,
            List<String> touchpoints,
            @Nullable String friction,
            @Nullable String opportunity,
            List<String> programmes) {
        public JourneyStep {
            touchpoints = List.copyOf(touchpoints);
            programmes = List.copyOf(programmes);
        }
    }
}
