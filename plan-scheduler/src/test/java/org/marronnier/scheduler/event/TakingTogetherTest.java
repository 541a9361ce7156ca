package org.marronnier.scheduler.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.marronnier.store.imports.RefusalReason;
import org.marronnier.store.imports.SentEvent;
import org.marronnier.store.imports.SentEvents.Refused;

class TakingTogetherTest {

    private static final int CALLERS = 40;

    private final Set<String> stored = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<Integer> sizes = new ConcurrentLinkedQueue<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void storesAtOnceWhatCameWhileOthersWereStored() throws Exception {
        var calls = callers(CALLERS, caller -> List.of(event(3, "e" + caller)));

        for (var call : calls) {
            assertThat(call.get()).isEmpty();
        }

        assertThat(stored).hasSize(CALLERS);
        assertThat(sizes)
                .as("one by one the first two, then all others, shared by at most two")
                .hasSizeBetween(3, 4)
                .satisfies(
                        all ->
                                assertThat(all.stream().mapToInt(Integer::intValue).sum())
                                        .isEqualTo(CALLERS));
    }

    @Test
    void tellsEachCallerWhichOfItsOwnAreRefused() throws Exception {
        var calls =
                callers(
                        CALLERS,
                        caller ->
                                List.of(
                                        event(4, "e" + caller),
                                        event(7, (caller % 2 == 0 ? "refused" : "f") + caller)));

        for (int caller = 0; caller < CALLERS; caller++) {
            assertThat(calls.get(caller).get())
                    .extracting(Refused::index)
                    .containsExactlyElementsOf(caller % 2 == 0 ? List.of(7) : List.of());
        }
        assertThat(stored).hasSize(CALLERS + CALLERS / 2);
    }

    @Test
    void letsNobodySufferFromThePoisonOfAnother() throws Exception {
        var calls =
                callers(
                        CALLERS,
                        caller -> List.of(event(0, caller == 20 ? "poison" : "e" + caller)));

        for (int caller = 0; caller < CALLERS; caller++) {
            var call = calls.get(caller);
            if (caller == 20) {
                assertThatThrownBy(call::get).hasRootCauseMessage("poison");
            } else {
                assertThat(call.get()).isEmpty();
            }
        }
        assertThat(stored).hasSize(CALLERS - 1);
    }

    @Test
    void storesManyOfOneCallerOnTheirOwn() {
        var many =
                IntStream.rangeClosed(0, TakingTogether.FEW)
                        .mapToObj(i -> event(i, "e" + i))
                        .toList();
        gate.countDown();

        assertThat(new TakingTogether(this::store).take(many)).isEmpty();

        assertThat(sizes).containsExactly(TakingTogether.FEW + 1);
    }

    private interface Sending {
        List<SentEvent> of(int caller);
    }

    /** Callers who all have come before the first of them is stored. */
    private List<FutureTask<List<Refused>>> callers(int callers, Sending sending) {
        var together = new TakingTogether(this::store);
        var calls = new ArrayList<FutureTask<List<Refused>>>();
        for (int caller = 0; caller < callers; caller++) {
            var sent = sending.of(caller);
            var call = new FutureTask<>(() -> together.take(sent));
            calls.add(call);
            var thread = Thread.ofVirtual().start(call);
            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        gate.countDown();
        return calls;
    }

    private List<Refused> store(List<SentEvent> sent) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(sent.stream().map(SentEvent::index)).doesNotHaveDuplicates();
        if (sent.stream().anyMatch(event -> event.id().equals("poison"))) {
            throw new IllegalStateException("poison");
        }
        sizes.add(sent.size());
        var refused = new HashSet<Refused>();
        for (var event : sent) {
            if (event.id().startsWith("refused")) {
                refused.add(new Refused(event.index(), "externalId", RefusalReason.ERASED_CONTACT));
            } else {
                assertThat(stored.add(event.id())).isTrue();
            }
        }
        return List.copyOf(refused);
    }

    private static SentEvent event(int index, String id) {
        return new SentEvent(index, id, "C1", "visit", Instant.EPOCH, "{}");
    }
}
