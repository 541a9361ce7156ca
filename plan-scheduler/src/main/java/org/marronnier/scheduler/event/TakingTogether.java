package org.marronnier.scheduler.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.marronnier.store.imports.SentEvent;
import org.marronnier.store.imports.SentEvents.Refused;

/**
 * Few events of each of many callers who come at once, in one transaction: who comes while others
 * are being stored goes with the next. Who comes alone waits for nobody.
 */
final class TakingTogether {

    /** More than these of one caller are worth a transaction of their own. */
    static final int FEW = 50;

    private static final int MOST = 500;
    private static final int AT_A_TIME = 2;

    private final Function<List<SentEvent>, List<Refused>> storing;
    private final ConcurrentLinkedQueue<Call> waiting = new ConcurrentLinkedQueue<>();

    /** Everybody whose events wait stands here too, so none is left behind. */
    private final Semaphore turns = new Semaphore(AT_A_TIME, true);

    /**
     * @param refused which of them are not taken; empty where those that went together failed, of
     *     which each is to be tried alone
     */
    private record Call(List<SentEvent> sent, CompletableFuture<Optional<List<Refused>>> refused) {}

    /**
     * @param storing stores events of distinct indexes in one transaction, and says which it
     *     refused; throws where it stored none
     */
    TakingTogether(Function<List<SentEvent>, List<Refused>> storing) {
        this.storing = storing;
    }

    /**
     * Stores events, alone or with those of others; they are committed once it answers.
     *
     * @return which of them are not taken
     */
    List<Refused> take(List<SentEvent> sent) {
        if (sent.size() > FEW) {
            return storing.apply(sent);
        }
        var call = new Call(sent, new CompletableFuture<>());
        waiting.add(call);
        turns.acquireUninterruptibly();
        try {
            if (!call.refused.isDone()) {
                storeWhatWaits();
            }
        } finally {
            turns.release();
        }
        return call.refused.join().orElseGet(() -> storing.apply(sent));
    }

    private void storeWhatWaits() {
        var calls = new ArrayList<Call>();
        var together = new ArrayList<SentEvent>();
        while (together.size() < MOST) {
            var next = waiting.poll();
            if (next == null) {
                break;
            }
            calls.add(next);
            for (var event : next.sent) {
                together.add(event.at(together.size()));
            }
        }
        if (together.isEmpty()) {
            return;
        }
        try {
            hand(storing.apply(together), calls);
        } catch (RuntimeException failed) {
            // Whose fault it was shows once each is tried alone: nobody suffers from another's.
            calls.forEach(call -> call.refused.complete(Optional.empty()));
        }
    }

    private static void hand(List<Refused> refused, List<Call> calls) {
        int from = 0;
        for (var call : calls) {
            int start = from;
            int end = from + call.sent.size();
            call.refused.complete(
                    Optional.of(
                            refused.stream()
                                    .filter(one -> (one.index() >= start) && (one.index() < end))
                                    .map(one -> one.at(call.sent.get(one.index() - start).index()))
                                    .toList()));
            from = end;
        }
    }
}
