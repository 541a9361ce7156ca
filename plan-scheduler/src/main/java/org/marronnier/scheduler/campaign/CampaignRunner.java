package org.marronnier.scheduler.campaign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.run.Run;
import org.marronnier.domain.run.RunReason;
import org.marronnier.store.decision.Deferrals;
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
    private final ServingInRank rank;
    private final MovingRun moving;
    private final Relay relay;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CampaignRunner(
            PlanShelf plans,
            RunBriefings briefings,
            Runs runs,
            Deferrals deferrals,
            ServingInRank rank,
            MovingRun moving,
            Relay relay,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.plans = plans;
        this.briefings = briefings;
        this.runs = runs;
        this.deferrals = deferrals;
        this.rank = rank;
        this.moving = moving;
        this.relay = relay;
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

    /**
     * Takes every run that goes on a step further, and where none can be taken, follows one that
     * another thread has in hand; gives how many moved.
     */
    public int drainOnce() {
        var moved = 0;
        var due = deferrals.dueRuns(now());
        var running = rank.inOrder(runs.running());
        for (var run : running) {
            var isToDecide = run.decidedAt() == null || due.contains(run.id());
            if (isToDecide ? step(run.id()) : finish(run)) {
                moved++;
            }
        }
        return moved == 0 && running.stream().anyMatch(run -> follow(run.id())) ? 1 : moved;
    }

    /**
     * Moves a run by one chunk, of those who were deferred first; false when there is nothing to
     * move, or it is in other hands just now.
     */
    boolean step(long id) {
        if (relay.isInHand(id)) {
            return false;
        }
        try (var turn = relay.turn(id)) {
            return move(
                    id,
                    () -> runs.take(id).filter(run -> moving.move(run, turn, now())).isPresent());
        } catch (IllegalArgumentException e) {
            LOG.warn("Run {} cannot go on: {}", id, e.getMessage());
            return runs.fail(id, RunReason.PLAN_UNUSABLE, e.getMessage(), null, now());
        }
    }

    /**
     * Gathers what the chunk is decided by that comes after the one another thread of this process
     * is deciding, and decides it after that.
     */
    private boolean follow(long id) {
        try (var turn = relay.turn(id)) {
            var leg = relay.join(turn);
            return leg.isPresent() && move(id, () -> follow(leg.get(), turn));
        } catch (IllegalArgumentException e) {
            LOG.info("What follows in run {} cannot be gathered ahead: {}", id, e.getMessage());
            return false;
        }
    }

    private boolean move(long id, BooleanSupplier step) {
        try {
            return Boolean.TRUE.equals(
                    transaction.execute(
                            status -> {
                                var moved = step.getAsBoolean();
                                if (!moved) {
                                    status.setRollbackOnly();
                                }
                                return moved;
                            }));
        } catch (PessimisticLockingFailureException e) {
            LOG.info("Run {} waits for contacts that others hold, and tries again.", id);
            return false;
        }
    }

    private boolean follow(Relay.Leg leg, Relay.Turn turn) {
        return moving.ahead(leg, now())
                .filter(
                        ahead ->
                                runs.lock(ahead.run())
                                        .filter(run -> moving.move(run, ahead, turn, now()))
                                        .isPresent())
                .isPresent();
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
