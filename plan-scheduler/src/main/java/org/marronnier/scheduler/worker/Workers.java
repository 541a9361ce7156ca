package org.marronnier.scheduler.worker;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import org.marronnier.scheduler.campaign.CampaignRunner;
import org.marronnier.scheduler.node.Pulse;
import org.marronnier.scheduler.outbox.OutboxWorker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/**
 * The threads of this process that move runs, the outbox and all other loops. A task that fails is
 * logged, and tried again.
 */
@Component
@ConditionalOnBooleanProperty(name = "marronnier.workers", matchIfMissing = true)
class Workers implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int HANDS = 2;

    private final CampaignRunner runner;
    private final OutboxWorker outbox;
    private final Pulse pulse;
    private final Clock clock;
    private final List<Loop> loops;
    private final ThreadPoolTaskScheduler threads = new ThreadPoolTaskScheduler();
    private volatile boolean running;

    Workers(
            CampaignRunner runner,
            OutboxWorker outbox,
            Pulse pulse,
            Clock clock,
            ObjectProvider<Loop> loops) {
        this.runner = runner;
        this.outbox = outbox;
        this.pulse = pulse;
        this.clock = clock;
        this.loops = loops.stream().toList();
    }

    @Override
    public void start() {
        pulse.beat();
        running = true;
        threads.setPoolSize(2 * HANDS + 1 + loops.stream().mapToInt(Loop::hands).sum());
        threads.setThreadNamePrefix("worker-");
        threads.setWaitForTasksToCompleteOnShutdown(true);
        threads.setAwaitTerminationSeconds(60);
        threads.initialize();
        var now = clock.instant();
        threads.scheduleWithFixedDelay(pulse::beat, now.plus(pulse.interval()), pulse.interval());
        for (var hand = 0; hand < HANDS; hand++) {
            threads.scheduleWithFixedDelay(() -> untilIdle(runner::drainOnce), now, PAUSE);
            threads.scheduleWithFixedDelay(() -> untilIdle(outbox::drainOnce), now, PAUSE);
        }
        for (var loop : loops) {
            for (var hand = 0; hand < loop.hands(); hand++) {
                threads.scheduleWithFixedDelay(() -> untilIdle(loop::drainOnce), now, PAUSE);
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        threads.shutdown();
        pulse.leave();
        LOG.info("The workers have put down what they had in hand.");
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void untilIdle(IntSupplier work) {
        while (running && work.getAsInt() > 0) {
            Thread.onSpinWait();
        }
    }
}
