package org.marronnier.scheduler.enrolment;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.marronnier.scheduler.scenario.LiveScenario;
import org.marronnier.scheduler.scenario.LiveScenarios;
import org.marronnier.scheduler.worker.Loop;
import org.marronnier.store.enrolment.Enrolments;
import org.marronnier.store.enrolment.Enrolments.Due;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes enrolments that are due on their way, batch after batch, whoever else does the same. A
 * batch that fails is done again one by one, so that only who fails stays behind.
 */
@Component
public class EnrolmentWalker implements Loop {

    /** How many are taken at once, over all scenarios. */
    static final int BATCH = 500;

    private static final Logger LOG = LoggerFactory.getLogger(EnrolmentWalker.class);

    private final Enrolments enrolments;
    private final WalkingBatch walking;
    private final LiveScenarios live;
    private final SteeringEnrolments steering;
    private final TransactionTemplate transaction;
    private final Clock clock;

    EnrolmentWalker(
            Enrolments enrolments,
            WalkingBatch walking,
            LiveScenarios live,
            SteeringEnrolments steering,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.enrolments = enrolments;
        this.walking = walking;
        this.live = live;
        this.steering = steering;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Override
    public int hands() {
        return 2;
    }

    /** Takes one batch of those who are due; how many these were. */
    @Override
    public int drainOnce() {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var due = enrolments.dueScenarios(now);
        var scenarios = due.isEmpty() ? List.<Long>of() : atHand(due);
        if (scenarios.isEmpty()) {
            return 0;
        }
        var each = Math.max(1, BATCH / scenarios.size());
        var inHand = new InHand();
        try {
            return walk(() -> enrolments.claim(scenarios, now, each), true, inHand, now);
        } catch (TransientDataAccessException | DataAccessResourceFailureException e) {
            LOG.info("A batch of enrolments is taken again: {}", e.getClass().getSimpleName());
            return 0;
        } catch (RuntimeException e) {
            LOG.warn(
                    "A batch of {} enrolments failed, and is taken one by one: {}",
                    inHand.claimed.size(),
                    e.getClass().getSimpleName());
            inHand.claimed.forEach(one -> alone(one, now));
            return inHand.claimed.size();
        }
    }

    private List<Long> atHand(List<Long> due) {
        var known = live.all().stream().filter(LiveScenario::isLive).map(LiveScenario::id).toList();
        return due.stream().filter(known::contains).toList();
    }

    /** Which enrolments a transaction held, to be known when it has failed. */
    private static final class InHand {
        List<Due> claimed = List.of();
    }

    private int walk(Supplier<List<Due>> claiming, boolean withOthers, InHand inHand, Instant now) {
        return Objects.requireNonNullElse(
                transaction.execute(
                        _ -> {
                            inHand.claimed = WalkingBatch.atHand(claiming.get(), live);
                            if (!inHand.claimed.isEmpty()) {
                                walking.walk(inHand.claimed, withOthers, now);
                            }
                            return inHand.claimed.size();
                        }),
                0);
    }

    private void alone(Due due, Instant now) {
        try {
            walk(() -> enrolments.claim(due.id(), now).stream().toList(), false, new InHand(), now);
        } catch (TransientDataAccessException | DataAccessResourceFailureException e) {
            LOG.info("Enrolment {} is taken again: {}", due.id(), e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            LOG.warn("Enrolment {} failed: {}", due.id(), e.getClass().getSimpleName());
            steering.fail(due, Failure.of(e), now);
        }
    }
}
