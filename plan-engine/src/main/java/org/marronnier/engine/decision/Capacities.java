package org.marronnier.engine.decision;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.marronnier.domain.pressure.Capacity;
import org.marronnier.domain.time.LocalTimes;

/** What a channel can carry on one local day of the plan, shared over all contacts (section 8). */
public final class Capacities {

    private final RuleBook rules;
    private final Function<String, ZoneId> zones;
    private final QuietTimetable quiet;

    /**
     * @param zones of the contacts, by external id
     * @param now before which nothing is placed
     */
    public Capacities(RuleBook rules, Function<String, ZoneId> zones, Instant now) {
        this.rules = rules;
        this.zones = zones;
        this.quiet = new QuietTimetable(rules.quiet(), now);
    }

    /**
     * Those first in rank order keep their place. The others are deferred to the first instant of
     * the next days that is not quiet for them, or suppressed where that is past their expiry.
     *
     * @param sends the SENDs by the capacity's channel of one local day of the plan, in any order
     * @param taken places of that day that are taken already
     * @return a decision for each, in rank order
     */
    public List<Decision> share(List<Decision> sends, Capacity capacity, int taken) {
        var ranked =
                sends.stream()
                        .sorted((a, b) -> Candidate.RANK.compare(a.candidate(), b.candidate()))
                        .toList();
        var left = Math.max(0, capacity.perDay() - taken);
        return IntStream.range(0, ranked.size())
                .mapToObj(i -> i < left ? ranked.get(i) : overCapacity(ranked.get(i), capacity))
                .toList();
    }

    private Decision overCapacity(Decision decision, Capacity capacity) {
        var candidate = decision.candidate();
        var reasons =
                List.<Reason>of(new Reason.CapacityUsed(capacity.channel(), capacity.perDay()));
        var expiry = candidate.expiry().getEpochSecond();
        var tomorrow = decision.at().atZone(rules.zone()).toLocalDate().plusDays(1).atStartOfDay();
        var open =
                quiet.of(zones.apply(candidate.contact()))
                        .quiet()[QuietTimetable.slot(capacity.channel(), candidate.type())]
                        .open(LocalTimes.instant(tomorrow, rules.zone()).getEpochSecond(), expiry);
        return open > expiry
                ? new Decision(candidate, Outcome.SUPPRESS, null, decision.at(), null, reasons)
                : new Decision(
                        candidate,
                        Outcome.DEFER,
                        decision.channel(),
                        decision.at(),
                        Instant.ofEpochSecond(open),
                        reasons);
    }
}
