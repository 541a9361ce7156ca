package org.marronnier.domain.objective;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the plan is for, in one figure: a KPI over a segment or a stage (everybody, when neither is
 * named), by a date.
 */
public record Objective(
        String key,
        String name,
        String kpi,
        @Nullable String segment,
        @Nullable String stage,
        @Nullable BigDecimal baseline,
        @Nullable BigDecimal target,
        @Nullable LocalDate by) {
    public Objective {
        baseline = baseline == null ? null : baseline.stripTrailingZeros();
        target = target == null ? null : target.stripTrailingZeros();
        if (segment != null && stage != null) {
            throw new IllegalArgumentException(
                    "The objective (%s) must name a segment or a stage, not both.".formatted(key));
        }
    }
}
