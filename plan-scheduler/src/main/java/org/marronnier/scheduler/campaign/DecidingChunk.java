package org.marronnier.scheduler.campaign;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.marronnier.domain.audience.AudienceMember;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.run.Funnel;
import org.marronnier.domain.run.Run;
import org.marronnier.engine.decision.Decision;
import org.marronnier.engine.decision.Outcome;
import org.marronnier.engine.decision.Reason;
import org.marronnier.scheduler.decision.Asked;
import org.marronnier.scheduler.decision.Decided;
import org.marronnier.scheduler.decision.DecidingHouseholds;
import org.marronnier.scheduler.decision.Source;
import org.marronnier.store.decision.Decisions;
import org.marronnier.store.outbox.Messages;
import org.marronnier.store.run.Runs;
import org.springframework.stereotype.Component;

/**
 * Decides a chunk of a run's audience, in one transaction: facts in, decisions and messages out.
 */
@Component
class DecidingChunk {

    private final DecidingHouseholds deciding;
    private final Runs runs;
    private final Decisions decisions;
    private final Messages messages;

    DecidingChunk(DecidingHouseholds deciding, Runs runs, Decisions decisions, Messages messages) {
        this.deciding = deciding;
        this.runs = runs;
        this.decisions = decisions;
        this.messages = messages;
    }

    /**
     * @param at the decision instant of the run; later than the gathering of its audience after a
     *     break
     */
    void decide(Run run, Briefing briefing, List<AudienceMember> chunk, Instant at, Instant now) {
        var contacts =
                chunk.stream().map(AudienceMember::contact).collect(Collectors.toUnmodifiableSet());
        var asked =
                new Asked(
                        atOnce(briefing.source(run.firedFor()), at),
                        contacts,
                        !isAfterBreak(run, at),
                        wanted -> runs.claim(run.id(), wanted));
        var decided = deciding.decide(briefing.plan(), List.of(asked), at, now);
        keep(run, briefing, withinCapacity(decided, briefing, at), at);
        runs.moved(run.id(), chunk.getLast().externalId(), now);
        runs.tally(
                run.id(), Map.of(Funnel.NO_LONGER_TARGETED, (long) chunk.size() - decided.size()));
    }

    private void keep(Run run, Briefing briefing, List<Decided> decided, Instant at) {
        decisions.add(run.id(), decided.stream().map(DecidingChunk::entry).toList());
        messages.queue(
                classification(run, briefing),
                decided.stream()
                        .filter(one -> one.decision().outcome() == Outcome.SEND)
                        .map(
                                one ->
                                        new Messages.Entry(
                                                one.contact(), channel(one.decision()).name()))
                        .toList(),
                at,
                briefing.source(run.firedFor()).expiry());
        runs.tally(
                run.id(),
                decided.stream()
                        .map(Decided::decision)
                        .collect(Collectors.groupingBy(FunnelLine::of, Collectors.counting())));
    }

    private static boolean isAfterBreak(Run run, Instant at) {
        return run.gatheredAt() != null && at.isAfter(run.gatheredAt());
    }

    /** A message leaves at the instant of its run or not at all: nothing waits for a later one. */
    private static Source atOnce(Source source, Instant at) {
        return new Source(
                source.name(),
                source.salt(),
                source.programme(),
                source.type(),
                source.purpose(),
                source.tags(),
                source.offer(),
                source.channels(),
                source.due(),
                source.expiry().isBefore(at) ? source.expiry() : at,
                source.priority(),
                source.value(),
                source.whenCapped(),
                source.control(),
                source.target());
    }

    /**
     * Of the messages of one run, which are of equal rank, those of the smallest external ids keep
     * their place.
     */
    private List<Decided> withinCapacity(List<Decided> decided, Briefing briefing, Instant at) {
        var kept = decided;
        for (var capacity : briefing.plan().capacities()) {
            var wanted =
                    (int)
                            decided.stream()
                                    .filter(one -> leavesBy(one.decision(), capacity.channel()))
                                    .count();
            if (wanted > 0) {
                var places =
                        new int[] {
                            messages.takePlaces(
                                    briefing.plan().key(),
                                    capacity.channel().name(),
                                    briefing.plan().localDay(at),
                                    capacity.perDay(),
                                    wanted)
                        };
                kept =
                        kept.stream()
                                .map(
                                        one ->
                                                !leavesBy(one.decision(), capacity.channel())
                                                                || places[0]-- > 0
                                                        ? one
                                                        : new Decided(
                                                                one.source(),
                                                                one.contact(),
                                                                new Decision(
                                                                        one.decision().candidate(),
                                                                        Outcome.SUPPRESS,
                                                                        null,
                                                                        at,
                                                                        null,
                                                                        List.of(
                                                                                new Reason
                                                                                        .CapacityUsed(
                                                                                        capacity
                                                                                                .channel(),
                                                                                        capacity
                                                                                                .perDay())))))
                                .toList();
            }
        }
        return kept;
    }

    private static boolean leavesBy(Decision decision, Channel channel) {
        return decision.outcome() == Outcome.SEND && decision.channel() == channel;
    }

    private static Decisions.Entry entry(Decided decided) {
        var decision = decided.decision();
        return new Decisions.Entry(
                decided.contact(),
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
                firedFor.atZone(briefing.plan().zone()).toLocalDateTime());
    }

    private static String source(Run run) {
        return "campaign:" + run.campaign();
    }

    private static Channel channel(Decision decision) {
        return Objects.requireNonNull(decision.channel(), "A message that leaves has a channel.");
    }
}
