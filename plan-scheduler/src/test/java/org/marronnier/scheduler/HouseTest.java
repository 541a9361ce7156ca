package org.marronnier.scheduler;

import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.marronnier.domain.time.SteppedClock;
import org.marronnier.store.database.TestDatabase;

/** A house over an empty database, that a test moves by hand. */
public abstract class HouseTest {

    protected final TestDatabase database = TestDatabase.migrated();
    protected final Contacts contacts = new Contacts(database.jdbc());
    protected final PlansInHand plans;
    protected final SteppedClock clock;
    protected final House house;

    protected HouseTest(PlansInHand plans, Instant begins) {
        this.plans = plans;
        clock = new SteppedClock(begins);
        house = another();
    }

    @AfterEach
    protected void close() {
        house.close();
        database.close();
    }

    /** Another process on the same database. */
    protected final House another() {
        return House.byHand(database.dataSource(), plans, clock);
    }

    /** Does all at the same time; what one of them throws is thrown here. */
    protected static void atOnce(Runnable... work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(work.length)) {
            for (var one : Stream.of(work).map(threads::submit).toList()) {
                one.get();
            }
        }
    }
}
