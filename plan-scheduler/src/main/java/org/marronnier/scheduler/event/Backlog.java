package org.marronnier.scheduler.event;

import java.util.concurrent.atomic.AtomicLong;
import org.marronnier.store.event.EventBacklog;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Whether too much waits to be answered for more to come in: counted once a second and no further
 * than the limit, with what this process takes in meanwhile.
 */
@Component
class Backlog {

    private static final long SECOND = 1_000_000_000;

    private final EventBacklog stored;
    private final long limit;
    private final AtomicLong askedAt = new AtomicLong(System.nanoTime() - SECOND);
    private final AtomicLong estimate = new AtomicLong();

    Backlog(EventBacklog stored, @Value("${marronnier.events.backlog:200000}") long limit) {
        this.stored = stored;
        this.limit = limit;
    }

    boolean isFull() {
        long asked = askedAt.get();
        long now = System.nanoTime();
        if (now - asked >= SECOND && askedAt.compareAndSet(asked, now)) {
            estimate.set(stored.waiting(limit));
        }
        return estimate.get() >= limit;
    }

    void grow(int arrivals) {
        estimate.addAndGet(arrivals);
    }
}
