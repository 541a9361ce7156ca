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
    private final long[] changes;
    private final int[] offsets;
    private int lastStretch;

    private LocalClock(ZoneId zone) {
        this.rules = zone.getRules();
        var transitions = new ArrayList<>(rules.getTransitions());
        var from = transitions.isEmpty() ? Instant.EPOCH : transitions.getLast().getInstant();
        for (var next = rules.nextTransition(from);
                next != null && next.getInstant().isBefore(TABLED_UNTIL);
                next = rules.nextTransition(next.getInstant())) {
            transitions.add(next);
        }
        this.changes = new long[transitions.size()];
        this.offsets = new int[transitions.size() + 1];
        offsets[0] =
                transitions.isEmpty()
                        ? rules.getOffset(Instant.EPOCH).getTotalSeconds()
                        : transitions.getFirst().getOffsetBefore().getTotalSeconds();
        for (var i = 0; i < changes.length; i++) {
            changes[i] = transitions.get(i).toEpochSecond();
            offsets[i + 1] = transitions.get(i).getOffsetAfter().getTotalSeconds();
        }
    }

    static LocalClock of(ZoneId zone) {
        return KNOWN.computeIfAbsent(zone, LocalClock::new);
    }

    /** The local second of a second in UTC. */
    long local(long second) {
        return second + offset(second);
    }

    /** Seconds that the clock is ahead of UTC. */
    int offset(long second) {
        return isBeyondTable(second)
                ? rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds()
                : offsets[stretch(second)];
    }

    /** The next second at which the clock changes; {@link Long#MAX_VALUE} where it never does. */
    long nextChange(long second) {
        if (isBeyondTable(second)) {
            var next = rules.nextTransition(Instant.ofEpochSecond(second));
            return next == null ? Long.MAX_VALUE : next.toEpochSecond();
        }
        var stretch = stretch(second);
        return stretch < changes.length ? changes[stretch] : Long.MAX_VALUE;
    }

    private boolean isBeyondTable(long second) {
        return second >= TABLED_UNTIL.getEpochSecond() - 366 * PackedWindow.DAY;
    }

    /** How many changes lie at or before a second; mostly as many as were asked for last. */
    private int stretch(long second) {
        var last = lastStretch;
        if ((last == 0 || changes[last - 1] <= second)
                && (last == changes.length || second < changes[last])) {
            return last;
        }
        var found = search(second);
        lastStretch = found;
        return found;
    }

    private int search(long second) {
        var low = 0;
        var high = changes.length;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (changes[middle] <= second) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
