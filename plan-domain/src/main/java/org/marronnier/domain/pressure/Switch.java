package org.marronnier.domain.pressure;

import org.jspecify.annotations.Nullable;
import org.marronnier.domain.law.Legal;

/** Which rules may be switched off: those that the brand sets itself. */
final class Switch {

    private Switch() {}

    static void check(String key, @Nullable Legal legal, boolean paused) {
        if (paused && legal != null) {
            throw new IllegalArgumentException(
                    "The rule (%s) is legal (%s): it cannot be paused."
                            .formatted(key, legal.source()));
        }
    }
}
