package org.marronnier.scheduler.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.marronnier.domain.pressure.Capacity;
import org.marronnier.engine.decision.Capacities;
import org.marronnier.engine.decision.Decision;
import org.marronnier.scheduler.decision.Decided;
import org.marronnier.store.outbox.Messages;
import org.springframework.stereotype.Component;

/**
 * Takes the places of a channel's capacity of a day, in the transaction that queues the messages.
 * Who finds none left waits for the next day, or leaves no more.
 */
@Component
class WithinCapacity {

    private final Messages messages;

    WithinCapacity(Messages messages) {
        this.messages = messages;
    }

    List<Decided> of(List<Decided> decided, Briefing briefing, Instant at) {
        var kept = decided;
        for (var capacity : briefing.capacities()) {
            kept = of(kept, capacity, briefing, at);
        }
        return kept;
    }

    private List<Decided> of(
            List<Decided> decided, Capacity capacity, Briefing briefing, Instant at) {
        var byContact =
                decided.stream()
                        .filter(one -> one.leavesBy(capacity.channel()))
                        .collect(Collectors.toMap(one -> externalId(one.decision()), one -> one));
        if (byContact.isEmpty()) {
            return decided;
        }
        var plan = briefing.plan();
        var channel = capacity.channel().name();
        var day = plan.localDay(at);
        var sends = byContact.values().stream().map(Decided::decision).toList();
        var taken = messages.placesTaken(plan.key(), channel, day);
        var shared =
                new Capacities(plan.book(), contact -> of(byContact, contact).zone(), at)
                        .share(sends, capacity, taken).stream()
                                .collect(Collectors.toMap(WithinCapacity::externalId, one -> one));
        var answer =
                decided.stream()
                        .map(
                                one ->
                                        one.leavesBy(capacity.channel())
                                                ? one.with(of(shared, externalId(one.decision())))
                                                : one)
                        .toList();
        messages.takePlaces(
                plan.key(),
                channel,
                day,
                (int) answer.stream().filter(one -> one.leavesBy(capacity.channel())).count());
        return answer;
    }

    private static String externalId(Decision decision) {
        return decision.candidate().contact();
    }

    private static <T> T of(Map<String, T> byContact, String contact) {
        return Objects.requireNonNull(byContact.get(contact));
    }
}
