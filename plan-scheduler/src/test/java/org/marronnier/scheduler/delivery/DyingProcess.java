package org.marronnier.scheduler.delivery;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.util.Map;
import org.marronnier.scheduler.House;
import org.marronnier.scheduler.PlansInHand;

/** A process that moves runs with its own threads until it is killed. */
final class DyingProcess {

    private DyingProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        var config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setUsername(arguments[1]);
        config.setPassword(arguments[2]);
        config.setMaximumPoolSize(6);
        var port = Integer.parseInt(arguments[3]);
        var dataSource = new HikariDataSource(config);
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
