package org.marronnier.scheduler.trigger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.fact.RecordedFacts;
import org.marronnier.domain.scenario.EntryRefusal;
import org.marronnier.engine.condition.CompiledPredicate;
import org.marronnier.engine.condition.FactSheet;
import org.marronnier.store.trigger.Appointments;
import org.marronnier.store.trigger.Appointments.Appointment;
import org.marronnier.store.trigger.Entries.Pair;
import org.marronnier.store.trigger.Memberships;
import org.marronnier.store.trigger.Memberships.Membership;
import org.springframework.stereotype.Component;

/**
 * Works out when contacts start to match. A contact is asked at the instant of everything that came
 * in, of everything known to have happened since, and at every instant at which time alone changes
 * the answer: so that it comes to the same whenever somebody gets round to it.
 */
@Component
class Watching {

    /** A condition that would change its answer more often than this is asked again later. */
    private static final int MOST_LOOKS = 10_000;

    private final RecordedFacts facts;
    private final Memberships memberships;

    Watching(RecordedFacts facts, Memberships memberships) {
        this.facts = facts;
        this.memberships = memberships;
    }

    /**
     * What is asked of one contact: whether it turned before and was inside, and at which instants
     * to ask.
     */
    private record Asked(
            Touched<Listener.Watching> touched,
            boolean isKnown,
            boolean wasInside,
            Instant since,
            TreeSet<Instant> instants,
            @Nullable Instant cutoff) {
        Instant first() {
            return instants.isEmpty() ? since : instants.first();
        }
    }

    /**
     * Foresees, and keeps who matches from now on.
     *
     * @param standing the appointments that there are
     */
    List<Foreseen> foresee(
            Listeners listeners,
            Collection<Touched<Listener.Watching>> touched,
            Map<Pair, List<Appointment>> standing,
            Instant now) {
        if (touched.isEmpty()) {
            return List.of();
        }
        var known = known(touched);
        var foreseen = new ArrayList<Foreseen>();
        var changed = new ArrayList<Membership>();
        touched.stream()
                .collect(Collectors.groupingBy(one -> one.scenario().plan()))
                .forEach(
                        (plan, ofPlan) -> {
                            var asked =
                                    ofPlan.stream()
                                            .map(one -> asked(one, known, standing, now))
                                            .toList();
                            var conditions = listeners.conditions(plan);
                            var told = told(conditions, asked, now);
                            asked.forEach(
                                    one -> foreseen.add(walk(one, conditions, told, now, changed)));
                        });
        memberships.put(changed);
        return foreseen;
    }

    private Map<Pair, Membership> known(Collection<Touched<Listener.Watching>> touched) {
        var known = new HashMap<Pair, Membership>();
        memberships
                .of(
                        touched.stream().map(one -> one.listener().id()).distinct().toList(),
                        touched.stream().map(one -> one.contact().id()).distinct().toList())
                .forEach(one -> known.put(new Pair(one.scenario(), one.contact()), one));
        return known;
    }

    private static Asked asked(
            Touched<Listener.Watching> touched,
            Map<Pair, Membership> known,
            Map<Pair, List<Appointment>> standing,
            Instant now) {
        var since = touched.listener().before();
        var membership = known.get(touched.pair());
        var begin = since;
        var wasInside = false;
        if (membership != null && !membership.at().isBefore(since)) {
            begin = membership.at();
            wasInside = membership.inside();
        }
        var instants = new TreeSet<Instant>();
        if (touched.isUnarmed()) {
            // Everybody is asked once in silence, as of just before it was put into service.
            instants.add(now);
            return new Asked(touched, membership != null, false, since, instants, null);
        }
        Instant cutoff = touched.cutoff(now);
        for (var arrival : touched.arrivals()) {
            instants.add(within(begin, arrival.isOfContact() ? now : arrival.at(), now));
        }
        for (var appointment : standing.getOrDefault(touched.pair(), List.of())) {
            if (appointment.firedBy().equals(Appointments.LOOK)
                    && !appointment.due().isAfter(now)) {
                instants.add(within(begin, appointment.due(), now));
                cutoff = null;
            }
        }
        return new Asked(touched, membership != null, wasInside, begin, instants, cutoff);
    }

    private static Instant within(Instant begin, Instant at, Instant now) {
        var later = at.isBefore(begin) ? begin : at;
        return later.isAfter(now) ? now : later;
    }

    private ToldFacts told(Conditions conditions, List<Asked> asked, Instant now) {
        var earliest = now;
        for (var one : asked) {
            var first = one.touched.isUnarmed() ? one.since : one.first();
            earliest = first.isBefore(earliest) ? first : earliest;
        }
        return conditions.told(
                facts,
                asked.stream().map(one -> one.touched.contact().id()).distinct().toList(),
                earliest,
                now);
    }

    private static Foreseen walk(
            Asked asked,
            Conditions conditions,
            ToldFacts told,
            Instant now,
            List<Membership> changed) {
        var touched = asked.touched;
        var contact = touched.contact().id();
        var predicate = conditions.of(touched.listener().condition()).orElse(null);
        var sheet = told.of(contact).orElse(null);
        if (predicate == null || sheet == null || touched.contact().erased()) {
            return new Foreseen(touched, List.of(), null);
        }
        var walk = new Walk(asked, predicate, sheet, now);
        walk.through(told.between(contact, walk.begin(), now));
        if (walk.turned != null) {
            changed.add(new Membership(touched.listener().id(), contact, walk.inside, walk.turned));
        }
        return new Foreseen(touched, walk.fired, walk.next(now));
    }

    /** Goes through the instants of one contact. */
    private static final class Walk {
        private final Asked asked;
        private final CompiledPredicate predicate;
        private final FactSheet sheet;
        private final Instant now;
        private final TreeSet<Instant> instants;
        private final List<Fired> fired = new ArrayList<>();
        private boolean inside;
        private @Nullable Instant turned;

        Walk(Asked asked, CompiledPredicate predicate, FactSheet sheet, Instant now) {
            this.asked = asked;
            this.predicate = predicate;
            this.sheet = sheet;
            this.now = now;
            this.instants = new TreeSet<>(asked.instants);
            this.inside = asked.wasInside;
            if (asked.touched.isUnarmed()) {
                this.inside = predicate.test(sheet, asked.since);
                this.turned = inside || asked.isKnown ? asked.since : null;
            }
        }

        Instant begin() {
            return asked.touched.isUnarmed() ? asked.since : asked.first();
        }

        void through(List<Instant> happened) {
            instants.addAll(happened);
            if (asked.touched.isUnarmed()) {
                addNext(asked.since);
            }
            var looks = 0;
            for (var at = instants.pollFirst();
                    at != null && looks < MOST_LOOKS;
                    at = instants.pollFirst()) {
                look(at);
                addNext(at);
                looks++;
            }
        }

        private void addNext(Instant at) {
            var next = next(at);
            if (next != null && !next.isAfter(now)) {
                instants.add(next);
            }
        }

        @Nullable Instant next(Instant at) {
            return predicate.nextChange(sheet, at).orElse(null);
        }

        private void look(Instant at) {
            var matches = predicate.test(sheet, at);
            if (matches == inside) {
                return;
            }
            inside = matches;
            turned = at;
            if (matches) {
                var isLate = asked.cutoff != null && !at.isAfter(asked.cutoff);
                fired.add(
                        new Fired(
                                asked.touched.scenario(),
                                asked.touched.contact().id(),
                                "entry:" + at,
                                at,
                                isLate ? EntryRefusal.LATE : null));
            }
        }
    }
}
