package org.marronnier.scheduler.trigger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.fact.RecordedFacts;
import org.marronnier.domain.scenario.EntryRefusal;
import org.marronnier.domain.scenario.Reentry;
import org.marronnier.scheduler.scenario.LiveScenario;
import org.marronnier.store.trigger.Arrivals;
import org.marronnier.store.trigger.Entries;
import org.marronnier.store.trigger.Entries.Entry;
import org.marronnier.store.trigger.Entries.Name;
import org.marronnier.store.trigger.Entries.Pair;
import org.marronnier.store.trigger.Entries.Past;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rules of entry: who enters a scenario that fires for them, and who is turned away. Each
 * firing is settled once; the contacts must be held by the caller.
 */
@Component
public class Entering {

    private static final Comparator<Fired> IN_TIME =
            Comparator.comparing(Fired::at).thenComparing(Fired::firedBy);

    private final Entries entries;
    private final Arrivals arrivals;
    private final RecordedFacts facts;

    Entering(Entries entries, Arrivals arrivals, RecordedFacts facts) {
        this.entries = entries;
        this.arrivals = arrivals;
        this.facts = facts;
    }

    /**
     * Settles firings of scenarios that are live, in the order of their instants.
     *
     * @param fired none of which is settled yet; one that is stays as it is
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void enter(Collection<Fired> fired, Instant now) {
        if (fired.isEmpty()) {
            return;
        }
        var inTime = fired.stream().sorted(IN_TIME).toList();
        var past =
                new HashMap<>(
                        entries.past(inTime.stream().map(Fired::pair).collect(Collectors.toSet())));
        var meant = meant(inTime.stream().filter(open(past)).toList(), now);
        var settled = new ArrayList<Entry>();
        for (var one : inTime) {
            var before = past.getOrDefault(one.pair(), Past.NONE);
            var refusal =
                    refusal(one, before)
                            .or(
                                    () ->
                                            meant.contains(one.name())
                                                    ? Optional.empty()
                                                    : Optional.of(EntryRefusal.NOT_TARGETED))
                            .orElse(null);
            if (refusal == null) {
                past.put(one.pair(), before.entered(one.at()));
            }
            settled.add(entry(one, refusal, now));
        }
        entries.settle(settled);
    }

    /** A firing that follows from nothing recorded and cannot be settled waits to be retried. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void putAside(Fired fired, RuntimeException why) {
        arrivals.failed(
                fired.contact(),
                Listeners.asking(fired.scenario().id()),
                fired.at(),
                fired.firedBy(),
                Failures.named(why));
    }

    private static Predicate<Fired> open(Map<Pair, Past> past) {
        return one -> refusal(one, past.getOrDefault(one.pair(), Past.NONE)).isEmpty();
    }

    /** Why a contact does not enter, whomever the scenario means. */
    private static Optional<EntryRefusal> refusal(Fired fired, Past past) {
        var scenario = fired.scenario();
        if (fired.refusal() != null) {
            return Optional.of(fired.refusal());
        }
        if (!scenario.mayEnter(fired.at())) {
            return Optional.of(EntryRefusal.OUTSIDE_PLAN);
        }
        if (past.running() && !scenario.brief().parallel()) {
            return Optional.of(EntryRefusal.INSIDE);
        }
        return past.last() == null || mayComeBack(scenario, past, past.last(), fired.at())
                ? Optional.empty()
                : Optional.of(EntryRefusal.REENTRY);
    }

    /** Days, months and years are those of the contact's own calendar. */
    private static boolean mayComeBack(LiveScenario scenario, Past past, Instant last, Instant at) {
        var zone = past.zone() == null ? scenario.rules().zone() : past.zone();
        return switch (scenario.brief().reentry()) {
            case Reentry.Once() -> false;
            case Reentry.Always() -> true;
            case Reentry.After(var span) -> !span.after(last, zone).isAfter(at);
        };
    }

    /** Those whose contacts the scenario means, at the instant of the firing. */
    private Set<Name> meant(List<Fired> fired, Instant now) {
        var meant = new HashSet<Name>();
        fired.stream()
                .collect(Collectors.groupingBy(one -> one.scenario().plan()))
                .values()
                .forEach(ofPlan -> meantByPlan(ofPlan, now).forEach(one -> meant.add(one.name())));
        return meant;
    }

    private List<Fired> meantByPlan(List<Fired> fired, Instant now) {
        var choosy =
                fired.stream()
                        .filter(one -> !Conditions.isMetByAll(one.scenario().target()))
                        .toList();
        if (choosy.isEmpty()) {
            return fired;
        }
        var conditions =
                new Conditions(
                        choosy.stream()
                                .map(one -> one.scenario().target())
                                .collect(Collectors.toSet()),
                        choosy.getFirst().scenario().rules().vocabulary());
        var told =
                conditions.told(
                        facts,
                        choosy.stream().map(Fired::contact).collect(Collectors.toSet()),
                        choosy.stream().map(Fired::at).min(Comparator.naturalOrder()).orElse(now),
                        now);
        return fired.stream().filter(one -> isMeant(one, conditions, told)).toList();
    }

    private static boolean isMeant(Fired fired, Conditions conditions, ToldFacts told) {
        var target = fired.scenario().target();
        if (Conditions.isMetByAll(target)) {
            return true;
        }
        var predicate = conditions.of(target);
        var sheet = told.of(fired.contact());
        return predicate.isPresent()
                && sheet.isPresent()
                && predicate.get().test(sheet.get(), fired.at());
    }

    private static Entry entry(Fired fired, @Nullable EntryRefusal refusal, Instant now) {
        var scenario = fired.scenario();
        return new Entry(
                fired.name(),
                scenario.edition(),
                scenario.life(),
                fired.at(),
                now,
                actAt(scenario, fired),
                scenario.rules().localDay(now),
                refusal);
    }

    /** Who was due while the scenario was paused goes on at a place of its own in the spread. */
    private static Instant actAt(LiveScenario scenario, Fired fired) {
        var resumed = scenario.resumedAt();
        if (resumed == null || fired.at().isAfter(resumed)) {
            return fired.at();
        }
        return scenario.spreadSeconds() == 0
                ? resumed
                : resumed.plusSeconds(
                        Math.floorMod(Long.hashCode(mixed(fired)), scenario.spreadSeconds()));
    }

    private static long mixed(Fired fired) {
        return (fired.contact() + 1) * 0x9E3779B97F4A7C15L;
    }
}
