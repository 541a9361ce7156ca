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
import org.marronnier.store.run.Runs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    /** Contacts in one transaction. */
    static final int CHUNK = 1_000;

    /**
     * A run that starts within it of its instant decides as of that instant, and one that goes on
     * without a break of it decides all its contacts as of one instant. So a weekly newsletter is
     * one week after the last for everybody, however long the run takes.
     */
    static final Duration PUNCTUAL = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(CampaignRunner.class);

    private final PlanShelf plans;
    private final Runs runs;
    private final Audiences audiences;
    private final DecidingChunk deciding;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CampaignRunner(
            PlanShelf plans,
            Runs runs,
            Audiences audiences,
            DecidingChunk deciding,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.plans = plans;
        this.runs = runs;
        this.audiences = audiences;
        this.deciding = deciding;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Fires a campaign for the calendar; none when it is not approved, or sends nothing. The
     * workers do the rest.
     */
    public Optional<Run> run(String plan, String campaign, Instant firedFor) {
        var briefing = plans.plan(plan).flatMap(document -> Briefing.of(document, campaign));
        if (briefing.isEmpty()
                || !briefing.get().status().mayRun()
                || briefing.get().sendsNothing()) {
            LOG.info(
                    "Campaign {} of plan {} is not fired for {}: it is not approved, or sends nothing.",
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
        for (var run : runs.running()) {
            if (run.decidedAt() == null ? step(run.id()) : finish(run)) {
                moved++;
            }
        }
        return moved;
    }

    /**
     * Moves a run by one chunk; false when there is nothing to move, or it is in other hands just
     * now.
     */
    boolean step(long id) {
        try {
            return Boolean.TRUE.equals(transaction.execute(_ -> stepLocked(id)));
        } catch (PessimisticLockingFailureException e) {
            LOG.info("Run {} waits for contacts that others hold, and tries again.", id);
            return false;
        }
    }

    private boolean stepLocked(long id) {
        var run = runs.lock(id).orElse(null);
        if (run == null || run.state() != RunState.RUNNING || run.decidedAt() != null) {
            return false;
        }
        var now = now();
        var briefing = briefing(run, now);
        if (briefing.isEmpty()) {
            return true;
        }
        if (run.gatheredAt() == null) {
            var targeted =
                    audiences.gather(
                            id,
                            briefing.get().source(run.firedFor()).target(),
                            briefing.get().plan().vocabulary(),
                            run.decidesAt());
            runs.gathered(id, targeted, now);
            LOG.info("Run {} has an audience of {} contacts.", id, targeted);
            return true;
        }
        var chunk = audiences.next(id, run.cursor(), CHUNK);
        if (chunk.isEmpty()) {
            audiences.forget(id);
            runs.decided(id, now);
            LOG.info("Run {} has decided its contacts.", id);
            return true;
        }
        deciding.decide(run, briefing.get(), chunk, decisionInstant(run, now), now);
        return true;
    }

    private Instant decisionInstant(Run run, Instant now) {
        if (Duration.between(run.progressedAt(), now).compareTo(PUNCTUAL) < 0) {
            return run.decidesAt();
        }
        runs.decidesAt(run.id(), now);
        return now;
    }

    /**
     * What the plan says today; where it does not let the run go on, the run is paused or failed,
     * and says why.
     */
    private Optional<Briefing> briefing(Run run, Instant now) {
        try {
            var briefing =
                    plans.plan(run.plan())
                            .flatMap(document -> Briefing.of(document, run.campaign()));
            if (briefing.isEmpty()) {
                runs.fail(run.id(), RunReason.PLAN_UNUSABLE, null, null, now);
            } else if (!briefing.get().status().mayRun()) {
                runs.pause(run.id(), RunReason.CAMPAIGN_NOT_LIVE, null, null);
                return Optional.empty();
            }
            return briefing;
        } catch (IllegalArgumentException e) {
            LOG.warn("Run {} cannot go on: {}", run.id(), e.getMessage());
            runs.fail(run.id(), RunReason.PLAN_UNUSABLE, e.getMessage(), null, now);
            return Optional.empty();
        }
    }

    private boolean finish(Run run) {
        var ended = runs.finish(run.id(), now());
        if (ended) {
            LOG.info("Run {} is done: {}", run.id(), runs.funnel(run.id()).lines());
            return true;
        }
        var live =
                plans.plan(run.plan())
                        .map(
                                document ->
                                        document.campaigns().stream()
                                                .anyMatch(
                                                        one ->
                                                                one.brief()
                                                                                .key()
                                                                                .equals(
                                                                                        run
                                                                                                .campaign())
                                                                        && one.status().mayRun()))
                        .orElse(false);
        return !live && runs.pause(run.id(), RunReason.CAMPAIGN_NOT_LIVE, null, null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
