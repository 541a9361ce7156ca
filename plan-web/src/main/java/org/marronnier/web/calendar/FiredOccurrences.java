package org.marronnier.web.calendar;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.plan.PlanFrame;
import org.marronnier.store.run.Runs;
import org.springframework.stereotype.Component;

/** Which occurrences of the plans' campaigns have had their run. */
@Component
public final class FiredOccurrences {

    private final Runs runs;

    FiredOccurrences(Runs runs) {
        this.runs = runs;
    }

    /** Those shown on some days: what began earlier may still last. */
    public Set<Days.Fired> of(List<PlanDocument> plans, LocalDate from, LocalDate to) {
        return plans.stream()
                .flatMap(plan -> of(plan.plan(), from.minusDays(Days.MOST_DAYS), to))
                .collect(toUnmodifiableSet());
    }

    private Stream<Days.Fired> of(PlanFrame plan, LocalDate from, LocalDate to) {
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
                                        plan.key(),
                                        firing.campaign(),
                                        LocalDateTime.ofInstant(firing.firedFor(), zone)));
    }
}
