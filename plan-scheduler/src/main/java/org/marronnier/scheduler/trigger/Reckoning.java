package org.marronnier.scheduler.trigger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.contact.EventRecord;
import org.marronnier.domain.fact.FactKind;
import org.marronnier.domain.fact.NeededFacts;
import org.marronnier.domain.fact.RecordedFacts;
import org.marronnier.domain.scenario.EntryRefusal;
import org.marronnier.engine.trigger.ContactHistory;
import org.marronnier.engine.trigger.Firing;
import org.marronnier.store.trigger.Appointments.Appointment;
import org.marronnier.store.trigger.Arrivals.Arrival;
import org.marronnier.store.trigger.Entries.Pair;
import org.marronnier.store.trigger.TriggerFacts;
import org.marronnier.store.trigger.TriggerFacts.Wanted;
import org.springframework.stereotype.Component;

/** Works out when triggers fire that follow from events, a date and the zone. */
@Component
class Reckoning {

    private final TriggerFacts events;
    private final RecordedFacts facts;

    Reckoning(TriggerFacts events, RecordedFacts facts) {
        this.events = events;
        this.facts = facts;
    }

    /** What is asked of one contact: firings later than {@code from}, late up to {@code cutoff}. */
    private record Asked(
            Touched<Listener.Reckoning> touched, Instant from, Instant cutoff, Set<String> kept) {}

    /** The values of date fields. */
    private record Dates(List<String> fields, Map<Long, Map<String, String>> values) {
        @Nullable LocalDate of(Touched<Listener.Reckoning> touched) {
            var field = touched.listener().field();
            return field == null
                    ? null
                    : ContactHistory.date(
                            values.getOrDefault(touched.contact().id(), Map.of()).get(field),
                            touched.zone());
        }
    }

    /**
     * @param standing the appointments that there are
     */
    List<Foreseen> foresee(
            Collection<Touched<Listener.Reckoning>> touched,
            Map<Pair, List<Appointment>> standing,
            Instant now) {
        if (touched.isEmpty()) {
            return List.of();
        }
        var asked =
                touched.stream()
                        .map(one -> asked(one, standing.getOrDefault(one.pair(), List.of()), now))
                        .toList();
        var told = events.events(contacts(touched), wanted(asked));
        var dates = dates(touched, now);
        return asked.stream()
                .map(
                        one ->
                                foresee(
                                        one,
                                        told.getOrDefault(one.touched.contact().id(), List.of()),
                                        dates,
                                        now))
                .toList();
    }

    /** The firing of a yearly date behind another. */
    List<Firing> next(Touched<Listener.Reckoning> touched, Instant after, Instant now) {
        var history =
                new ContactHistory(
                        List.of(), dates(List.of(touched), now).of(touched), touched.zone());
        return touched.listener().firings().outlook(history, after, after);
    }

    private static Asked asked(
            Touched<Listener.Reckoning> touched, List<Appointment> standing, Instant now) {
        var before = touched.listener().before();
        if (touched.isUnarmed()) {
            return new Asked(touched, before, before, Set.of());
        }
        var cutoff = touched.cutoff(now);
        var from = cutoff;
        for (var arrival : touched.arrivals()) {
            from = earliest(from, arrival.at().minusNanos(Listener.A_MICROSECOND));
        }
        var kept = new HashSet<String>();
        for (var appointment : standing) {
            kept.add(appointment.firedBy());
            from = earliest(from, appointment.due().minusNanos(Listener.A_MICROSECOND));
        }
        return new Asked(touched, from.isAfter(before) ? from : before, cutoff, kept);
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Foreseen foresee(
            Asked asked, List<EventRecord> events, Dates dates, Instant now) {
        var touched = asked.touched;
        if (touched.contact().erased()) {
            return new Foreseen(touched, List.of(), null);
        }
        var history = new ContactHistory(events, dates.of(touched), touched.zone());
        var came =
                touched.arrivals().stream()
                        .filter(arrival -> arrival.event() != null)
                        .map(Arrival::event)
                        .map(event -> "event:" + event)
                        .collect(Collectors.toSet());
        var firings = new ArrayList<Fired>();
        for (var firing : touched.listener().firings().outlook(history, asked.from, now)) {
            var isLate =
                    !firing.at().isAfter(asked.cutoff) && !asked.kept.contains(firing.firedBy());
            if (!isLate || came.contains(firing.firedBy())) {
                firings.add(
                        new Fired(
                                touched.scenario(),
                                touched.contact().id(),
                                firing.firedBy(),
                                firing.at(),
                                isLate ? EntryRefusal.LATE : null));
            }
        }
        return new Foreseen(touched, firings, null);
    }

    private static List<Long> contacts(Collection<Touched<Listener.Reckoning>> touched) {
        return touched.stream().map(one -> one.contact().id()).distinct().sorted().toList();
    }

    /** Events of each type as far back as any of the firings can reach. */
    private static List<Wanted> wanted(List<Asked> asked) {
        var since = new HashMap<String, Instant>();
        var properties = new HashMap<String, Set<String>>();
        for (var one : asked) {
            var needs = one.touched.listener().firings().needs();
            for (var type : needs.types()) {
                since.merge(
                        type,
                        needs.eventsSince(one.from).orElse(TriggerFacts.EVER),
                        Reckoning::earliest);
                properties.computeIfAbsent(type, _ -> new HashSet<>()).addAll(needs.properties());
            }
        }
        return since.entrySet().stream()
                .map(
                        entry ->
                                new Wanted(
                                        entry.getKey(),
                                        entry.getValue(),
                                        properties.getOrDefault(entry.getKey(), Set.of())))
                .toList();
    }

    private Dates dates(Collection<Touched<Listener.Reckoning>> touched, Instant now) {
        var dated = touched.stream().filter(one -> one.listener().field() != null).toList();
        var fields =
                dated.stream()
                        .flatMap(one -> java.util.stream.Stream.ofNullable(one.listener().field()))
                        .distinct()
                        .toList();
        var values = new HashMap<Long, Map<String, String>>();
        if (!fields.isEmpty()) {
            facts.tell(
                    contacts(dated),
                    new NeededFacts(fields, List.of(), List.of(), List.of()),
                    now,
                    new TextFields(fields, values));
        }
        return new Dates(fields, values);
    }

    /** Keeps fields whose values are texts. */
    private static final class TextFields extends QuietListener {
        private final List<String> fields;
        private final Map<Long, Map<String, String>> values;
        private long contact;

        TextFields(List<String> fields, Map<Long, Map<String, String>> values) {
            this.fields = fields;
            this.values = values;
        }

        @Override
        public void contact(long contact, java.time.@Nullable ZoneId zone) {
            this.contact = contact;
        }

        @Override
        public void field(int field, FactKind kind, String text) {
            if (kind == FactKind.TEXT) {
                values.computeIfAbsent(contact, _ -> new HashMap<>()).put(fields.get(field), text);
            }
        }
    }
}
