package org.marronnier.domain.figure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.computing.ComputingState;

/**
 * A figure of a plan, as it was last computed.
 *
 * @param figure null where it was never computed
 * @param at when it was computed; null where it never was
 * @param definition what was computed; another one means that the figure is of an older plan
 */
public record PlanFigure(
        ComputingState state, @Nullable Figure figure, @Nullable Instant at, String definition) {

    /** One that was never computed. */
    public static PlanFigure waiting(String definition) {
        return new PlanFigure(ComputingState.WAITING, null, null, definition);
    }
}
