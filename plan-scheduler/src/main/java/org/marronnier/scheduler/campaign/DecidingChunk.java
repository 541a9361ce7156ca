package org.marronnier.scheduler.campaign;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.marronnier.domain.audience.AudienceMember;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.SourceName;
import org.marronnier.domain.pressure.Capacity;
import org.marronnier.domain.run.Funnel;
import org.marronnier.domain.run.Run;
import org.marronnier.engine.decision.Decision;
import org.marronnier.engine.decision.Outcome;
import org.marronnier.engine.decision.Reason;
import org.marronnier.scheduler.decision.Asked;
import org.marronnier.scheduler.decision.Decided;
import org.marronnier.scheduler.decision.DecidingHouseholds;
import org.marronnier.scheduler.decision.WithinCapacity;
import org.marronnier.store.decision.Decisions;
import org.marronnier.store.outbox.Messages;
import org.marronnier.store.run.Runs;
import org.springframework.stereotype.Component;

/** Decides some contacts of a run, in one transaction: facts in, decisions and messages out. */
@Component
class DecidingChunk {

    private static final List<Reason> GONE = List.of(new Reason.NotTargeted());

    private final DecidingHouseholds deciding;
    private final WithinCapacity capacity;
    private final Runs runs;
    private final Decisions decisions;
    private final Messages messages;

    DecidingChunk(
            DecidingHouseholds deciding,
            WithinCapacity capacity,
            Runs runs,
            Decisions decisions,
            Messages messages) {
        this.deciding = deciding;
        this.capacity = capacity;
        this.runs = runs;
        this.decisions = decisions;
        this.messages = messages;
    }

    /**
     * Holds a chunk of the audience, and gathers what it is decided by.
     *
     * @param after the external id that comes before them
     * @param at the decision instant of the run; later than the gathering of its audience after a
     *     break
     */
    Chunk gather(
            Run run,
            Briefing briefing,
            String after,
            List<AudienceMember> members,
            Instant at,
            Instant now) {
        var contacts =
                members.stream()
                        .map(AudienceMember::contact)
                        .collect(Collectors.toUnmodifiableSet());
        var asked = asked(run, briefing, contacts, !isAfterBreak(run, at));
        return new Chunk(
                run.id(),
                briefing,
                after,
                members,
                at,
                deciding.gather(briefing.plan(), List.of(asked), at, now));
    }

    /** Decides a chunk of the audience for the first time. */
    void decide(Run run, Chunk chunk, Instant now) {
        var briefing = chunk.briefing();
        var decided = capacity.of(chunk.gathered().decide(), briefing.plan(), chunk.at());
        decisions.add(run.id(), decided.stream().map(DecidingChunk::entry).toList());
        queue(run, briefing, decided, chunk.at());
        runs.moved(run.id(), chunk.last(), now);
        var lines = FunnelLine.counts(decided);
        lines.merge(
                Funnel.NO_LONGER_TARGETED,
                (long) chunk.members().size() - decided.size(),
                Long::sum);
        runs.tally(run.id(), lines);
    }

    /** Decides contacts again that had been deferred; one that is gone meanwhile is not meant. */
    void again(Run run, Briefing briefing, Set<Long> contacts, Instant at, Instant now) {
        var asked = asked(run, briefing, contacts, false);
        var decided =
                capacity.of(
                        deciding.decide(briefing.plan(), List.of(asked), at, now),
                        briefing.plan(),
                        at);
        var gone = new HashSet<>(contacts);
        decided.forEach(one -> gone.remove(one.contact()));
        decisions.again(run.id(), decided.stream().map(DecidingChunk::entry).toList());
        var goneWaited =
                decisions.again(run.id(), gone.stream().map(one -> gone(one, at)).toList()).size();
        queue(run, briefing, decided, at);
        var lines = FunnelLine.counts(decided);
        lines.merge(Funnel.NO_LONGER_TARGETED, (long) goneWaited, Long::sum);
        lines.merge(Funnel.DEFERRED, -(long) decided.size() - goneWaited, Long::sum);
        runs.tally(run.id(), lines);
    }

    private Asked asked(Run run, Briefing briefing, Set<Long> contacts, boolean areMeant) {
        return new Asked(
                briefing.source(run.firedFor()),
                contacts,
                areMeant,
                wanted -> runs.claim(run.id(), wanted));
    }

    private void queue(Run run, Briefing briefing, List<Decided> decided, Instant at) {
        var scarce =
                briefing.capacities().stream().map(Capacity::channel).collect(Collectors.toSet());
        var today = briefing.plan().localDay(at);
        messages.queue(
                classification(run, briefing),
                decided.stream()
                        .filter(Decided::leaves)
                        .map(
                                one -> {
                                    var channel = channel(one.decision());
                                    return new Messages.Entry(
                                            one.contact(),
                                            channel.name(),
                                            scarce.contains(channel) ? today : null);
                                })
                        .toList(),
                at,
                briefing.source(run.firedFor()).expiry());
    }

    private static boolean isAfterBreak(Run run, Instant at) {
        return run.gatheredAt() != null && at.isAfter(run.gatheredAt());
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

    private static Decisions.Entry gone(long contact, Instant at) {
        return new Decisions.Entry(
                contact,
                at,
                Outcome.SUPPRESS.name(),
                Funnel.NO_LONGER_TARGETED,
                null,
                null,
                ReasonsAsJson.of(GONE));
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
        return SourceName.ofCampaign(run.campaign());
    }

    private static Channel channel(Decision decision) {
        return Objects.requireNonNull(decision.channel(), "A message that leaves has a channel.");
    }
}
