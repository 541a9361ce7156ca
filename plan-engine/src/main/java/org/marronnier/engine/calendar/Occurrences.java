package org.marronnier.engine.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.campaign.OccurrenceEdits;
import org.marronnier.domain.time.LocalTimes;

/**
 * When something happens: never, once, or again and again by an RFC 5545 recurrence rule with what
 * was changed about single occurrences, in the local time of a zone.
 */
public final class Occurrences implements Iterable<LocalDateTime> {

    /**
     * One occurrence.
     *
     * @param at when the rule has it: what names it (RECURRENCE-ID)
     * @param start when it happens
     */
    public record Occurrence(LocalDateTime at, LocalDateTime start) {}

    /** In hours; Samoa once left out a whole day. */
    private static final int LONGEST_CLOCK_CHANGE = 24;

    private final @Nullable LocalDateTime start;
    private final @Nullable RecurrenceRule rule;
    private final OccurrenceEdits edits;
    private final ZoneId zone;

    private Occurrences(
            @Nullable LocalDateTime start,
            @Nullable RecurrenceRule rule,
            OccurrenceEdits edits,
            ZoneId zone) {
        this.start = start;
        this.rule = rule;
        this.edits = edits;
        this.zone = zone;
    }

    /**
     * When a campaign happens; never where it has no start.
     *
     * @throws IllegalArgumentException when its recurrence is none
     */
    public static Occurrences of(CampaignBrief campaign, ZoneId zone) {
        return of(campaign.start(), campaign.recurrence(), campaign.edits(), zone);
    }

    /**
     * @param start not an occurrence itself where the rule does not name it
     * @param rule an RRULE without its name, such as {@code FREQ=WEEKLY;BYDAY=TU}; null for once
     * @throws IllegalArgumentException when the rule is none
     */
    public static Occurrences of(LocalDateTime start, @Nullable String rule, ZoneId zone) {
        return of(start, rule, OccurrenceEdits.NONE, zone);
    }

    private static Occurrences of(
            @Nullable LocalDateTime start,
            @Nullable String rule,
            OccurrenceEdits edits,
            ZoneId zone) {
        return new Occurrences(
                start, rule == null ? null : RecurrenceRule.parse(rule, zone), edits, zone);
    }

    /** All of them, oldest first; until the year 9999 where the rule has no end. */
    @Override
    public Iterator<LocalDateTime> iterator() {
        return from(LocalDateTime.MIN);
    }

    /** Those at or after a local time, oldest first. */
    public Iterator<LocalDateTime> from(LocalDateTime from) {
        var all = occurrencesFrom(from);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public LocalDateTime next() {
                return all.next().start();
            }
        };
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
        return occurrencesBetween(from, to).stream().map(Occurrence::start).toList();
    }

    /** Those that happen at or after a local time and before another, with what names them. */
    public List<Occurrence> occurrencesBetween(LocalDateTime from, LocalDateTime to) {
        var found = new ArrayList<Occurrence>();
        var all = occurrencesFrom(from);
        while (all.hasNext()) {
            var next = all.next();
            if (!next.start().isBefore(to)) {
                break;
            }
            found.add(next);
        }
        return List.copyOf(found);
    }

    /** Whether the rule has an occurrence at this time, whatever was changed about it. */
    public boolean has(LocalDateTime at) {
        if (start == null) {
            return false;
        }
        if (rule == null) {
            return start.equals(at);
        }
        var next = new Expansion(rule, start, at);
        return next.hasNext() && next.next().equals(at);
    }

    private Iterator<Occurrence> occurrencesFrom(LocalDateTime from) {
        if (start == null) {
            return Collections.emptyIterator();
        }
        if (rule == null) {
            return (start.isBefore(from)
                            ? List.<Occurrence>of()
                            : List.of(new Occurrence(start, start)))
                    .iterator();
        }
        var moved =
                edits.overrides().stream()
                        .filter(override -> !override.start().isBefore(from) && has(override.at()))
                        .map(override -> new Occurrence(override.at(), override.start()))
                        .toList();
        return new EditedExpansion(new Expansion(rule, start, from), edits, moved);
    }
}
