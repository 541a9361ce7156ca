package org.marronnier.scheduler.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.marronnier.store.event.EventBacklog;
import org.springframework.stereotype.Component;

/** How the intake of events fares, at a cost that does not grow with what waits. */
@Component
public class WatchingIntake {

    /** Nobody counts further than this to show a figure. */
    public static final long COUNTED = 10_000;

    private final EventBacklog stored;
    private final Backlog backlog;
    private final Clock clock;

    WatchingIntake(EventBacklog stored, Backlog backlog, Clock clock) {
        this.stored = stored;
        this.backlog = backlog;
        this.clock = clock;
    }

    /**
     * What waits now, each counted no further than {@link #COUNTED}.
     *
     * @param oldest when the one that waits longest to be answered came in
     * @param full whether more is refused until less waits
     */
    public record Now(
            long waiting, @Nullable Instant oldest, boolean full, long orphans, long failed) {}

    /** What came in in a stretch of time, by what became of it. */
    public record Stretch(Instant from, Map<EventLine, Long> lines) {

        public long of(EventLine line) {
            return lines.getOrDefault(line, 0L);
        }
    }

    public Now now() {
        return new Now(
                stored.waiting(COUNTED),
                stored.oldest(clock.instant()),
                backlog.isFull(),
                stored.orphans(COUNTED),
                stored.failures(COUNTED));
    }

    /** The hours of the last day in which something came in, latest first. */
    public List<Stretch> lastHours() {
        return stretches(Duration.ofHours(24), hour -> hour);
    }

    /** The local days of the last month in which something came in, latest first. */
    public List<Stretch> lastDays(ZoneId zone) {
        return stretches(
                Duration.ofDays(30),
                hour -> hour.atZone(zone).truncatedTo(ChronoUnit.DAYS).toInstant());
    }

    private List<Stretch> stretches(Duration back, UnaryOperator<Instant> start) {
        var found = new TreeMap<Instant, Map<EventLine, Long>>(Comparator.reverseOrder());
        for (var hour : stored.hours(clock.instant().minus(back))) {
            found.computeIfAbsent(start.apply(hour.hour()), _ -> new EnumMap<>(EventLine.class))
                    .merge(EventLine.valueOf(hour.line()), hour.n(), Long::sum);
        }
        var stretches = new ArrayList<Stretch>();
        found.forEach((from, lines) -> stretches.add(new Stretch(from, lines)));
        return stretches;
    }
}
