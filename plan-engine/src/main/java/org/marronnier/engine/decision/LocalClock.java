package org.marronnier.engine.decision;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The clock of a zone, in seconds: local seconds are those since 1970-01-01T00:00 of the local
 * date-time.
 */
final class LocalClock {

    private static final Map<ZoneId, LocalClock> KNOWN = new ConcurrentHashMap<>();
    private static final Instant TABLED_UNTIL = Instant.parse("2200-01-01T00:00:00Z");

    private final ZoneRules rules;
    private final Stretch[] stretches;

    /** The one that was asked for last, and the one before. */
    private Stretch last;

    private Stretch before;

    /** The seconds of [from, to), through which the clock is evenly ahead of UTC. */
    private record Stretch(long from, long to, int offset) {

        boolean holds(long second) {
            return second >= from && second < to;
        }
    }

    private LocalClock(ZoneId zone) {
        this.rules = zone.getRules();
        var transitions = new ArrayList<>(rules.getTransitions());
        var from = transitions.isEmpty() ? Instant.EPOCH : transitions.getLast().getInstant();
        for (var next = rules.nextTransition(from);
                next != null && next.getInstant().isBefore(TABLED_UNTIL);
                next = rules.nextTransition(next.getInstant())) {
            transitions.add(next);
        }
        this.stretches = new Stretch[transitions.size() + 1];
        var begins = Long.MIN_VALUE;
        for (var i = 0; i < transitions.size(); i++) {
            var ends = transitions.get(i).toEpochSecond();
            var offset = transitions.get(i).getOffsetBefore().getTotalSeconds();
            stretches[i] = new Stretch(begins, ends, offset);
            begins = ends;
        }
        var offset =
                transitions.isEmpty()
                        ? rules.getOffset(Instant.EPOCH)
                        : transitions.getLast().getOffsetAfter();
        this.last = new Stretch(begins, Long.MAX_VALUE, offset.getTotalSeconds());
        this.before = last;
        stretches[transitions.size()] = last;
    }

    static LocalClock of(ZoneId zone) {
        return KNOWN.computeIfAbsent(zone, LocalClock::new);
    }

    /** The local second of a second in UTC. */
    long local(long second) {
        return second + stretch(second).offset;
    }

    /** Seconds that the clock is ahead of UTC. */
    int offset(long second) {
        return stretch(second).offset;
    }

    /** The next second at which the clock changes; {@link Long#MAX_VALUE} where it never does. */
    long nextChange(long second) {
        return stretch(second).to;
    }

    /**
     * Zones are shared by threads, which may see what others asked: each field is read once, and
     * what is found was looked at.
     */
    private Stretch stretch(long second) {
        var latest = last;
        if (latest.holds(second)) {
            return latest;
        }
        var found = before;
        if (!found.holds(second)) {
            found = search(second);
        }
        before = latest;
        last = found;
        return found;
    }

    private Stretch search(long second) {
        if (second >= TABLED_UNTIL.getEpochSecond() - 366 * PackedWindow.DAY) {
            return beyondTable(Instant.ofEpochSecond(second));
        }
        var low = 0;
        var high = stretches.length - 1;
        while (low < high) {
            var middle = (low + high + 1) >>> 1;
            if (stretches[middle].from <= second) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return stretches[low];
    }

    private Stretch beyondTable(Instant at) {
        var next = rules.nextTransition(at);
        return new Stretch(
                at.getEpochSecond(),
                next == null ? Long.MAX_VALUE : next.toEpochSecond(),
                rules.getOffset(at).getTotalSeconds());
    }
}
