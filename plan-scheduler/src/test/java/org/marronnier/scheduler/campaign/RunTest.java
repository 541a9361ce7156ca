package org.marronnier.scheduler.campaign;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Operand;
import org.marronnier.domain.run.Run;
import org.marronnier.domain.template.Template;
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
    final House house;

    RunTest(Instant begins) {
        clock = new SteppedClock(begins);
        house = another();
    }

    @AfterEach
    void close() {
        house.close();
        database.close();
    }

    /** Another process on the same database. */
    final House another() {
        return House.byHand(database.dataSource(), plans, clock);
    }

    /** Fires a campaign and decides whoever is due. */
    final Run decided(String campaign) {
        var run = house.fire(campaign);
        house.decide();
        return run;
    }

    /** Fires a campaign, decides whoever is due and hands their messages over. */
    final Run delivered(String campaign) {
        var run = decided(campaign);
        house.deliver();
        return run;
    }

    /** Does all at the same time; what one of them throws is thrown here. */
    static void atOnce(Runnable... work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(work.length)) {
            for (var one : Stream.of(work).map(threads::submit).toList()) {
                one.get();
            }
        }
    }

    static Condition only(String... contacts) {
        return is("externalId", contacts);
    }

    static Condition is(String field, String... values) {
        return new Condition.Attribute(
                field,
                List.of(
                        new Comparison(
                                Comparison.Operator.IN,
                                Stream.of(values).map(Operand::of).toList())));
    }

    /** The template of every campaign, with another text. */
    static Template writing(String text) {
        return new Template("hello", Channel.EMAIL, "fr", "club", "Bonjour", text, null);
    }
}
