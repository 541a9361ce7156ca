package org.marronnier.engine.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.time.LocalTimes;

/**
 * When something happens: once, or again and again by an RFC 5545 recurrence rule, in the local
 * time of a zone.
 */
public final class Occurrences implements Iterable<LocalDateTime> {

    /** In hours; Samoa once left out a whole day. */
    private static final int LONGEST_CLOCK_CHANGE = 24;

    private final LocalDateTime start;
    private final @Nullable RecurrenceRule rule;
    private final ZoneId zone;

    private Occurrences(LocalDateTime start, @Nullable RecurrenceRule rule, ZoneId zone) {
        this.start = start;
        this.rule = rule;
        this.zone = zone;
    }

    /**
     * @param start not an occurrence itself where the rule does not name it
     * @param rule an RRULE without its name, such as {@code FREQ=WEEKLY;BYDAY=TU}; null for once
     * @throws IllegalArgumentException when the rule is none
     */
    public static Occurrences of(LocalDateTime start, @Nullable String rule, ZoneId zone) {
        return new Occurrences(start, rule == null ? null : RecurrenceRule.parse(rule, zone), zone);
    }

    /** All of them, oldest first; until the year 9999 where the rule has no end. */
    @Override
    public Iterator<LocalDateTime> iterator() {
        return from(start);
    }

    /** Those at or after a local time, oldest first. */
    public Iterator<LocalDateTime> from(LocalDateTime from) {
        if (rule == null) {
            return (start.isBefore(from) ? List.<LocalDateTime>of() : List.of(start)).iterator();
        }
        return new Expansion(rule, start, from);
    }

    /** The first after an instant. */
    public Optional<Instant> firstAfter(Instant instant) {
        var all = from(instant.atZone(zone).toLocalDateTime().minusHours(LONGEST_CLOCK_CHANGE));
        while (all.hasNext()) {
            var at = LocalTimes.instant(all.next(), zone);
            if (at.isAfter(instant)) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    /** Those at or after a local time and before another. */
    public List<LocalDateTime> between(LocalDateTime from, LocalDateTime to) {
        var found = new ArrayList<LocalDateTime>();
        var all = from(from);
        while (all.hasNext()) {
            var next = all.next();
            if (!next.isBefore(to)) {
                break;
            }
            found.add(next);
        }
        return List.copyOf(found);
    }
}
