package org.marronnier.scheduler.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.time.LocalTimes;
import org.marronnier.engine.calendar.Occurrences;
import org.marronnier.store.run.Runs;
import org.springframework.stereotype.Component;

/** The occurrences of a plan's campaigns that nobody has fired yet. */
@Component
public class UnfiredOccurrences {

    /** How long one that is due is still expected: a run is opened within moments. */
    private static final Duration EXPECTED = Duration.ofMinutes(1);

    /** The longest clock change, in hours; Samoa once left out a whole day. */
    private static final int CLOCK_CHANGE = 24;

    private final Runs runs;

    UnfiredOccurrences(Runs runs) {
        this.runs = runs;
    }

    /**
     * Those that are due from about an instant to another, both included.
     *
     * @param wanted which of them; also asked of each campaign as if it were due at once
     */
    public List<Source> of(PlanRules plan, Instant from, Instant to, Predicate<Source> wanted) {
        var first = from.minus(EXPECTED);
        var due =
                plan.senders()
                        .filter(brief -> wanted.test(Source.of(brief, first, plan.zone())))
                        .flatMap(brief -> between(brief, plan, first, to))
                        .filter(wanted)
                        .toList();
        if (due.isEmpty()) {
            return List.of();
        }
        var fired = new HashSet<>(runs.fired(plan.key(), first, to.plusSeconds(1)));
        return due.stream()
                .filter(source -> !fired.contains(new Runs.Firing(source.salt(), source.due())))
                .toList();
    }

    private static Stream<Source> between(
            CampaignBrief brief, PlanRules plan, Instant from, Instant to) {
        try {
            var zone = plan.zone();
            return Occurrences.of(brief, zone)
                    .between(
                            from.atZone(zone).toLocalDateTime().minusHours(CLOCK_CHANGE),
                            to.atZone(zone).toLocalDateTime().plusHours(CLOCK_CHANGE))
                    .stream()
                    .map(local -> LocalTimes.instant(local, zone))
                    .filter(due -> !due.isBefore(from) && !due.isAfter(to))
                    .map(due -> Source.of(brief, due, zone));
        } catch (IllegalArgumentException e) {
            // What cannot be read will not be fired either.
            return Stream.of();
        }
    }
}
