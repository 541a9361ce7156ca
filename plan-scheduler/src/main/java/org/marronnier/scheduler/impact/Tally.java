package org.marronnier.scheduler.impact;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.marronnier.engine.impact.PastHousehold;
import org.marronnier.engine.impact.Replay;

/**
 * Counts what one rule would have held back, household by household. A contact is of one household
 * alone, so that only those of a household need be told apart.
 */
final class Tally {

    private final Replay replay;
    private final Set<String> known;
    private final Counter concerned = new Counter();
    private final Counter held = new Counter();
    private final Days days;
    private final Map<String, Counter> sources = new HashMap<>();
    private final Map<String, Counter> segments = new HashMap<>();

    /** How many messages of each contact were held back since segments were counted last. */
    private final Map<Long, Integer> unplaced = new HashMap<>();

    /**
     * @param known the sources of the plan; all others are counted as one
     * @param zone whose days are counted
     */
    Tally(Replay replay, Set<String> known, ZoneId zone) {
        this.replay = replay;
        this.known = known;
        this.days = new Days(zone);
    }

    void add(PastHousehold household) {
        byContact(household.messages().stream().filter(replay::concerns).toList())
                .forEach((_, messages) -> concerned.add(messages.size()));
        byContact(replay.heldBack(household).stream().mapToObj(household.messages()::get).toList())
                .forEach(this::hold);
    }

    /** Whether the rule speaks of a message. */
    boolean concerns(PastHousehold.Message message) {
        return replay.concerns(message);
    }

    /** The messages of a day that were held back. */
    long heldOn(LocalDate day) {
        return days.on(day);
    }

    /** The contacts of whom something was held back since segments were counted last. */
    Set<Long> unplaced() {
        return Set.copyOf(unplaced.keySet());
    }

    /** Counts them by segment. */
    void place(Map<String, Set<Long>> members) {
        unplaced.forEach(
                (contact, messages) -> {
                    var segments =
                            members.entrySet().stream()
                                    .filter(segment -> segment.getValue().contains(contact))
                                    .map(Map.Entry::getKey)
                                    .toList();
                    (segments.isEmpty() ? List.of(Impact.OTHERS) : segments)
                            .forEach(segment -> counter(this.segments, segment).add(messages));
                });
        unplaced.clear();
    }

    Impact.Held held() {
        return new Impact.Held(concerned.count(), held.count(), counts(sources), counts(segments));
    }

    private void hold(long contact, List<PastHousehold.Message> messages) {
        held.add(messages.size());
        messages.forEach(message -> days.add(message.second()));
        unplaced.put(contact, messages.size());
        messages.stream()
                .collect(Collectors.groupingBy(this::source, Collectors.summingInt(_ -> 1)))
                .forEach((source, some) -> counter(sources, source).add(some));
    }

    private String source(PastHousehold.Message message) {
        return known.contains(message.source()) ? message.source() : Impact.OTHERS;
    }

    private static Map<Long, List<PastHousehold.Message>> byContact(
            List<PastHousehold.Message> messages) {
        var byContact = new LinkedHashMap<Long, List<PastHousehold.Message>>();
        messages.forEach(
                message ->
                        byContact
                                .computeIfAbsent(message.to().id(), _ -> new ArrayList<>())
                                .add(message));
        return byContact;
    }

    private static Counter counter(Map<String, Counter> counters, String name) {
        return counters.computeIfAbsent(name, _ -> new Counter());
    }

    /** The most first. */
    private static Map<String, Impact.Count> counts(Map<String, Counter> counters) {
        var counts = new LinkedHashMap<String, Impact.Count>();
        counters.entrySet().stream()
                .sorted(
                        Comparator.comparing(
                                        (Map.Entry<String, Counter> one) ->
                                                -one.getValue().messages)
                                .thenComparing(Map.Entry::getKey))
                .forEach(one -> counts.put(one.getKey(), one.getValue().count()));
        return counts;
    }

    /** Messages and contacts. */
    private static final class Counter {
        private long messages;
        private long contacts;

        /** One contact and its messages. */
        void add(int some) {
            messages += some;
            contacts++;
        }

        Impact.Count count() {
            return new Impact.Count(messages, contacts);
        }
    }
}
