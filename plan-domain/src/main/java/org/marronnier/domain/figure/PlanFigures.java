package org.marronnier.domain.figure;

import java.time.Instant;
import java.util.Map;
import org.marronnier.domain.computing.Computing;

/** The figures of plans, kept; and the queue of those to compute. */
public interface PlanFigures extends Computing<FigureSubject, PlanFigures.Answer> {

    /** All that is known of a plan. */
    Map<FigureSubject, PlanFigure> all(String plan);

    /**
     * What came of it.
     *
     * @param definition what was computed, as {@link PlanFigure#definition()} names it
     */
    record Answer(Figure figure, String definition, Instant at) {}
}
