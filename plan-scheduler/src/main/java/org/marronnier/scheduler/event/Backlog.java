package org.marronnier.scheduler.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.marronnier.store.event.EventBacklog;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Whether too much waits to be answered for more to come in: counted once a second and no further
 * than the limit, with what this process takes in meanwhile.
 */
@Component
class Backlog {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final EventBacklog stored;
    private final long limit;
    private final Clock clock;
    private final AtomicReference<Instant> askedAt = new AtomicReference<>(Instant.EPOCH);
    private final AtomicLong estimate = new AtomicLong();

    Backlog(
            EventBacklog stored,
            @Value("${marronnier.events.backlog:200000}") long limit,
            Clock clock) {
        this.stored = stored;
        this.limit = limit;
        this.clock = clock;
    }

    boolean isFull() {
        var asked = askedAt.get();
        var now = clock.instant();
        var elapsed = Duration.between(asked, now).abs();
        if ((elapsed.compareTo(PAUSE) >= 0) && askedAt.compareAndSet(asked, now)) {
            estimate.set(stored.waiting(limit));
        }
        return estimate.get() >= limit;
    }

    void grow(int arrivals) {
        estimate.addAndGet(arrivals);
    }
}
