package org.marronnier.scheduler.campaign;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.marronnier.scheduler.Contacts;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.PlansInHand;
import org.marronnier.scheduler.SteppedClock;
import org.marronnier.store.database.TestDatabase;

/** A house over an empty database, whose plan has the campaign {@code sale}. */
abstract class RunTest {

    final TestDatabase database = TestDatabase.migrated();
    final PlansInHand plans = new PlansInHand().campaign("sale");
    final Contacts contacts = new Contacts(database.jdbc());
    final SteppedClock clock;
    House house;

    RunTest(Instant begins) {
        clock = new SteppedClock(begins);
        house = House.byHand(database.dataSource(), plans, clock);
    }

    @AfterEach
    void close() {
        house.close();
        database.close();
    }
}
