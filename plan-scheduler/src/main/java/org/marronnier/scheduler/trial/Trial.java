package org.marronnier.scheduler.trial;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.scenario.Step;
import org.marronnier.engine.decision.Decision;

/**
 * How a contact would go through a scenario.
 *
 * @param zone whose clock the contact lives by
 * @param isOver whether nothing comes behind the last stop
 */
public record Trial(ZoneId zone, List<Stop> stops, boolean isOver) {

    public Trial {
        stops = List.copyOf(stops);
    }

    /** What a message of a step comes to. */
    public enum Outcome {
        OPENED,
        CLICKED,
        NOTHING
    }

    /** Something on the way, at an instant of the made-up clock. */
    public sealed interface Stop {
        Instant at();
    }

    /** The trigger fires. */
    public record Fires(Instant at, boolean isTargeted) implements Stop {}

    /** A message is decided. */
    public record Decides(Instant at, String step, Step.Send send, Decision decision)
            implements Stop {}

    /**
     * The next step asks what becomes of a message.
     *
     * @param number of the question, from 1 on
     * @param answer null where nobody has said yet
     */
    public record Asks(Instant at, String step, int number, @Nullable Outcome answer)
            implements Stop {}

    /** A wait is over. */
    public record Waits(Instant at, String step) implements Stop {}

    /** A branch goes one way. */
    public record Branches(Instant at, String step, boolean holds) implements Stop {}

    /** A split draws a way, from 0 on. */
    public record Draws(Instant at, String step, int way) implements Stop {}

    /** The exit condition holds. */
    public record Exits(Instant at, String step) implements Stop {}

    /** Nothing more comes. */
    public record Ends(Instant at) implements Stop {}
}
