package org.marronnier.scheduler.audience;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/**
 * The threads of a process that count audiences, measure plans and try rules on the past: two, so
 * that nobody waits for one long count. A round that fails is logged, and tried again.
 */
@Component
final class AudienceWorker implements SmartLifecycle {

    private static final int THREADS = 2;

    private final List<BackgroundCounting> countings;
    private final Duration pause;
    private @Nullable ThreadPoolTaskScheduler thread;

    @Autowired
    AudienceWorker(List<BackgroundCounting> countings) {
        this(countings, Duration.ofSeconds(2));
    }

    AudienceWorker(List<BackgroundCounting> countings, Duration pause) {
        this.countings = List.copyOf(countings);
        this.pause = pause;
    }

    @Override
    public synchronized void start() {
        var started = new ThreadPoolTaskScheduler();
        started.setThreadNamePrefix("audience-count-");
        started.setDaemon(true);
        started.setPoolSize(THREADS);
        started.initialize();
        for (var counting : countings) {
            started.scheduleWithFixedDelay(counting::drainOnce, pause);
        }
        thread = started;
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.shutdown();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
