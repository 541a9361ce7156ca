package org.marronnier.scheduler.calendar;

import org.marronnier.domain.campaign.CampaignsChanged;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Winds the clockwork up at the start, when a plan changes, and every minute in case a change was
 * missed.
 */
@Component
@EnableScheduling
@ConditionalOnBooleanProperty(name = "marronnier.workers", matchIfMissing = true)
class KeepingTime {

    private final CampaignClockwork clockwork;

    KeepingTime(CampaignClockwork clockwork) {
        this.clockwork = clockwork;
    }

    @EventListener(ApplicationReadyEvent.class)
    void atTheStart() {
        clockwork.reconcile();
    }

    @TransactionalEventListener(fallbackExecution = true)
    void when(CampaignsChanged changed) {
        clockwork.reconcile(changed.plan());
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void everyMinute() {
        clockwork.reconcile();
    }
}
