package org.marronnier.web.calendar;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Set;
import org.marronnier.domain.plan.PlanFrame;
import org.marronnier.store.run.Runs;
import org.springframework.stereotype.Component;

/** Which occurrences of a plan's campaigns have had their run. */
@Component
class FiredOccurrences {

    private final Runs runs;

    FiredOccurrences(Runs runs) {
        this.runs = runs;
    }

    /**
     * @param to the day after the last
     */
    Set<Days.Fired> of(PlanFrame plan, LocalDate from, LocalDate to) {
        var zone = plan.zone();
        return runs
                .fired(
                        plan.key(),
                        from.atStartOfDay(zone).toInstant(),
                        to.atStartOfDay(zone).toInstant())
                .stream()
                .map(
                        firing ->
                                new Days.Fired(
                                        firing.campaign(),
                                        LocalDateTime.ofInstant(firing.firedFor(), zone)))
                .collect(toUnmodifiableSet());
    }
}
