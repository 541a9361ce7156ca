package org.marronnier.scheduler.campaign;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.marronnier.domain.run.Run;
import org.springframework.stereotype.Component;

/**
 * The runs of which a thread of this process decides a chunk, so that another may gather meanwhile
 * what the next chunk is decided by. Who gathers ahead holds contacts while it waits for the run.
 * So a chunk is told only once its own contacts are held: then nobody waits for contacts who has a
 * run that is waited for.
 */
@Component
class Relay {

    private final Map<Long, Turn> turns = new ConcurrentHashMap<>();

    /** A chunk that is being decided, and its run as it stood before. */
    record Leg(Run run, Chunk chunk) {}

    /** A thread that may come to decide a chunk of a run, from before its transaction to after. */
    final class Turn implements AutoCloseable {

        private final long run;
        private final CompletableFuture<Optional<Leg>> leg = new CompletableFuture<>();

        private Turn(long run) {
            this.run = run;
        }

        /** It comes to decide a chunk; others may wait to be told which. */
        void begin() {
            turns.put(run, this);
        }

        /** The chunk, once its contacts are held. */
        void tell(Run held, Chunk chunk) {
            leg.complete(Optional.of(new Leg(held, chunk)));
        }

        @Override
        public void close() {
            leg.complete(Optional.empty());
            turns.remove(run, this);
        }
    }

    Turn turn(long run) {
        return new Turn(run);
    }

    /** Whether a thread decides a chunk of a run, or gathers ahead what the next is decided by. */
    boolean isInHand(long run) {
        return turns.containsKey(run);
    }

    /**
     * Takes the next turn of a run of which a chunk is being decided, if any; the chunk is told as
     * soon as its contacts are held.
     *
     * @return none where there is nothing to follow
     */
    Optional<Leg> join(Turn turn) {
        var before = turns.get(turn.run);
        return before != null && turns.replace(turn.run, before, turn)
                ? before.leg.join()
                : Optional.empty();
    }
}
