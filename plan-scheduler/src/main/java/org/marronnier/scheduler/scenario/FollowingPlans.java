package org.marronnier.scheduler.scenario;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.marronnier.domain.scenario.ScenariosChanged;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Has the scenarios in service follow the plans at the start, when a plan changes, and every minute
 * in case a change was missed. Whoever changes a plan does not wait for it.
 */
@Component
@ConditionalOnBooleanProperty(name = "marronnier.workers", matchIfMissing = true)
class FollowingPlans implements AutoCloseable {

    private final KeepingScenarios keeping;
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private final ExecutorService hand =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("scenarios").factory());

    FollowingPlans(KeepingScenarios keeping) {
        this.keeping = keeping;
    }

    @EventListener(ApplicationReadyEvent.class)
    void atTheStart() {
        keeping.reconcile();
    }

    @TransactionalEventListener(fallbackExecution = true)
    void when(ScenariosChanged changed) {
        if (this.changed.add(changed.plan())) {
            hand.execute(() -> follow(changed.plan()));
        }
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    void everyMinute() {
        keeping.reconcile();
    }

    private void follow(String plan) {
        changed.remove(plan);
        keeping.tryToReconcile(plan);
    }

    @Override
    public void close() {
        hand.close();
    }
}
