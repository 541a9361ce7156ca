package org.marronnier.scheduler.audience;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The one thread of a process that counts audiences. */
@Component
final class AudienceWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AudienceWorker.class);

    private final CountingAudiences counting;
    private @Nullable ScheduledExecutorService thread;

    AudienceWorker(CountingAudiences counting) {
        this.counting = counting;
    }

    @Override
    public synchronized void start() {
        var started =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("audience-count").daemon().factory());
        started.scheduleWithFixedDelay(this::drain, 2, 2, TimeUnit.SECONDS);
        thread = started;
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void drain() {
        try {
            counting.drainOnce();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("audience counts wait, the database did not answer", e);
        }
    }
}
