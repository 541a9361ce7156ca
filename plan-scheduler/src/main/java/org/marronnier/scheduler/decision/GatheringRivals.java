package org.marronnier.scheduler.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.marronnier.domain.audience.AudienceMember;
import org.marronnier.domain.audience.Audiences;
import org.marronnier.domain.run.Run;
import org.marronnier.engine.decision.ExternalIds;
import org.marronnier.store.decision.Deferrals;
import org.marronnier.store.run.Runs;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Finds what else wants a place among some contacts, and may come before those that are asked: what
 * other runs of the plan have not decided yet, what they deferred to now, and what is due within
 * the look-ahead. Whatever ranks after all that is asked changes nothing for it, and is left out.
 */
@Component
class GatheringRivals {

    private final Runs runs;
    private final Deferrals deferrals;
    private final UnfiredOccurrences unfired;
    private final Twins twins;
    private final Audiences audiences;
    private final ObjectProvider<WaitingRivals> others;

    GatheringRivals(
            Runs runs,
            Deferrals deferrals,
            UnfiredOccurrences unfired,
            Twins twins,
            Audiences audiences,
            ObjectProvider<WaitingRivals> others) {
        this.runs = runs;
        this.deferrals = deferrals;
        this.unfired = unfired;
        this.twins = twins;
        this.audiences = audiences;
        this.others = others;
    }

    /**
     * @param everyone the contacts of the households concerned, which are held already, so that
     *     what is read of them does not change meanwhile
     * @param at the decision instant
     */
    List<Asked> of(
            PlanRules plan,
            List<Asked> asked,
            List<AudienceMember> everyone,
            Instant at,
            Instant now) {
        var search = new Search(plan, asked, everyone, at, now);
        var running = runs.running().stream().filter(run -> run.plan().equals(plan.key())).toList();
        return Stream.of(
                        search.undecided(running),
                        search.deferred(running),
                        search.occurrences(),
                        search.others())
                .flatMap(Collection::stream)
                .filter(rival -> !rival.contacts().isEmpty())
                .toList();
    }

    private final class Search {

        private final PlanRules plan;
        private final List<Asked> asked;
        private final Source last;
        private final List<AudienceMember> everyone;
        private final Set<Long> contacts;
        private final Instant at;
        private final Instant now;

        private Search(
                PlanRules plan,
                List<Asked> asked,
                List<AudienceMember> everyone,
                Instant at,
                Instant now) {
            this.plan = plan;
            this.asked = asked;
            this.last = asked.stream().map(Asked::source).max(Source.RANK).orElseThrow();
            this.everyone = everyone;
            this.contacts =
                    everyone.stream().map(AudienceMember::contact).collect(Collectors.toSet());
            this.at = at;
            this.now = now;
        }

        List<Asked> undecided(List<Run> running) {
            var rivals = new ArrayList<Asked>();
            for (var run : running) {
                if (run.decidedAt() == null) {
                    source(run)
                            .filter(source -> !isAsked(source))
                            .map(source -> asked(run, source, undecided(run), isToBeTested(run)))
                            .ifPresent(rivals::add);
                }
            }
            return rivals;
        }

        private Set<Long> undecided(Run run) {
            return run.gatheredAt() == null
                    ? contacts
                    : audiences.among(
                            run.id(),
                            everyone.stream()
                                    .filter(
                                            member ->
                                                    ExternalIds.ORDER.compare(
                                                                    member.externalId(),
                                                                    run.cursor())
                                                            > 0)
                                    .toList());
        }

        private boolean isToBeTested(Run run) {
            return run.gatheredAt() == null || at.isAfter(run.gatheredAt());
        }

        List<Asked> deferred(List<Run> running) {
            var waiting = new HashMap<Long, Set<Long>>();
            deferrals
                    .of(plan.key(), contacts, at)
                    .forEach(
                            one ->
                                    waiting.computeIfAbsent(one.run(), any -> new HashSet<>())
                                            .add(one.contact()));
            var rivals = new ArrayList<Asked>();
            for (var run : running) {
                var those = waiting.getOrDefault(run.id(), Set.of());
                if (!those.isEmpty()) {
                    source(run)
                            .map(source -> asked(run, source, unasked(source, those), true))
                            .ifPresent(rivals::add);
                }
            }
            return rivals;
        }

        List<Asked> others() {
            return others.stream()
                    .flatMap(waiting -> waiting.of(plan, asked, contacts, at).stream())
                    .filter(one -> mayPrecede(one.source()))
                    .map(
                            one ->
                                    new Asked(
                                            one.source(),
                                            unasked(one.source(), one.contacts()),
                                            one.areMeant(),
                                            one.strangers(),
                                            one.claims()))
                    .toList();
        }

        private Set<Long> unasked(Source source, Set<Long> those) {
            return those.stream()
                    .filter(contact -> asked.stream().noneMatch(one -> one.asks(source, contact)))
                    .collect(Collectors.toSet());
        }

        List<Asked> occurrences() {
            return unfired
                    .of(
                            plan,
                            now.isBefore(at) ? now : at,
                            plan.lookAhead(at),
                            source -> mayPrecede(source) && !isAsked(source))
                    .stream()
                    .map(
                            source ->
                                    new Asked(
                                            source,
                                            meant(source, contacts),
                                            true,
                                            wanted -> twins.holders(plan, source, wanted, at, now)))
                    .toList();
        }

        private Optional<Source> source(Run run) {
            return plan.source(run.campaign(), run.firedFor()).filter(this::mayPrecede);
        }

        private Asked asked(Run run, Source source, Set<Long> those, boolean isToBeTested) {
            return new Asked(
                    source,
                    isToBeTested ? meant(source, those) : those,
                    true,
                    wanted -> claimed(run, source, wanted));
        }

        private Map<String, String> claimed(Run run, Source source, Map<String, String> wanted) {
            var holders = new HashMap<>(twins.holders(plan, source, wanted, at, now));
            holders.putAll(runs.claimed(run.id(), wanted.keySet()));
            return holders;
        }

        private Set<Long> meant(Source source, Set<Long> those) {
            try {
                return those.isEmpty()
                        ? Set.of()
                        : audiences.matching(those, source.target(), plan.vocabulary(), at);
            } catch (IllegalArgumentException e) {
                // A target that cannot be evaluated reaches nobody: its own run will say so.
                return Set.of();
            }
        }

        private boolean mayPrecede(Source source) {
            return source.mayPrecede(last);
        }

        private boolean isAsked(Source source) {
            return asked.stream().anyMatch(one -> one.source().isSameAs(source));
        }
    }
}
