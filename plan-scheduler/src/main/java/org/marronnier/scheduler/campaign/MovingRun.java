package org.marronnier.scheduler.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.Audiences;
import org.marronnier.domain.run.Run;
import org.marronnier.domain.run.RunState;
import org.marronnier.store.decision.Deferrals;
import org.marronnier.store.run.Runs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Moves a run that the caller's transaction holds: its audience is gathered, then decided by
 * chunks, and of those the deferred again.
 */
@Component
class MovingRun {

    private static final Logger LOG = LoggerFactory.getLogger(MovingRun.class);

    private final RunBriefings briefings;
    private final Runs runs;
    private final Deferrals deferrals;
    private final Audiences audiences;
    private final ServingInRank rank;
    private final DecidingChunk deciding;
    private final int size;

    /**
     * @param size how many contacts are decided in one transaction
     */
    MovingRun(
            RunBriefings briefings,
            Runs runs,
            Deferrals deferrals,
            Audiences audiences,
            ServingInRank rank,
            DecidingChunk deciding,
            @Value("${marronnier.run.chunk:4000}") int size) {
        this.briefings = briefings;
        this.runs = runs;
        this.deferrals = deferrals;
        this.audiences = audiences;
        this.rank = rank;
        this.deciding = deciding;
        this.size = size;
    }

    /** Moves a run by a step; false where there is nothing to move, or others come first. */
    boolean move(Run run, Relay.Turn turn, Instant now) {
        return step(run, null, turn, now);
    }

    /**
     * Moves a run by a chunk that was gathered ahead; false where something else is to be done
     * first, so that what was gathered is to be let go.
     */
    boolean move(Run run, Chunk ahead, Relay.Turn turn, Instant now) {
        return step(run, ahead, turn, now);
    }

    /** The chunk that comes after one that is being decided, gathered; none at the end. */
    Optional<Chunk> ahead(Relay.Leg leg, Instant now) {
        var before = leg.chunk();
        var members = audiences.next(before.run(), before.last(), size);
        return members.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        deciding.gather(
                                leg.run(),
                                before.briefing(),
                                before.last(),
                                members,
                                before.at(),
                                now));
    }

    private boolean step(Run run, @Nullable Chunk ahead, Relay.Turn turn, Instant now) {
        if (run.state() != RunState.RUNNING) {
            return false;
        }
        var woken = deferrals.first(run.id()).filter(until -> !until.isAfter(now));
        if (run.decidedAt() != null && woken.isEmpty()) {
            return false;
        }
        var briefing = briefings.of(run, now).orElse(null);
        if (briefing == null) {
            return true;
        }
        if (run.gatheredAt() == null) {
            gather(run, briefing, now);
            return true;
        }
        if (rank.othersComeFirst(run, briefing, now)) {
            return false;
        }
        if (woken.isPresent() && ahead != null) {
            return false;
        }
        if (woken.isPresent()) {
            wake(run, briefing, woken.get(), now);
            return true;
        }
        if (ahead != null) {
            return ahead.isNext(run, briefing, decisionInstant(run, now))
                    && decide(run, ahead, turn, now);
        }
        var members = audiences.next(run.id(), run.cursor(), size);
        if (members.isEmpty()) {
            audiences.forget(run.id());
            runs.decided(run.id(), now);
            LOG.info("Run {} has decided its contacts.", run.id());
            return true;
        }
        turn.begin();
        var at = decisionInstant(run, now);
        return decide(
                run, deciding.gather(run, briefing, run.cursor(), members, at, now), turn, now);
    }

    private boolean decide(Run run, Chunk chunk, Relay.Turn turn, Instant now) {
        turn.tell(run, chunk);
        deciding.decide(run, chunk, now);
        return true;
    }

    private void gather(Run run, Briefing briefing, Instant now) {
        var targeted =
                audiences.gather(
                        run.id(),
                        briefing.source(run.firedFor()).target(),
                        briefing.plan().vocabulary(),
                        run.decidesAt());
        runs.gathered(run.id(), targeted, now);
        LOG.info("Run {} has an audience of {} contacts.", run.id(), targeted);
    }

    /** As of the very instant to which they were deferred, or as of now where that is long past. */
    private void wake(Run run, Briefing briefing, Instant until, Instant now) {
        var isPunctual = Duration.between(until, now).compareTo(CampaignRunner.PUNCTUAL) < 0;
        var at = isPunctual ? until : now;
        deciding.again(
                run,
                briefing,
                deferrals.between(run.id(), until, at, !briefing.capacities().isEmpty(), size),
                at,
                now);
    }

    private Instant decisionInstant(Run run, Instant now) {
        if (Duration.between(run.progressedAt(), now).compareTo(CampaignRunner.PUNCTUAL) < 0) {
            return run.decidesAt();
        }
        runs.decidesAt(run.id(), now);
        return now;
    }
}
