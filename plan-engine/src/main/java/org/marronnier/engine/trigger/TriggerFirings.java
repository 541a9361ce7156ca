package org.marronnier.engine.trigger;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.contact.EventRecord;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.time.LocalTimes;
import org.marronnier.domain.time.Span;

/**
 * The firings that a trigger implies for one contact (section 10 of the decision rules): they
 * follow from the events, the date and the zone alone, whatever the order in which those were
 * learnt. Days, weeks and months count on the contact's clock.
 *
 * <p>Triggers that fire when a condition, a forecast or a call is met imply none.
 */
public final class TriggerFirings {

    /** The order in which events of one contact count. */
    static final Comparator<EventRecord> IN_TIME =
            Comparator.comparing(EventRecord::at).thenComparing(EventRecord::id);

    private static final int DAYS_OF_DOUBT = 5;

    /** Long enough for a date to come back. */
    private static final Duration YEARS = Duration.ofDays(3 * 366);

    private final Trigger trigger;
    private final Needs needs;
    private final Rule rule;

    /** The firings of a contact, later than an instant, in any order. */
    interface Rule {
        void fire(ContactHistory contact, Window window);
    }

    /**
     * What a trigger reads of a contact.
     *
     * @param types of the events that it listens to
     * @param properties those of their properties that it reads
     * @param reach the longest time from an event to what it fires; null where all events count
     * @param field the date that it reads
     */
    public record Needs(
            Set<String> types,
            Set<String> properties,
            @Nullable Span reach,
            @Nullable String field) {
        public Needs {
            types = Set.copyOf(types);
            properties = Set.copyOf(properties);
        }

        /**
         * No event at or before this instant has a part in a firing later than another, whatever
         * the zone; empty where all events count.
         */
        public Optional<Instant> eventsSince(Instant from) {
            if (reach == null) {
                return Optional.empty();
            }
            if (reach.isExact()) {
                return Optional.of(from.minus(reach.time()));
            }
            return reach.isEver(from)
                    ? Optional.empty()
                    : Optional.of(
                            reach.before(LocalDateTime.ofInstant(from, ZoneOffset.UTC))
                                    .minusDays(DAYS_OF_DOUBT)
                                    .toInstant(ZoneOffset.UTC));
        }
    }

    /** The firings that lie in a stretch of time, as they are found. */
    static final class Window {
        private final Instant from;
        private final Instant to;
        private final List<Firing> found = new ArrayList<>();

        private Window(Instant from, Instant to) {
            this.from = from;
            this.to = to;
        }

        Instant from() {
            return from;
        }

        Instant to() {
            return to;
        }

        void add(String firedBy, Instant at) {
            if (at.isAfter(from) && !at.isAfter(to)) {
                found.add(new Firing(firedBy, at));
            }
        }
    }

    private TriggerFirings(Trigger trigger, Needs needs, Rule rule) {
        this.trigger = trigger;
        this.needs = needs;
        this.rule = rule;
    }

    /** The firings of a trigger; made once, for any number of contacts and threads. */
    public static TriggerFirings of(Trigger trigger) {
        return switch (trigger) {
            case Trigger.OnEvent event -> EventRules.onEvent(event);
            case Trigger.Abandonment abandonment -> EventRules.abandonment(abandonment);
            case Trigger.Inactivity inactivity -> EventRules.inactivity(inactivity);
            case Trigger.Replenishment replenishment -> ReplenishmentRule.of(replenishment);
            case Trigger.OnDate date ->
                    new TriggerFirings(
                            date,
                            new Needs(Set.of(), Set.of(), Span.ZERO, date.field()),
                            (contact, window) -> onDate(date, contact, window));
            case Trigger.EntersSegment _,
                    Trigger.EntersStage _,
                    Trigger.Weather _,
                    Trigger.OnCall _ ->
                    ofEvents(trigger, Set.of(), Set.of(), Span.ZERO, (_, _) -> {});
        };
    }

    /**
     * @param reach null where all events count
     */
    static TriggerFirings ofEvents(
            Trigger trigger,
            Set<String> types,
            Set<String> properties,
            @Nullable Span reach,
            Rule rule) {
        return new TriggerFirings(trigger, new Needs(types, properties, reach, null), rule);
    }

    /** What must be known of a contact. */
    public Needs needs() {
        return needs;
    }

    /**
     * The firings later than an instant and not later than another, in the order of time, as what
     * is known implies them.
     */
    public List<Firing> between(ContactHistory contact, Instant from, Instant to) {
        var window = new Window(from, to);
        rule.fire(contact, window);
        return window.found.stream().sorted().toList();
    }

    /**
     * The firings later than an instant that what is known implies up to now and beyond; of a date
     * that comes back each year those up to now and the next one.
     */
    public List<Firing> outlook(ContactHistory contact, Instant from, Instant now) {
        if (!(trigger instanceof Trigger.OnDate yearly) || yearly.once()) {
            return between(contact, from, Instant.MAX);
        }
        var date = contact.date();
        var start = from.isAfter(now) ? from : now;
        var first = date == null ? start : local(date, yearly, contact.zone()).orElse(start);
        var all = between(contact, from, (first.isAfter(start) ? first : start).plus(YEARS));
        var next = all.stream().filter(firing -> firing.at().isAfter(start)).findFirst();
        return all.stream()
                .filter(firing -> next.isEmpty() || firing.compareTo(next.get()) <= 0)
                .toList();
    }

    /** 29 February is kept on 28 February in other years; nothing fires before the date itself. */
    private static void onDate(Trigger.OnDate trigger, ContactHistory contact, Window window) {
        var date = contact.date();
        if (date == null) {
            return;
        }
        if (trigger.once()) {
            local(date, trigger, contact.zone()).ifPresent(at -> window.add("date", at));
            return;
        }
        var first = year(window.from(), trigger.offset()) - 1;
        var last = year(window.to(), trigger.offset()) + 1;
        for (var year = Math.max(first, date.getYear()); year <= last; year++) {
            var firedBy = "date:" + year;
            local(date.withYear(year), trigger, contact.zone())
                    .ifPresent(at -> window.add(firedBy, at));
        }
    }

    /** The year of the date that fires about an instant. */
    private static int year(Instant at, Span offset) {
        return offset.before(LocalDateTime.ofInstant(at, ZoneOffset.UTC)).getYear();
    }

    private static Optional<Instant> local(LocalDate date, Trigger.OnDate trigger, ZoneId zone) {
        try {
            var day = date.plus(trigger.offset().period());
            return Optional.of(
                    LocalTimes.instant(day.atTime(trigger.at()), zone)
                            .plus(trigger.offset().time()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The instant that lies a span after another; empty beyond the end of time. */
    static Optional<Instant> after(Instant start, Span span, ZoneId zone) {
        try {
            return Optional.of(span.after(start, zone));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
