package org.marronnier.scheduler.trigger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.marronnier.domain.scenario.EntryRefusal;
import org.marronnier.store.trigger.Appointments;
import org.marronnier.store.trigger.Appointments.Appointment;
import org.marronnier.store.trigger.Entries;
import org.marronnier.store.trigger.Entries.Name;
import org.marronnier.store.trigger.Entries.Pair;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Works out anew when scenarios fire for contacts, and replaces their appointments: those that are
 * due become enrolments, unless the scenario is paused. To do so twice is to do so once; the
 * contacts must be held by the caller.
 */
@Component
class Settling {

    private final Appointments appointments;
    private final Reckoning reckoning;
    private final Watching watching;
    private final Entries entries;
    private final Entering entering;

    Settling(
            Appointments appointments,
            Reckoning reckoning,
            Watching watching,
            Entries entries,
            Entering entering) {
        this.appointments = appointments;
        this.reckoning = reckoning;
        this.watching = watching;
        this.entries = entries;
        this.entering = entering;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void settle(Listeners listeners, Collection<Touched<?>> touched, Instant now) {
        if (touched.isEmpty()) {
            return;
        }
        var standing = standing(touched);
        var foreseen = new ArrayList<Foreseen>();
        foreseen.addAll(reckoning.foresee(reckonings(touched), standing, now));
        foreseen.addAll(watching.foresee(listeners, watchings(touched), standing, now));
        settle(foreseen.stream().map(Settling::withFailed).toList(), standing, now);
    }

    /** Firings that could not be settled, and follow from nothing that is recorded. */
    private static Foreseen withFailed(Foreseen foreseen) {
        var touched = foreseen.touched();
        var firings = new ArrayList<Fired>();
        for (var arrival : touched.arrivals()) {
            var firedBy = arrival.firedBy();
            if (firedBy != null) {
                firings.add(byItself(touched, firedBy, arrival.at()));
            }
        }
        firings.addAll(foreseen.firings());
        return new Foreseen(touched, firings, foreseen.look());
    }

    private Map<Pair, List<Appointment>> standing(Collection<Touched<?>> touched) {
        return appointments
                .of(
                        touched.stream().map(one -> one.listener().id()).distinct().toList(),
                        touched.stream().map(one -> one.contact().id()).distinct().toList())
                .stream()
                .collect(Collectors.groupingBy(one -> new Pair(one.scenario(), one.contact())));
    }

    private static List<Touched<Listener.Reckoning>> reckonings(Collection<Touched<?>> touched) {
        var found = new ArrayList<Touched<Listener.Reckoning>>();
        for (var one : touched) {
            if (one.listener() instanceof Listener.Reckoning listener) {
                found.add(new Touched<>(listener, one.contact(), one.arrivals()));
            }
        }
        return found;
    }

    private static List<Touched<Listener.Watching>> watchings(Collection<Touched<?>> touched) {
        var found = new ArrayList<Touched<Listener.Watching>>();
        for (var one : touched) {
            if (one.listener() instanceof Listener.Watching listener) {
                found.add(new Touched<>(listener, one.contact(), one.arrivals()));
            }
        }
        return found;
    }

    private void settle(
            List<Foreseen> foreseen, Map<Pair, List<Appointment>> standing, Instant now) {
        var settled = entries.settled(unknown(foreseen, standing));
        var fired = new LinkedHashMap<Name, Fired>();
        var gone = new ArrayList<Appointment>();
        var made = new ArrayList<Appointment>();
        for (var one : foreseen) {
            var there = standing.getOrDefault(one.touched().pair(), List.of());
            var wanted = wanted(one, there, settled, fired, now);
            for (var appointment : there) {
                if (!wanted.containsKey(appointment.firedBy())) {
                    gone.add(appointment);
                } else if (appointment.equals(wanted.get(appointment.firedBy()))) {
                    wanted.remove(appointment.firedBy());
                }
            }
            made.addAll(wanted.values());
        }
        appointments.remove(gone);
        appointments.put(made);
        entering.enter(fired.values(), now);
    }

    /** Firings of which no appointment says that they are still to be settled. */
    private static Set<Name> unknown(
            List<Foreseen> foreseen, Map<Pair, List<Appointment>> standing) {
        var unknown = new HashSet<Name>();
        for (var one : foreseen) {
            var there = standing.getOrDefault(one.touched().pair(), List.of());
            for (var firing : one.firings()) {
                if (there.stream()
                        .noneMatch(appointment -> appointment.firedBy().equals(firing.firedBy()))) {
                    unknown.add(firing.name());
                }
            }
        }
        return unknown;
    }

    /** The appointments that a contact is to have by their names; what fires now is put aside. */
    private Map<String, Appointment> wanted(
            Foreseen foreseen,
            List<Appointment> there,
            Set<Name> settled,
            Map<Name, Fired> fired,
            Instant now) {
        var touched = foreseen.touched();
        var wanted = new HashMap<String, Appointment>();
        var firings = new ArrayList<>(foreseen.firings());
        there.stream()
                .filter(Appointment::standsByItself)
                .map(one -> byItself(touched, one.firedBy(), one.due()))
                .forEach(firings::add);
        for (var firing : withNext(touched, firings, settled, now)) {
            if (settled.contains(firing.name())) {
                continue;
            }
            var isOver = firing.refusal() != null;
            if (isOver || (touched.listener().fires() && !firing.at().isAfter(now))) {
                fired.putIfAbsent(firing.name(), firing);
            } else {
                wanted.put(firing.firedBy(), appointment(touched, firing.firedBy(), firing.at()));
            }
        }
        if (foreseen.look() != null) {
            wanted.put(Appointments.LOOK, appointment(touched, Appointments.LOOK, foreseen.look()));
        }
        return wanted;
    }

    /** Where the next of a yearly date was kept already, the one behind it is next. */
    private List<Fired> withNext(
            Touched<?> touched, List<Fired> firings, Set<Name> settled, Instant now) {
        if (!(touched.listener() instanceof Listener.Reckoning listener)
                || !listener.isYearly()
                || firings.isEmpty()) {
            return firings;
        }
        var last = firings.getLast();
        if (!last.at().isAfter(now) || !settled.contains(last.name())) {
            return firings;
        }
        var all = new ArrayList<>(firings);
        reckoning
                .next(new Touched<>(listener, touched.contact(), List.of()), last.at(), now)
                .forEach(
                        next ->
                                all.add(
                                        new Fired(
                                                touched.scenario(),
                                                touched.contact().id(),
                                                next.firedBy(),
                                                next.at(),
                                                null)));
        return all;
    }

    /** A firing that follows from nothing recorded, which does not ask whether it still stands. */
    private static Fired byItself(Touched<?> touched, String firedBy, Instant at) {
        return new Fired(
                touched.scenario(),
                touched.contact().id(),
                firedBy,
                at,
                touched.contact().erased() ? EntryRefusal.ERASED : null);
    }

    private static Appointment appointment(Touched<?> touched, String firedBy, Instant due) {
        return new Appointment(touched.listener().id(), touched.contact().id(), firedBy, due);
    }
}
