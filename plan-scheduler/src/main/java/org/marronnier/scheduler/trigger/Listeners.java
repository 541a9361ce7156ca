package org.marronnier.scheduler.trigger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.marronnier.store.trigger.Arrivals.Arrival;

/** The scenarios in service, found by what they listen to. */
final class Listeners {

    /** How an arrival is called that asks one scenario again. */
    private static final String SCENARIO = "scenario:";

    /** And one that has it go through a contact that it could not go through. */
    private static final String ARMING = "arming:";

    private final Map<Long, Listener> byId = new LinkedHashMap<>();
    private final Map<String, List<Listener>> byType = new HashMap<>();
    private final List<Listener> aboutContacts = new ArrayList<>();
    private final Map<String, Conditions> conditions;

    /**
     * @param conditions of each plan
     */
    Listeners(Collection<Listener> listeners, Map<String, Conditions> conditions) {
        this.conditions = Map.copyOf(conditions);
        for (var listener : listeners) {
            byId.put(listener.id(), listener);
            listener.types()
                    .forEach(
                            type ->
                                    byType.computeIfAbsent(type, _ -> new ArrayList<>())
                                            .add(listener));
            if (listener.isAboutContacts()) {
                aboutContacts.add(listener);
            }
        }
    }

    static String asking(long scenario) {
        return SCENARIO + scenario;
    }

    static String arming(long scenario) {
        return ARMING + scenario;
    }

    static boolean isArming(Arrival arrival) {
        return arrival.event() == null
                && arrival.type() != null
                && arrival.type().startsWith(ARMING);
    }

    /** Those to whom an arrival matters. */
    List<Listener> to(Arrival arrival) {
        var type = arrival.type();
        if (arrival.event() == null) {
            return type == null
                    ? aboutContacts
                    : of(Long.parseLong(type.substring(type.indexOf(':') + 1))).stream().toList();
        }
        return type == null ? List.of() : byType.getOrDefault(type, List.of());
    }

    Optional<Listener> of(long scenario) {
        return Optional.ofNullable(byId.get(scenario));
    }

    /** Those that fire now. */
    List<Long> firing() {
        return byId.values().stream().filter(Listener::fires).map(Listener::id).toList();
    }

    /** What conditions of a plan read. */
    Conditions conditions(String plan) {
        var known = conditions.get(plan);
        if (known == null) {
            throw new IllegalArgumentException(
                    "The conditions of plan (%s) are not known.".formatted(plan));
        }
        return known;
    }
}
