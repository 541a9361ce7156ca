package org.marronnier.domain.figure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A figure of a plan, as it was last computed.
 *
 * @param figure null where it was never computed
 * @param at when it was computed; null where it never was
 * @param definition what was computed; another one means that the figure is of an older plan
 */
public record PlanFigure(
        State state, @Nullable Figure figure, @Nullable Instant at, String definition) {

    /** Where the computing stands. An older figure stays while it waits, and where it failed. */
    public enum State {
        WAITING,
        DONE,
        FAILED
    }

    /** One that was never computed. */
    public static PlanFigure waiting(String definition) {
        return new PlanFigure(State.WAITING, null, null, definition);
    }
}
