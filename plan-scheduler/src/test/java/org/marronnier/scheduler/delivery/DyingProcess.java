package org.marronnier.scheduler.delivery;

import java.time.Clock;
import java.util.Map;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.OtherProcess;
import org.marronnier.scheduler.PlansInHand;

/** A process that moves runs with its own threads until it is killed. */
final class DyingProcess {

    private DyingProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        var port = Integer.parseInt(OtherProcess.argument(arguments, 0));
        var dataSource = OtherProcess.database(arguments, 6);
        var plans = new PlansInHand().campaign("sale");
        var settings = Map.<String, Object>of("marronnier.node.lease", "3s");
        if (port == 0) {
            new House(dataSource, plans, Clock.systemUTC(), settings);
        } else {
            House.mailing(dataSource, plans, Clock.systemUTC(), port, settings);
        }
        Thread.currentThread().join();
    }
}
