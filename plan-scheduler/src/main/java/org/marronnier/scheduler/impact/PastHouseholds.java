package org.marronnier.scheduler.impact;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.marronnier.domain.audience.Audiences;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.segment.Segment;
import org.marronnier.domain.time.Span;
import org.marronnier.engine.decision.MessageKind;
import org.marronnier.engine.impact.PastHousehold;
import org.marronnier.scheduler.condition.TestingConditions;
import org.marronnier.store.impact.SentMessages;
import org.springframework.stereotype.Component;

/** Reads what was sent to some contacts, and replays the rules of a trial on it. */
@Component
class PastHouseholds {

    private static final long[] NO_EVENTS = {};

    private final SentMessages messages;
    private final TestingConditions testing;
    private final Audiences audiences;

    PastHouseholds(SentMessages messages, TestingConditions testing, Audiences audiences) {
        this.messages = messages;
        this.testing = testing;
        this.audiences = audiences;
    }

    /** The contacts whose ids lie after one and up to another. */
    void read(Trial trial, long after, long upTo) {
        var households = trial.countsHouseholds();
        var sent =
                messages.of(
                        after, upTo, households, trial.channels(), trial.since(), trial.until());
        if (sent.isEmpty()) {
            return;
        }
        var contacts = sent.stream().map(SentMessages.Sent::contact).collect(Collectors.toSet());
        for (var side : trial.sides()) {
            var recipients = recipients(trial, side.rule(), sent, contacts);
            if (side.written()) {
                sent.forEach(one -> trial.count(message(trial, one, recipients)));
            }
            for (var party : parties(sent, side.rule().countsHouseholds())) {
                side.tally()
                        .add(
                                new PastHousehold(
                                        party.stream()
                                                .map(one -> message(trial, one, recipients))
                                                .toList()));
            }
            var unplaced = side.tally().unplaced();
            if (!unplaced.isEmpty()) {
                side.tally().place(members(trial, unplaced));
            }
        }
    }

    /** The messages of each household, or of each contact; those of one stand together. */
    private static List<List<SentMessages.Sent>> parties(
            List<SentMessages.Sent> sent, boolean households) {
        return List.copyOf(
                sent.stream()
                        .collect(
                                Collectors.groupingBy(
                                        households
                                                ? SentMessages.Sent::party
                                                : SentMessages.Sent::contact))
                        .values());
    }

    private static PastHousehold.Message message(
            Trial trial, SentMessages.Sent sent, Map<Long, PastHousehold.Recipient> recipients) {
        var to = recipients.get(sent.contact());
        if (to == null) {
            throw new IllegalStateException("A message is for a contact that was read.");
        }
        return new PastHousehold.Message(
                sent.id(),
                to,
                sent.plan().equals(trial.plan().plan().key()),
                sent.at().getEpochSecond(),
                new MessageKind(
                        sent.channel(), sent.type(), sent.programme(), sent.purpose(), sent.tags()),
                sent.source(),
                sent.offer());
    }

    private Map<Long, PastHousehold.Recipient> recipients(
            Trial trial, TriedRule rule, List<SentMessages.Sent> sent, Set<Long> contacts) {
        var limits = limits(trial, rule, contacts);
        var silencing = silencing(trial, rule, contacts);
        var most =
                rule instanceof TriedRule.Pressure(var pressure)
                                && pressure.limit() instanceof PressureRule.Cap cap
                        ? cap.max()
                        : 0;
        var recipients = new HashMap<Long, PastHousehold.Recipient>();
        for (var one : sent) {
            recipients.computeIfAbsent(
                    one.contact(),
                    contact ->
                            new PastHousehold.Recipient(
                                    contact,
                                    zone(trial, one),
                                    limits.getOrDefault(contact, most),
                                    silencing.getOrDefault(contact, NO_EVENTS)));
        }
        return recipients;
    }

    private static ZoneId zone(Trial trial, SentMessages.Sent sent) {
        return sent.zone() == null ? trial.plan().plan().zone() : sent.zone();
    }

    /** The limit of the first override that a contact matches today. */
    private Map<Long, Integer> limits(Trial trial, TriedRule rule, Set<Long> contacts) {
        var limits = new HashMap<Long, Integer>();
        if (rule instanceof TriedRule.Pressure(var pressure)
                && pressure.limit() instanceof PressureRule.Cap cap) {
            var matching =
                    matching(
                            trial,
                            contacts,
                            cap.overrides().stream().map(PressureRule.Special::target).toList());
            for (var i = 0; i < matching.size(); i++) {
                var max = cap.overrides().get(i).max();
                matching.get(i).forEach(contact -> limits.putIfAbsent(contact, max));
            }
        }
        return limits;
    }

    private Map<Long, long[]> silencing(Trial trial, TriedRule rule, Set<Long> contacts) {
        var silencing = new HashMap<Long, long[]>();
        if (rule instanceof TriedRule.Pressure(var pressure)
                && pressure.limit() instanceof PressureRule.Block(var event, var where)) {
            audiences
                    .instants(
                            contacts,
                            new Condition.Events(event, where, length(trial), List.of()),
                            Vocabulary.of(trial.plan()),
                            trial.until())
                    .forEach(
                            (contact, at) ->
                                    silencing.put(
                                            contact,
                                            at.stream()
                                                    .mapToLong(Instant::getEpochSecond)
                                                    .toArray()));
        }
        return silencing;
    }

    /** How far back events are needed, in exact time. */
    private static Span length(Trial trial) {
        return new Span(Period.ZERO, Duration.between(trial.since(), trial.until()));
    }

    private Map<String, Set<Long>> members(Trial trial, Set<Long> contacts) {
        var segments = trial.plan().segments().stream().map(Segment::key).toList();
        var matching =
                matching(
                        trial,
                        contacts,
                        segments.stream().<Condition>map(Condition.InSegment::new).toList());
        var members = new HashMap<String, Set<Long>>();
        for (var i = 0; i < segments.size(); i++) {
            members.put(segments.get(i), matching.get(i));
        }
        return members;
    }

    /** By condition, those who meet it today. */
    private List<Set<Long>> matching(Trial trial, Set<Long> contacts, List<Condition> conditions) {
        return conditions.isEmpty()
                ? List.of()
                : testing.matching(contacts, conditions, Vocabulary.of(trial.plan()), trial.now());
    }
}
