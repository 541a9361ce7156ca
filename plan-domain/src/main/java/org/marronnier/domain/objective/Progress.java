package org.marronnier.domain.objective;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How far an objective has come.
 *
 * @param done the share of the way from the baseline to the target; below 0 where it moves away,
 *     above 1 where it is past the target
 * @param expected the share of the time that has passed, from 0 to 1
 */
public record Progress(double done, double expected, Standing standing) {

    /** So much less than expected is still on time. */
    private static final double LENIENT = 0.1;

    /** So much more than expected is ahead. */
    private static final double AHEAD_BY = 0.05;

    /** What can be said of it in a word. */
    public enum Standing {
        REACHED,
        AHEAD,
        ON_TIME,
        LATE,
        AWAY
    }

    /**
     * @param value the KPI as it was measured
     * @param from the day from which the objective is pursued
     * @param by the last day, where the objective names none itself
     * @return empty where the objective has no baseline or no target, or both are the same
     */
    public static Optional<Progress> of(
            Objective objective, BigDecimal value, LocalDate from, LocalDate by, LocalDate today) {
        var baseline = objective.baseline();
        var target = objective.target();
        if (baseline == null || target == null || baseline.compareTo(target) == 0) {
            return Optional.empty();
        }
        var done =
                value.subtract(baseline)
                        .divide(target.subtract(baseline), MathContext.DECIMAL64)
                        .doubleValue();
        var end = objective.by() == null ? by : objective.by();
        var whole = Math.max(1, ChronoUnit.DAYS.between(from, end));
        var expected = Math.clamp(ChronoUnit.DAYS.between(from, today) / (double) whole, 0, 1);
        return Optional.of(new Progress(done, expected, standing(done, expected)));
    }

    private static Standing standing(double done, double expected) {
        if (done >= 1) {
            return Standing.REACHED;
        }
        if (done < 0) {
            return Standing.AWAY;
        }
        if (done >= expected + AHEAD_BY) {
            return Standing.AHEAD;
        }
        return done >= expected - LENIENT ? Standing.ON_TIME : Standing.LATE;
    }
}
