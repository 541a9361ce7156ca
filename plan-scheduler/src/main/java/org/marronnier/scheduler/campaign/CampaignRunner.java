package org.marronnier.scheduler.campaign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.Audiences;
import org.marronnier.domain.run.Run;
import org.marronnier.domain.run.RunReason;
import org.marronnier.domain.run.RunState;
import org.marronnier.store.decision.Deferrals;
import org.marronnier.store.run.Runs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs campaigns. There is one run for a campaign and the instant it was fired for, so that a
 * second firing takes up the first.
 *
 * <p>Each step of a run is one transaction that holds the run, reads where it stands, and moves it
 * by a chunk. So several processes may take turns, and each may die at any moment.
 */
@Component
public class CampaignRunner {

    /**
     * A run that starts within it of its instant decides as of that instant, and one that goes on
     * without a break of it decides all its contacts as of one instant. So a weekly newsletter is
     * one week after the last for everybody, however long the run takes.
     */
    static final Duration PUNCTUAL = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(CampaignRunner.class);

    private final PlanShelf plans;
    private final RunBriefings briefings;
    private final Runs runs;
    private final Deferrals deferrals;
    private final Audiences audiences;
    private final ServingInRank rank;
    private final DecidingChunk deciding;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final int chunk;

    /**
     * @param chunk how many contacts are decided in one transaction
     */
    CampaignRunner(
            PlanShelf plans,
            RunBriefings briefings,
            Runs runs,
            Deferrals deferrals,
            Audiences audiences,
            ServingInRank rank,
            DecidingChunk deciding,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value("${marronnier.run.chunk:4000}") int chunk) {
        this.plans = plans;
        this.briefings = briefings;
        this.runs = runs;
        this.deferrals = deferrals;
        this.audiences = audiences;
        this.rank = rank;
        this.deciding = deciding;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.chunk = chunk;
    }

    /**
     * Fires a campaign for the calendar; none when it is not approved, or sends nothing. The
     * workers do the rest.
     */
    public Optional<Run> run(String plan, String campaign, Instant firedFor) {
        var briefing = plans.plan(plan).flatMap(document -> Briefing.of(document, campaign));
        if (briefing.isEmpty()
                || !briefing.get().status().mayRun()
                || briefing.get().sendsNothing()
                || briefing.get().isAskedFor()) {
            LOG.info(
                    "Campaign {} of plan {} is not fired for {}: it is not approved, or sends nothing by itself.",
                    campaign,
                    plan,
                    firedFor);
            return Optional.empty();
        }
        return Optional.of(open(plan, campaign, firedFor, null, null).run());
    }

    Runs.Opened open(
            String plan,
            String campaign,
            Instant firedFor,
            @Nullable String firedBy,
            @Nullable String askedKey) {
        var now = now();
        var punctual = Duration.between(firedFor, now).compareTo(PUNCTUAL) < 0;
        var opened =
                runs.open(
                        plan,
                        campaign,
                        firedFor,
                        firedBy,
                        askedKey,
                        punctual ? firedFor : now,
                        now);
        if (opened.fresh()) {
            LOG.info(
                    "Run {} of campaign {} of plan {} starts, fired for {}.",
                    opened.run().id(),
                    campaign,
                    plan,
                    firedFor);
        }
        return opened;
    }

    /** Takes every run that goes on a step further; gives how many moved. */
    public int drainOnce() {
        var moved = 0;
        var due = deferrals.dueRuns(now());
        for (var run : runs.running()) {
            var isToDecide = run.decidedAt() == null || due.contains(run.id());
            if (isToDecide ? step(run.id()) : finish(run)) {
                moved++;
            }
        }
        return moved;
    }

    /**
     * Moves a run by one chunk, of those who were deferred first; false when there is nothing to
     * move, or it is in other hands just now.
     */
    boolean step(long id) {
        try {
            return Boolean.TRUE.equals(transaction.execute(_ -> stepLocked(id)));
        } catch (PessimisticLockingFailureException e) {
            LOG.info("Run {} waits for contacts that others hold, and tries again.", id);
            return false;
        } catch (IllegalArgumentException e) {
            LOG.warn("Run {} cannot go on: {}", id, e.getMessage());
            return runs.fail(id, RunReason.PLAN_UNUSABLE, e.getMessage(), null, now());
        }
    }

    private boolean stepLocked(long id) {
        var run = runs.lock(id).orElse(null);
        if (run == null || run.state() != RunState.RUNNING) {
            return false;
        }
        var now = now();
        var woken = deferrals.first(id).filter(until -> !until.isAfter(now));
        if (run.decidedAt() != null && woken.isEmpty()) {
            return false;
        }
        var briefing = briefings.of(run, now);
        if (briefing.isEmpty()) {
            return true;
        }
        if (run.gatheredAt() == null) {
            gather(run, briefing.get(), now);
            return true;
        }
        if (rank.othersComeFirst(run, briefing.get(), now)) {
            return false;
        }
        if (woken.isPresent()) {
            wake(run, briefing.get(), woken.get(), now);
            return true;
        }
        var members = audiences.next(id, run.cursor(), chunk);
        if (members.isEmpty()) {
            audiences.forget(id);
            runs.decided(id, now);
            LOG.info("Run {} has decided its contacts.", id);
            return true;
        }
        deciding.decide(run, briefing.get(), members, decisionInstant(run, now), now);
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
        var isPunctual = Duration.between(until, now).compareTo(PUNCTUAL) < 0;
        var at = isPunctual ? until : now;
        deciding.again(
                run,
                briefing,
                deferrals.between(run.id(), until, at, !briefing.capacities().isEmpty(), chunk),
                at,
                now);
    }

    private Instant decisionInstant(Run run, Instant now) {
        if (Duration.between(run.progressedAt(), now).compareTo(PUNCTUAL) < 0) {
            return run.decidesAt();
        }
        runs.decidesAt(run.id(), now);
        return now;
    }

    private boolean finish(Run run) {
        var ended = runs.finish(run.id(), now());
        if (ended) {
            LOG.info("Run {} is done: {}", run.id(), runs.funnel(run.id()).lines());
            return true;
        }
        return !briefings.isLive(run)
                && runs.pause(run.id(), RunReason.CAMPAIGN_NOT_LIVE, null, null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
