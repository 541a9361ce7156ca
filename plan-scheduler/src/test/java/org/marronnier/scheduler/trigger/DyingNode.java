package org.marronnier.scheduler.trigger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Map;
import org.marronnier.scheduler.House;

/** A process that answers, walks and hands over with its own threads until it is killed. */
final class DyingNode {

    private DyingNode() {}

    public static void main(String[] arguments) throws Exception {
        var config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setUsername(arguments[1]);
        config.setPassword(arguments[2]);
        config.setMaximumPoolSize(8);
        // The clock runs through months: who is alive is not told by it.
        new House(
                new HikariDataSource(config),
                ReplayedPlan.plans(),
                new SharedClock(Path.of(arguments[3])),
                Map.of("marronnier.node.lease", "400d"));
        Thread.currentThread().join();
    }
}
