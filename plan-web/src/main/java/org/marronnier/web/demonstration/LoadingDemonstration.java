package org.marronnier.web.demonstration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.approval.Approval;
import org.marronnier.domain.campaign.CampaignsChanged;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.scenario.ScenariosChanged;
import org.marronnier.scheduler.demonstration.Demonstration;
import org.marronnier.store.demonstration.DemonstrationTables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Puts the demonstration into an empty database at the start, whole or not at all: one that is
 * interrupted has left nothing, and the next start begins again. Pages answer meanwhile.
 */
@Component("demonstration")
@Order(1)
public final class LoadingDemonstration implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(LoadingDemonstration.class);
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private final DemonstrationTables tables;
    private final Plans plans;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final boolean isWanted;
    private volatile boolean isLoading;

    /**
     * @param wanted true, false, or blank for: only into the embedded database
     * @param givenDatabase the address of a database that somebody else keeps; blank where it is
     *     the embedded one
     */
    LoadingDemonstration(
            DemonstrationTables tables,
            Plans plans,
            TransactionOperations transactions,
            ApplicationEventPublisher events,
            Clock clock,
            @Value("${MARRONNIER_DEMO:}") String wanted,
            @Value("${spring.datasource.url:}") String givenDatabase) {
        this.tables = tables;
        this.plans = plans;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
        isWanted =
                wanted.isBlank() ? givenDatabase.isBlank() : Boolean.parseBoolean(wanted.strip());
    }

    @Override
    public void run(@Nullable ApplicationArguments arguments) {
        if (isWanted) {
            try {
                transactions.executeWithoutResult(_ -> loadIntoEmpty());
            } finally {
                isLoading = false;
            }
        }
    }

    /** Whether it is on its way in just now; pages say so. */
    public boolean isLoading() {
        return isLoading;
    }

    private void loadIntoEmpty() {
        if (!tables.areEmpty()) {
            return;
        }
        isLoading = true;
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var plan = DemonstrationPlan.on(now.atZone(ZONE).toLocalDate());
        var rows = Demonstration.rows(plan, now);
        plans.store(plan, Approval.SYSTEM, now);
        tables.fill(rows, now);
        events.publishEvent(new CampaignsChanged(plan.plan().key()));
        events.publishEvent(new ScenariosChanged(plan.plan().key()));
        LOG.info(
                "The demonstration is loaded: plan {}, {} contacts, {} events, {} runs, {} messages, in {} ms.",
                plan.plan().key(),
                rows.contacts().size(),
                rows.events().size(),
                rows.runs().size(),
                rows.messages().size(),
                Duration.between(now, clock.instant()).toMillis());
    }
}
