package org.marronnier.scheduler.event;

import java.time.Clock;
import java.time.Duration;
import org.marronnier.store.event.EventBacklog;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Once an hour makes one count of those that each connection kept of hours that are over. */
@Component
@ConditionalOnBooleanProperty(name = "marronnier.workers", matchIfMissing = true)
class FoldingCounts {

    /** No transaction that takes events in lasts so long. */
    private static final Duration OVER = Duration.ofHours(2);

    private final EventBacklog counts;
    private final Clock clock;

    FoldingCounts(EventBacklog counts, Clock clock) {
        this.counts = counts;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
    void fold() {
        counts.fold(clock.instant().minus(OVER));
    }
}
