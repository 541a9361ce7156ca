package org.marronnier.scheduler.event;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.marronnier.store.event.EventBacklog;
import org.marronnier.store.event.IncomingEvents;
import org.marronnier.store.imports.RefusalReason;
import org.marronnier.store.imports.SentEvent;
import org.marronnier.store.imports.SentEvents;
import org.marronnier.store.imports.SentEvents.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;

/**
 * Takes events in, whoever sends them. What it says is taken is committed; where too much waits to
 * be answered it takes nothing, and says when to come again.
 */
@Component
public class EventIntake {

    private static final Logger LOG = LoggerFactory.getLogger(EventIntake.class);
    private static final int AT_ONCE = 10_000;
    private static final int MOST_TRIES = 5;
    private static final Duration LATER = Duration.ofSeconds(5);

    /** What became of events that were sent. */
    public sealed interface Answer {

        /**
         * All are in but some.
         *
         * @param accepted how many are in, those included that had been in before
         */
        record Taken(int accepted, List<Refused> refused) implements Answer {}

        /** Nothing is in; the same may be sent again after a while. */
        record Busy(Duration after) implements Answer {}
    }

    private final IncomingEvents events;
    private final Backlog backlog;
    private final EventBacklog counts;
    private final Clock clock;
    private final Map<EventSource, TakingTogether> together = new EnumMap<>(EventSource.class);

    EventIntake(IncomingEvents events, Backlog backlog, EventBacklog counts, Clock clock) {
        this.events = events;
        this.backlog = backlog;
        this.counts = counts;
        this.clock = clock;
        for (var source : EventSource.values()) {
            together.put(source, new TakingTogether(sent -> storeAtOnce(sent, source)));
        }
    }

    /** Takes what was read. */
    public Answer take(SentEvents.Read read, EventSource source) {
        if (backlog.isFull()) {
            return new Answer.Busy(LATER);
        }
        var refused = new ArrayList<>(read.refused());
        var sent = read.events();
        for (int from = 0; from < sent.size(); from += AT_ONCE) {
            var part = sent.subList(from, Math.min(sent.size(), from + AT_ONCE));
            refused.addAll(store(part, source));
        }
        if (!refused.isEmpty()) {
            counts.tally(clock.instant(), source.name(), EventLine.REFUSED.name(), refused.size());
        }
        refused.sort(Comparator.comparingInt(Refused::index));
        return new Answer.Taken(
                sent.size() + read.refused().size() - refused.size(), List.copyOf(refused));
    }

    private List<Refused> store(List<SentEvent> part, EventSource source) {
        for (int tries = 1; ; tries++) {
            try {
                return Objects.requireNonNull(together.get(source)).take(part);
            } catch (PessimisticLockingFailureException crossed) {
                if (tries == MOST_TRIES) {
                    throw crossed;
                }
            } catch (DataIntegrityViolationException unforeseen) {
                return halve(part, source);
            }
        }
    }

    private List<Refused> storeAtOnce(List<SentEvent> sent, EventSource source) {
        var taken = events.take(sent, source.name(), clock.instant());
        backlog.grow(taken.fresh());
        return taken.refused();
    }

    /** Finds the event that the database refuses for a reason nobody foresaw. */
    private List<Refused> halve(List<SentEvent> part, EventSource source) {
        if (part.size() == 1) {
            LOG.warn("The database refused an event that had been checked.");
            return List.of(new Refused(part.getFirst().index(), null, RefusalReason.UNSTORABLE));
        }
        int middle = part.size() / 2;
        var refused = new ArrayList<>(store(part.subList(0, middle), source));
        refused.addAll(store(part.subList(middle, part.size()), source));
        return refused;
    }
}
