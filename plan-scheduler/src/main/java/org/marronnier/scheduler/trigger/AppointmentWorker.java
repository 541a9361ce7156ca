package org.marronnier.scheduler.trigger;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.marronnier.scheduler.worker.Loop;
import org.marronnier.store.trigger.Appointments;
import org.marronnier.store.trigger.Appointments.Due;
import org.marronnier.store.trigger.Arrivals;
import org.marronnier.store.trigger.TriggerFacts;
import org.marronnier.store.trigger.TriggerFacts.Held;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps appointments whose instant has come, of the scenarios that are live: whether each still
 * stands is worked out anew from what is known of the contact. One that fails becomes an arrival
 * with its error, to be retried; the others go on.
 */
@Component
public class AppointmentWorker implements Loop {

    /** Appointments in one transaction, over all scenarios. */
    static final int BATCH = 500;

    private static final Logger LOG = LoggerFactory.getLogger(AppointmentWorker.class);

    private final Appointments appointments;
    private final Arrivals arrivals;
    private final TriggerFacts contacts;
    private final Listening listening;
    private final Settling settling;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AppointmentWorker(
            Appointments appointments,
            Arrivals arrivals,
            TriggerFacts contacts,
            Listening listening,
            Settling settling,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.appointments = appointments;
        this.arrivals = arrivals;
        this.contacts = contacts;
        this.listening = listening;
        this.settling = settling;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Keeps the appointments of one batch that are due; gives how many. */
    @Override
    public int drainOnce() {
        var due = new ArrayList<Due>();
        try {
            transaction.executeWithoutResult(
                    _ -> {
                        var now = clock.instant();
                        var listeners = listening.now();
                        due.addAll(hold(listeners, now));
                        keep(listeners, due, now);
                    });
            return due.size();
        } catch (ConcurrencyFailureException e) {
            LOG.info("Appointments wait for what others hold, and are tried again.");
            return 0;
        } catch (RuntimeException e) {
            LOG.warn(
                    "A batch of {} appointments failed with {}, and is kept one by one.",
                    due.size(),
                    Failures.named(e));
            return new LinkedHashSet<>(due).stream().mapToInt(this::keepAlone).sum();
        }
    }

    private List<Due> hold(Listeners listeners, Instant now) {
        var scenarios = appointments.dueScenarios(listeners.firing(), now);
        return scenarios.isEmpty()
                ? List.of()
                : appointments.hold(scenarios, now, Math.max(1, BATCH / scenarios.size()));
    }

    private int keepAlone(Due due) {
        try {
            transaction.executeWithoutResult(
                    _ -> {
                        var now = clock.instant();
                        if (!contacts.holdFree(List.of(due.contact())).isEmpty()) {
                            keep(listening.now(), List.of(due), now);
                        }
                    });
            return 1;
        } catch (ConcurrencyFailureException e) {
            return 0;
        } catch (RuntimeException e) {
            var error = Failures.named(e);
            LOG.warn("An appointment of scenario {} cannot be kept: {}", due.scenario(), error);
            transaction.executeWithoutResult(_ -> putAside(due, error, clock.instant()));
            return 1;
        }
    }

    private void putAside(Due due, String error, Instant now) {
        var first = true;
        for (var one : appointments.dueOf(due, now)) {
            if (one.standsByItself() || first) {
                arrivals.failed(
                        due.contact(),
                        Listeners.asking(due.scenario()),
                        one.due(),
                        one.standsByItself() ? one.firedBy() : null,
                        error);
            }
            first &= one.standsByItself();
        }
        appointments.forget(due, now);
    }

    private void keep(Listeners listeners, Collection<Due> due, Instant now) {
        if (due.isEmpty()) {
            return;
        }
        var held =
                contacts.held(due.stream().map(Due::contact).collect(Collectors.toSet())).stream()
                        .collect(Collectors.toMap(Held::id, contact -> contact));
        var touched = new ArrayList<Touched<?>>();
        for (var one : new LinkedHashSet<>(due)) {
            var listener = listeners.of(one.scenario()).filter(Listener::fires);
            var contact = held.get(one.contact());
            if (listener.isPresent() && contact != null) {
                touched.add(new Touched<>(listener.get(), contact, List.of()));
            }
        }
        settling.settle(listeners, touched, now);
    }
}
