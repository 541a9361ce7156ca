package org.marronnier.scheduler.decision;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.pressure.Capacity;
import org.marronnier.engine.decision.Candidate;
import org.marronnier.engine.decision.Capacities;
import org.marronnier.engine.decision.Decision;
import org.marronnier.store.outbox.Messages;
import org.springframework.stereotype.Component;

/**
 * Takes the places of a channel's capacity of a day, in the transaction that queues the messages.
 * Who finds none left waits for the next day, or leaves no more.
 */
@Component
public class WithinCapacity {

    private final Messages messages;

    WithinCapacity(Messages messages) {
        this.messages = messages;
    }

    /** The decisions of one decision instant, as far as the capacities of the plan let them. */
    public List<Decided> of(List<Decided> decided, PlanRules plan, Instant at) {
        var kept = decided;
        var scarce =
                plan.capacities().stream().sorted(Comparator.comparing(Capacity::channel)).toList();
        for (var capacity : scarce) {
            kept = of(kept, capacity, plan, at);
        }
        return kept;
    }

    /** What is left of a decision by the places taken so far; it takes none itself. */
    public Decided seen(Decided one, PlanRules plan, Instant at) {
        var scarce =
                plan.capacities().stream()
                        .filter(capacity -> one.leavesBy(capacity.channel()))
                        .findFirst();
        if (scarce.isEmpty()) {
            return one;
        }
        var capacity = scarce.get();
        var taken = messages.placesSeen(plan.key(), capacity.channel().name(), plan.localDay(at));
        return one.with(
                new Capacities(plan.book(), _ -> one.zone(), at)
                        .share(List.of(one.decision()), capacity, taken)
                        .getFirst());
    }

    /**
     * A message left already: it takes a place, also where none is left.
     *
     * @return the day of which it is; null where the channel carries any number
     */
    public @Nullable LocalDate left(PlanDocument plan, Channel channel, Instant at) {
        if (plan.capacity().stream().noneMatch(capacity -> capacity.channel() == channel)) {
            return null;
        }
        var key = plan.plan().key();
        var day = at.atZone(plan.plan().zone()).toLocalDate();
        messages.placesTaken(key, channel.name(), day);
        messages.takePlaces(key, channel.name(), day, 1);
        return day;
    }

    private List<Decided> of(List<Decided> decided, Capacity capacity, PlanRules plan, Instant at) {
        var leaving = decided.stream().filter(one -> one.leavesBy(capacity.channel())).toList();
        if (leaving.isEmpty()) {
            return decided;
        }
        var zones = new HashMap<String, ZoneId>();
        leaving.forEach(one -> zones.put(one.decision().candidate().contact(), one.zone()));
        var channel = capacity.channel().name();
        var day = plan.localDay(at);
        var taken = messages.placesTaken(plan.key(), channel, day);
        var shared = new IdentityHashMap<Candidate, Decision>();
        new Capacities(plan.book(), contact -> Objects.requireNonNull(zones.get(contact)), at)
                .share(leaving.stream().map(Decided::decision).toList(), capacity, taken)
                .forEach(decision -> shared.put(decision.candidate(), decision));
        var answer =
                decided.stream()
                        .map(
                                one ->
                                        one.leavesBy(capacity.channel())
                                                ? one.with(
                                                        Objects.requireNonNull(
                                                                shared.get(
                                                                        one.decision()
                                                                                .candidate())))
                                                : one)
                        .toList();
        messages.takePlaces(
                plan.key(),
                channel,
                day,
                (int) answer.stream().filter(one -> one.leavesBy(capacity.channel())).count());
        return answer;
    }
}
