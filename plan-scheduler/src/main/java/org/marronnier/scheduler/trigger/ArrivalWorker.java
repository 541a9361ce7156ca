package org.marronnier.scheduler.trigger;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.marronnier.scheduler.worker.Loop;
import org.marronnier.store.trigger.Arrivals;
import org.marronnier.store.trigger.Arrivals.Arrival;
import org.marronnier.store.trigger.Entries.Pair;
import org.marronnier.store.trigger.TriggerFacts;
import org.marronnier.store.trigger.TriggerFacts.Held;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Answers what has come in, a batch in a transaction: what nobody listens to leaves at once; the
 * contacts of the rest are held, and all that it means for them is worked out anew. Contacts that
 * others hold are left for the next batch. An arrival that cannot be answered is kept with its
 * error; the others of its batch are answered.
 */
@Component
public class ArrivalWorker implements Loop {

    /** Arrivals in one transaction. */
    static final int BATCH = 500;

    private static final Logger LOG = LoggerFactory.getLogger(ArrivalWorker.class);

    private final Arrivals arrivals;
    private final TriggerFacts contacts;
    private final Listening listening;
    private final Settling settling;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final int hands;

    /**
     * @param hands threads of this process that answer at the same time
     */
    ArrivalWorker(
            Arrivals arrivals,
            TriggerFacts contacts,
            Listening listening,
            Settling settling,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value("${marronnier.arrivals.hands:2}") int hands) {
        this.arrivals = arrivals;
        this.contacts = contacts;
        this.listening = listening;
        this.settling = settling;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.hands = hands;
    }

    @Override
    public int hands() {
        return hands;
    }

    /** Answers one batch; gives how many arrivals left, or failed. */
    @Override
    public int drainOnce() {
        var claimed = new ArrayList<Arrival>();
        try {
            var answered =
                    transaction.execute(
                            _ -> {
                                claimed.addAll(arrivals.claim(BATCH, clock.instant()));
                                return answer(claimed);
                            });
            return answered == null ? 0 : answered;
        } catch (ConcurrencyFailureException e) {
            LOG.info("Arrivals wait for what others hold, and are tried again.");
            return 0;
        } catch (RuntimeException e) {
            LOG.warn(
                    "A batch of {} arrivals failed with {}, and is answered one by one.",
                    claimed.size(),
                    Failures.named(e));
            return claimed.stream().mapToInt(one -> answerAlone(one.id())).sum();
        }
    }

    private int answerAlone(long id) {
        try {
            var answered =
                    transaction.execute(_ -> answer(arrivals.claimOne(id).stream().toList()));
            return answered == null ? 0 : answered;
        } catch (ConcurrencyFailureException e) {
            return 0;
        } catch (RuntimeException e) {
            var error = Failures.named(e);
            LOG.warn("Arrival {} cannot be answered: {}", id, error);
            arrivals.failed(id, error);
            return 1;
        }
    }

    private int answer(List<Arrival> claimed) {
        if (claimed.isEmpty()) {
            return 0;
        }
        var now = clock.instant();
        var listeners = listening.now();
        var heard = claimed.stream().filter(one -> !listeners.to(one).isEmpty()).toList();
        var left = Set.<Long>of();
        if (!heard.isEmpty()) {
            left = settle(listeners, heard, now);
        }
        var inOtherHands = left;
        var answered =
                claimed.stream()
                        .filter(one -> !inOtherHands.contains(one.contact()))
                        .map(Arrival::id)
                        .toList();
        arrivals.answered(answered);
        return answered.size();
    }

    /** Gives the contacts that others hold. */
    private Set<Long> settle(Listeners listeners, List<Arrival> heard, Instant now) {
        var wanted = heard.stream().map(Arrival::contact).collect(Collectors.toSet());
        var held =
                contacts.holdFree(wanted).stream()
                        .collect(Collectors.toMap(Held::id, contact -> contact));
        settling.settle(listeners, touched(listeners, heard, held), now);
        var missing = new HashSet<>(wanted);
        missing.removeAll(held.keySet());
        return missing.isEmpty() ? Set.of() : contacts.present(missing);
    }

    private static List<Touched<?>> touched(
            Listeners listeners, List<Arrival> heard, Map<Long, Held> held) {
        var came = new LinkedHashMap<Pair, List<Arrival>>();
        var asked = new HashMap<Pair, Listener>();
        for (var arrival : heard) {
            if (held.containsKey(arrival.contact())) {
                for (var listener : listeners.to(arrival)) {
                    var pair = new Pair(listener.id(), arrival.contact());
                    asked.put(pair, listener);
                    came.computeIfAbsent(pair, _ -> new ArrayList<>()).add(arrival);
                }
            }
        }
        var touched = new ArrayList<Touched<?>>();
        came.forEach(
                (pair, some) -> {
                    var listener = asked.get(pair);
                    var contact = held.get(pair.contact());
                    if (listener != null && contact != null) {
                        touched.add(new Touched<>(listener, contact, some));
                    }
                });
        return touched;
    }
}
