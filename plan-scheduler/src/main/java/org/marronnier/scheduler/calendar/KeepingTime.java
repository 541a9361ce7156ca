package org.marronnier.scheduler.calendar;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.marronnier.domain.campaign.CampaignsChanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Winds the clockwork up at the start, when a plan changes, and every minute in case a change was
 * missed. Whoever changes a plan does not wait for it, changes that come together are wound up
 * together, and one hand winds at a time: two would store the same job twice.
 */
@Component
@EnableScheduling
@ConditionalOnBooleanProperty(name = "marronnier.workers", matchIfMissing = true)
class KeepingTime implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeepingTime.class);

    private final CampaignClockwork clockwork;
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final ExecutorService hand =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("clockwork").factory());

    KeepingTime(CampaignClockwork clockwork) {
        this.clockwork = clockwork;
    }

    @EventListener(ApplicationReadyEvent.class)
    synchronized void atTheStart() {
        clockwork.reconcile();
    }

    @TransactionalEventListener(fallbackExecution = true)
    void when(CampaignsChanged changed) {
        if (this.changed.add(changed.plan())) {
            hand.execute(() -> windUp(changed.plan()));
        }
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    synchronized void everyMinute() {
        clockwork.reconcile();
    }

    /** Every minute all are wound up, so that one that failed is only told of. */
    private synchronized void windUp(String plan) {
        changed.remove(plan);
        try {
            clockwork.reconcile(plan);
        } catch (IllegalStateException | DataAccessException e) {
            LOG.warn(
                    "The clockwork of plan {} will be wound up within a minute: {}",
                    plan,
                    e.getMessage());
        }
    }

    @Override
    public void close() {
        hand.close();
    }
}
