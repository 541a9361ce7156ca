package org.marronnier.scheduler.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.marronnier.store.event.EventBacklog;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/**
 * How many events this process took in, by hour; written down every few seconds. A process that is
 * killed loses the last of these counts, and no event.
 */
@Component
class EventCounts implements SmartLifecycle {

    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final EventBacklog stored;
    private final Clock clock;
    private final Map<Count, LongAdder> counts = new ConcurrentHashMap<>();
    private @Nullable ThreadPoolTaskScheduler thread;

    private record Count(Instant hour, EventSource source, EventLine line) {}

    EventCounts(EventBacklog stored, Clock clock) {
        this.stored = stored;
        this.clock = clock;
    }

    void add(EventSource source, EventLine line, int n) {
        if (n > 0) {
            var hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
            counts.computeIfAbsent(new Count(hour, source, line), _ -> new LongAdder()).add(n);
        }
    }

    /** Writes down what was counted; what cannot be written is kept for the next time. */
    void flush() {
        var before = clock.instant().minus(Duration.ofHours(2));
        for (var count : Map.copyOf(counts).entrySet()) {
            long n = count.getValue().sumThenReset();
            if (n > 0) {
                write(count.getKey(), count.getValue(), n);
            } else if (count.getKey().hour.isBefore(before)) {
                counts.remove(count.getKey());
            }
        }
    }

    private void write(Count count, LongAdder adder, long n) {
        boolean written = false;
        try {
            stored.tally(count.hour, count.source.name(), count.line.name(), n);
            written = true;
        } finally {
            if (!written) {
                adder.add(n);
            }
        }
    }

    @Override
    public synchronized void start() {
        var started = new ThreadPoolTaskScheduler();
        started.setThreadNamePrefix("event-counts-");
        started.setDaemon(true);
        started.initialize();
        started.scheduleWithFixedDelay(this::flush, clock.instant().plus(PAUSE), PAUSE);
        thread = started;
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.shutdown();
            thread = null;
            flush();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
