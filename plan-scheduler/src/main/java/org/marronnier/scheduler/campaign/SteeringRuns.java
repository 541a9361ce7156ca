package org.marronnier.scheduler.campaign;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.marronnier.domain.run.Run;
import org.marronnier.domain.run.RunReason;
import org.marronnier.scheduler.node.Node;
import org.marronnier.store.decision.Deferrals;
import org.marronnier.store.outbox.Outbox;
import org.marronnier.store.run.Runs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** Somebody pauses, resumes or stops a run. Doing so twice is doing so once. */
@Component
public class SteeringRuns {

    private static final Logger LOG = LoggerFactory.getLogger(SteeringRuns.class);

    private final Runs runs;
    private final Outbox outbox;
    private final Deferrals deferrals;
    private final Node node;
    private final Clock clock;

    SteeringRuns(Runs runs, Outbox outbox, Deferrals deferrals, Node node, Clock clock) {
        this.runs = runs;
        this.outbox = outbox;
        this.deferrals = deferrals;
        this.node = node;
        this.clock = clock;
    }

    /**
     * Nobody is decided and nothing is handed over from here on; a batch in hand ends as it ends.
     */
    public Optional<Run> pause(long id, String by) {
        runs.pause(id, RunReason.PAUSED_BY_HAND, null, by);
        return runs.find(id);
    }

    /** What was queued before the pause, and has not left, is decided again. */
    public Optional<Run> resume(long id, String by) {
        runs.resume(id, by, now());
        return runs.find(id);
    }

    /**
     * Ends the run; what was still waiting is cancelled and gives its place back, and those who
     * were deferred are not decided again.
     */
    public Optional<Run> stop(long id, String by) {
        var now = now();
        if (runs.fail(id, RunReason.STOPPED_BY_HAND, null, by, now)) {
            takeBack(id, now);
        }
        return runs.find(id);
    }

    /** Bit by bit; what others hold just now is taken back at the next beat of a process. */
    private void takeBack(long id, Instant now) {
        try {
            while (outbox.cancelWaitingOfRun(id, RunReason.STOPPED_BY_HAND.name(), node.id(), now)
                    > 0) {
                Thread.onSpinWait();
            }
            deferrals.cancel(id);
        } catch (ConcurrencyFailureException e) {
            LOG.info("Run {} is stopped, and what it leaves is taken back in a moment.", id);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
