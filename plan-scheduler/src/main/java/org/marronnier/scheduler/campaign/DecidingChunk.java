package org.marronnier.scheduler.campaign;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.marronnier.domain.audience.AudienceMember;
import org.marronnier.domain.audience.Audiences;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.run.Funnel;
import org.marronnier.domain.run.Run;
import org.marronnier.engine.decision.Candidate;
import org.marronnier.engine.decision.Decision;
import org.marronnier.engine.decision.ExternalIds;
import org.marronnier.engine.decision.Household;
import org.marronnier.engine.decision.Judgement;
import org.marronnier.engine.decision.Outcome;
import org.marronnier.engine.decision.Reason;
import org.marronnier.scheduler.campaign.GatheringFacts.Facts;
import org.marronnier.store.decision.Decisions;
import org.marronnier.store.outbox.Messages;
import org.marronnier.store.run.Runs;
import org.springframework.stereotype.Component;

/**
 * Decides a chunk of a run's audience, in one transaction: facts in, decisions and messages out.
 */
@Component
class DecidingChunk {

    private final GatheringFacts gathering;
    private final Audiences audiences;
    private final Runs runs;
    private final Decisions decisions;
    private final Messages messages;

    DecidingChunk(
            GatheringFacts gathering,
            Audiences audiences,
            Runs runs,
            Decisions decisions,
            Messages messages) {
        this.gathering = gathering;
        this.audiences = audiences;
        this.runs = runs;
        this.decisions = decisions;
        this.messages = messages;
    }

    /**
     * @param at the decision instant of the run; later than the gathering of its audience after a
     *     break
     */
    void decide(Run run, Briefing briefing, List<AudienceMember> chunk, Instant at, Instant now) {
        var ids = chunk.stream().map(AudienceMember::contact).collect(Collectors.toSet());
        var facts = gathering.of(ids, briefing, at, now);
        var targeted =
                isAfterBreak(run, at)
                        ? audiences.matching(ids, briefing.target(), briefing.vocabulary(), at)
                        : ids;
        var asked = facts.stream().filter(one -> ids.contains(one.contact())).toList();
        var judgement = new Judgement(briefing.rules(), at);
        var candidates = candidates(run, briefing, judgement, asked, targeted, at);

        var decided = new ArrayList<Decision>();
        for (var household : households(facts, briefing)) {
            var own =
                    household.members().stream()
                            .map(member -> candidates.get(member.externalId()))
                            .filter(Objects::nonNull)
                            .toList();
            decided.addAll(judgement.decide(household, own));
        }
        decided.sort(
                Comparator.comparing(
                        decision -> decision.candidate().contact(), ExternalIds.ORDER));
        keep(run, briefing, withinCapacity(decided, briefing, at), contactsByExternalId(asked), at);
        runs.moved(run.id(), chunk.getLast().externalId(), now);
        runs.tally(
                run.id(), Map.of(Funnel.NO_LONGER_TARGETED, (long) chunk.size() - decided.size()));
    }

    private void keep(
            Run run,
            Briefing briefing,
            List<Decision> decided,
            ToLongFunction<Decision> contact,
            Instant at) {
        decisions.add(
                run.id(),
                decided.stream()
                        .map(decision -> entry(decision, contact.applyAsLong(decision)))
                        .toList());
        messages.queue(
                classification(run, briefing),
                decided.stream()
                        .filter(decision -> decision.outcome() == Outcome.SEND)
                        .map(
                                decision ->
                                        new Messages.Entry(
                                                contact.applyAsLong(decision),
                                                channel(decision).name()))
                        .toList(),
                at,
                briefing.expiry(run.firedFor()));
        runs.tally(
                run.id(),
                decided.stream()
                        .collect(Collectors.groupingBy(FunnelLine::of, Collectors.counting())));
    }

    private static ToLongFunction<Decision> contactsByExternalId(List<Facts> facts) {
        var contacts = facts.stream().collect(Collectors.toMap(Facts::externalId, Facts::contact));
        return decision -> Objects.requireNonNull(contacts.get(decision.candidate().contact()));
    }

    private static boolean isAfterBreak(Run run, Instant at) {
        return run.gatheredAt() != null && at.isAfter(run.gatheredAt());
    }

    /** By external id, each told who holds its address. */
    private Map<String, Candidate> candidates(
            Run run,
            Briefing briefing,
            Judgement judgement,
            List<Facts> asked,
            Set<Long> targeted,
            Instant at) {
        var candidates = new LinkedHashMap<String, Candidate>();
        var addresses = new LinkedHashMap<String, String>();
        var firsts = new LinkedHashMap<String, String>();
        for (var one : asked) {
            var candidate =
                    candidate(
                            run, briefing, one.externalId(), targeted.contains(one.contact()), at);
            candidates.put(one.externalId(), candidate);
            judgement
                    .claimOf(one.member(), candidate)
                    .filter(claim -> claim.channel() != Channel.WEB)
                    .ifPresent(
                            claim -> {
                                addresses.put(one.externalId(), claim.key());
                                firsts.putIfAbsent(claim.key(), one.externalId());
                            });
        }
        var holders = runs.claim(run.id(), firsts);
        addresses.forEach(
                (contact, address) -> {
                    var holder = holders.getOrDefault(address, contact);
                    if (!holder.equals(contact)) {
                        candidates.computeIfPresent(
                                contact, (_, candidate) -> candidate.claimedBy(holder));
                    }
                });
        return candidates;
    }

    private static Candidate candidate(
            Run run, Briefing briefing, String contact, boolean targeted, Instant at) {
        var brief = briefing.brief();
        return new Candidate(
                brief.key(),
                contact,
                source(run),
                brief.key(),
                brief.programme(),
                brief.type(),
                brief.purpose(),
                Set.copyOf(brief.tags()),
                brief.offer(),
                brief.channels(),
                run.firedFor(),
                atOnce(briefing.expiry(run.firedFor()), at),
                brief.priority(),
                brief.value(),
                brief.whenCapped(),
                brief.control(),
                targeted,
                null);
    }

    /** A message leaves at the instant of its run or not at all: nothing waits for a later one. */
    private static Instant atOnce(Instant expiry, Instant at) {
        return expiry.isBefore(at) ? expiry : at;
    }

    /** Where no rule counts households, each contact is one of its own. */
    private static List<Household> households(List<Facts> facts, Briefing briefing) {
        if (!briefing.countsHouseholds()) {
            return facts.stream().map(one -> new Household(List.of(one.member()))).toList();
        }
        return facts.stream()
                .collect(
                        Collectors.groupingBy(
                                DecidingChunk::household,
                                LinkedHashMap::new,
                                Collectors.mapping(Facts::member, Collectors.toList())))
                .values()
                .stream()
                .map(Household::new)
                .toList();
    }

    private static String household(Facts one) {
        var household = one.household();
        return household == null || household.isBlank()
                ? "contact " + one.contact()
                : "household " + household;
    }

    /**
     * Of the messages of one run, which are of equal rank, those of the smallest external ids keep
     * their place.
     */
    private List<Decision> withinCapacity(List<Decision> decided, Briefing briefing, Instant at) {
        var kept = decided;
        for (var capacity : briefing.capacities()) {
            var wanted =
                    (int)
                            decided.stream()
                                    .filter(
                                            decision ->
                                                    decision.outcome() == Outcome.SEND
                                                            && decision.channel()
                                                                    == capacity.channel())
                                    .count();
            if (wanted > 0) {
                var places =
                        new int[] {
                            messages.takePlaces(
                                    briefing.vocabulary().plan(),
                                    capacity.channel().name(),
                                    briefing.localDay(at),
                                    capacity.perDay(),
                                    wanted)
                        };
                kept =
                        kept.stream()
                                .map(
                                        decision ->
                                                decision.outcome() != Outcome.SEND
                                                                || decision.channel()
                                                                        != capacity.channel()
                                                                || places[0]-- > 0
                                                        ? decision
                                                        : new Decision(
                                                                decision.candidate(),
                                                                Outcome.SUPPRESS,
                                                                null,
                                                                at,
                                                                null,
                                                                List.of(
                                                                        new Reason.CapacityUsed(
                                                                                capacity.channel(),
                                                                                capacity
                                                                                        .perDay()))))
                                .toList();
            }
        }
        return kept;
    }

    private static Decisions.Entry entry(Decision decision, long contact) {
        return new Decisions.Entry(
                contact,
                decision.at(),
                decision.outcome().name(),
                FunnelLine.of(decision),
                decision.channel() == null ? null : decision.channel().name(),
                decision.until(),
                ReasonsAsJson.of(decision.reasons()));
    }

    private static Messages.Classification classification(Run run, Briefing briefing) {
        var brief = briefing.brief();
        return new Messages.Classification(
                run.id(),
                run.plan(),
                source(run),
                occurrence(run.firedFor(), briefing),
                brief.type().name(),
                brief.purpose(),
                brief.programme(),
                Set.copyOf(brief.tags()),
                brief.offer(),
                brief.template());
    }

    private static String occurrence(Instant firedFor, Briefing briefing) {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                firedFor.atZone(briefing.zone()).toLocalDateTime());
    }

    private static String source(Run run) {
        return "campaign:" + run.campaign();
    }

    private static Channel channel(Decision decision) {
        return Objects.requireNonNull(decision.channel(), "A message that leaves has a channel.");
    }
}
