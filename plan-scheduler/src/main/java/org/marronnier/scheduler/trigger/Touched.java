package org.marronnier.scheduler.trigger;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import org.marronnier.scheduler.scenario.LiveScenario;
import org.marronnier.store.trigger.Arrivals.Arrival;
import org.marronnier.store.trigger.Entries.Pair;
import org.marronnier.store.trigger.TriggerFacts.Held;

/**
 * A contact of whom something has to be worked out anew for a scenario.
 *
 * @param arrivals what came in that matters to the scenario; none where an instant came
 */
record Touched<L extends Listener>(L listener, Held contact, List<Arrival> arrivals) {

    Touched {
        arrivals = List.copyOf(arrivals);
    }

    Pair pair() {
        return new Pair(listener.id(), contact.id());
    }

    LiveScenario scenario() {
        return listener.scenario();
    }

    ZoneId zone() {
        var zone = contact.zone();
        return zone == null ? scenario().rules().zone() : zone;
    }

    /** Whether the scenario has not gone through the contact since it is in service. */
    boolean isUnarmed() {
        return listener.standing().isUnarmed(contact.id())
                || arrivals.stream().anyMatch(Listeners::isArming);
    }

    /**
     * What fires at or before this instant is late. The plan's tolerance counts from when an event
     * was received, so that nothing is late because it waited here.
     */
    Instant cutoff(Instant now) {
        var received =
                arrivals.stream()
                        .filter(arrival -> !arrival.isOfContact())
                        .map(Arrival::receivedAt)
                        .filter(at -> at.isBefore(now))
                        .min(Comparator.naturalOrder())
                        .orElse(now);
        var rules = scenario().rules();
        return rules.document().plan().lateEvents().before(received, rules.zone());
    }
}
