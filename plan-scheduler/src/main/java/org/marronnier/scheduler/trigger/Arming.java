package org.marronnier.scheduler.trigger;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.marronnier.scheduler.worker.Loop;
import org.marronnier.store.decision.ContactFacts;
import org.marronnier.store.trigger.ArmedScenarios;
import org.marronnier.store.trigger.ArmedScenarios.Standing;
import org.marronnier.store.trigger.Arrivals;
import org.marronnier.store.trigger.TriggerFacts;
import org.marronnier.store.trigger.TriggerFacts.Wanted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Goes through the contacts that were there before a scenario was put into service, some thousands
 * in a transaction, and gives them their appointments. What comes in meanwhile is answered beside
 * it, and comes to the same.
 */
@Component
public class Arming implements Loop {

    /** Contacts in one transaction. */
    static final int CHUNK = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(Arming.class);

    private final ArmedScenarios armed;
    private final Arrivals arrivals;
    private final ContactFacts holding;
    private final TriggerFacts contacts;
    private final Listening listening;
    private final Settling settling;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Arming(
            ArmedScenarios armed,
            Arrivals arrivals,
            ContactFacts holding,
            TriggerFacts contacts,
            Listening listening,
            Settling settling,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.armed = armed;
        this.arrivals = arrivals;
        this.holding = holding;
        this.contacts = contacts;
        this.listening = listening;
        this.settling = settling;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Goes through one chunk for one scenario; 0 where there is none to be gone through. */
    @Override
    public int drainOnce() {
        try {
            var gone = transaction.execute(_ -> armed.holdOne().map(this::step).orElse(0));
            return gone == null ? 0 : gone;
        } catch (ConcurrencyFailureException e) {
            LOG.info("Contacts that others hold are gone through a little later.");
            return 0;
        } catch (RuntimeException e) {
            LOG.warn(
                    "Contacts are gone through one by one, since some failed with {}.",
                    Failures.named(e));
            return oneByOne();
        }
    }

    /** So that one contact does not hold up all behind it. */
    private int oneByOne() {
        var held =
                Objects.requireNonNullElse(
                        transaction.execute(_ -> armed.holdOne()), Optional.<Standing>empty());
        if (held.isEmpty()) {
            return 0;
        }
        var standing = held.get();
        if (standing.armedUpTo() == null || standing.armTo() == null) {
            return 0;
        }
        long from = standing.armedUpTo();
        long last = standing.armTo();
        var chunk = transaction.execute(_ -> armed.contactsAfter(from, last, CHUNK));
        if (chunk == null || chunk.isEmpty()) {
            return 0;
        }
        for (var contact : chunk) {
            if (!alone(standing.id(), contact)) {
                return 0;
            }
        }
        transaction.executeWithoutResult(_ -> armed.armed(standing.id(), from, chunk.getLast()));
        return chunk.size();
    }

    /** False where others hold the contact, so that all has to be tried again. */
    private boolean alone(long scenario, long contact) {
        try {
            transaction.executeWithoutResult(
                    _ -> {
                        var listeners = listening.now();
                        listeners
                                .of(scenario)
                                .ifPresent(
                                        listener -> settle(listeners, listener, List.of(contact)));
                    });
            return true;
        } catch (ConcurrencyFailureException e) {
            return false;
        } catch (RuntimeException e) {
            var error = Failures.named(e);
            LOG.warn("A contact of scenario {} cannot be gone through: {}", scenario, error);
            arrivals.failed(contact, Listeners.arming(scenario), clock.instant(), null, error);
            return true;
        }
    }

    private void settle(Listeners listeners, Listener listener, Collection<Long> meant) {
        holding.lock(meant, false);
        var touched = new ArrayList<Touched<?>>();
        for (var contact : contacts.held(meant)) {
            touched.add(new Touched<>(listener, contact, List.of()));
        }
        settling.settle(listeners, touched, clock.instant());
    }

    private int step(Standing standing) {
        var listeners = listening.now();
        var listener = listeners.of(standing.id()).orElse(null);
        var from = standing.armedUpTo();
        var last = standing.armTo();
        if (listener == null || from == null || last == null) {
            return 0;
        }
        var chunk =
                listener instanceof Listener.Reckoning reckoning && !reckoning.looksBack()
                        ? List.<Long>of()
                        : armed.contactsAfter(from, last, CHUNK);
        if (chunk.isEmpty()) {
            armed.armed(standing.id());
            LOG.info("Scenario {} has gone through the contacts that were there.", standing.id());
            return 1;
        }
        var upTo = chunk.getLast();
        var meant = meant(listener, from, upTo, chunk);
        if (!meant.isEmpty()) {
            settle(listeners, listener, meant);
        }
        armed.armed(standing.id(), from, upTo);
        return chunk.size();
    }

    /** Those of whom something can come: who has no event of the types has no appointment. */
    private Collection<Long> meant(Listener listener, long from, long upTo, List<Long> chunk) {
        if (!(listener instanceof Listener.Reckoning reckoning) || reckoning.field() != null) {
            return chunk;
        }
        var needs = reckoning.firings().needs();
        var after = needs.eventsSince(reckoning.before()).orElse(TriggerFacts.EVER);
        var wanted =
                needs.types().stream()
                        .map(type -> new Wanted(type, after, needs.properties()))
                        .toList();
        return wanted.isEmpty() ? List.of() : contacts.having(from, upTo, wanted);
    }
}
