package org.marronnier.domain.figure;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.marronnier.domain.computing.Computing;

/** The figures of plans, kept; and the queue of those to compute. */
public interface PlanFigures extends Computing<FigureSubject, PlanFigures.Answer> {

    /** What is known of one subject. */
    Optional<PlanFigure> find(String plan, FigureSubject subject);

    /** All that is known of a plan. */
    Map<FigureSubject, PlanFigure> all(String plan);

    /**
     * What came of it.
     *
     * @param definition what was computed, as {@link PlanFigure#definition()} names it
     */
    record Answer(Figure figure, String definition, Instant at) {}
}
