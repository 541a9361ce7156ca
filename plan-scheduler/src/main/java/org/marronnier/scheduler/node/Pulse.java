package org.marronnier.scheduler.node;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.marronnier.scheduler.delivery.Gateways;
import org.marronnier.store.decision.Deferrals;
import org.marronnier.store.outbox.Nodes;
import org.marronnier.store.outbox.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Says that this process is alive, and settles what those had in their hands that are not. */
@Component
public class Pulse {

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    private final Nodes nodes;
    private final Outbox outbox;
    private final Deferrals deferrals;
    private final Gateways gateways;
    private final Node node;
    private final Clock clock;
    private final Duration lease;

    /**
     * @param lease how long a process that is not seen counts as alive
     */
    Pulse(
            Nodes nodes,
            Outbox outbox,
            Deferrals deferrals,
            Gateways gateways,
            Node node,
            Clock clock,
            @Value("${marronnier.node.lease:30s}") Duration lease) {
        this.nodes = nodes;
        this.outbox = outbox;
        this.deferrals = deferrals;
        this.gateways = gateways;
        this.node = node;
        this.clock = clock;
        this.lease = lease;
    }

    public void beat() {
        var now = clock.instant();
        nodes.beat(node.id(), now);
        var uncertain = nodes.settle(gateways.idempotent(), lease, now);
        if (uncertain > 0) {
            LOG.warn(
                    "{} messages are uncertain: the process that was handing them over died.",
                    uncertain);
        }
        outbox.leftByFailedRuns().forEach((run, reason) -> takeBack(run, reason, now));
        deferrals.cancelOfFailedRuns();
        while (outbox.expireHeldBack(node.id(), now) > 0) {
            Thread.onSpinWait();
        }
    }

    private void takeBack(long run, String reason, Instant now) {
        while (outbox.cancelWaitingOfRun(run, reason, node.id(), now) > 0) {
            Thread.onSpinWait();
        }
    }

    public void leave() {
        nodes.leave(node.id());
    }

    public Duration interval() {
        return lease.dividedBy(6);
    }
}
