package org.marronnier.scheduler.enrolment;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.marronnier.scheduler.node.Node;
import org.marronnier.scheduler.worker.Loop;
import org.marronnier.store.outbox.Outbox;
import org.marronnier.store.scenario.StoredScenarios;
import org.springframework.stereotype.Component;

/**
 * Ends what is left of scenarios that ended: whoever is inside stops, what waits to be handed over
 * is taken back, and nothing is to fire any more.
 */
@Component
public class ClearingScenarios implements Loop {

    private static final int AT_ONCE = 2_000;

    private final StoredScenarios scenarios;
    private final Outbox outbox;
    private final Node node;
    private final Clock clock;

    ClearingScenarios(StoredScenarios scenarios, Outbox outbox, Node node, Clock clock) {
        this.scenarios = scenarios;
        this.outbox = outbox;
        this.node = node;
        this.clock = clock;
    }

    @Override
    public int drainOnce() {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var done = 0;
        for (var scenario : scenarios.toBeCleared()) {
            done += scenarios.stopEverybody(scenario, AT_ONCE, now);
            done += scenarios.disarm(scenario, AT_ONCE);
            done += outbox.cancelWaitingOfScenario(scenario, "SCENARIO_ENDED", node.id(), now);
        }
        return done;
    }
}
