package org.marronnier.web.run;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.marronnier.store.decision.Decisions;

/**
 * A decision as programs see it, in a run as in a simulation.
 *
 * @param occurrence local time in the plan's zone
 * @param reasons every gate that failed, the first naming the outcome
 */
record DecisionLine(
        Instant at,
        String contact,
        String source,
        String occurrence,
        String outcome,
        @Nullable String channel,
        @Nullable Instant until,
        @JsonRawValue String reasons) {

    static DecisionLine of(Decisions.Line line, ZoneId zone) {
        return new DecisionLine(
                line.at(),
                line.contact(),
                line.source(),
                DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                        line.occurrence().atZone(zone).toLocalDateTime()),
                line.outcome(),
                line.channel(),
                line.until(),
                line.reasons());
    }
}
