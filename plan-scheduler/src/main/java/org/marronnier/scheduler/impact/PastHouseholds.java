package org.marronnier.scheduler.impact;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

/**
 * Reads what was sent to some contacts, and what the rule on trial alone refused them, and replays
 * the rule on both.
 */
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
        var asked = asked(trial, after, upTo);
        if (asked.isEmpty()) {
            return;
        }
        var contacts = asked.stream().map(Asked::contact).collect(Collectors.toSet());
        for (var side : trial.sides()) {
            var recipients = recipients(trial, side.rule(), asked, contacts);
            if (side.written()) {
                asked.forEach(one -> trial.count(message(one, recipients)));
            }
            for (var party : parties(asked, side.rule().countsHouseholds())) {
                side.tally()
                        .add(
                                new PastHousehold(
                                        party.stream()
                                                .map(one -> message(one, recipients))
                                                .toList()));
            }
            var unplaced = side.tally().unplaced();
            if (!unplaced.isEmpty()) {
                side.tally().place(members(trial, unplaced));
            }
        }
    }

    /**
     * A message that was sent, or refused.
     *
     * @param party the first contact of its household, or its own
     * @param to fills in who it was for
     */
    private record Asked(
            long party,
            long contact,
            @Nullable ZoneId zone,
            Instant at,
            Function<PastHousehold.Recipient, PastHousehold.Message> to) {}

    /** In the order of time. */
    private List<Asked> asked(Trial trial, long after, long upTo) {
        var households = trial.countsHouseholds();
        var sent =
                messages
                        .of(after, upTo, households, trial.channels(), trial.since(), trial.until())
                        .stream()
                        .map(one -> sent(trial, one));
        var refused =
                trial.refusing().stream()
                        .flatMap(
                                rule ->
                                        messages
                                                .refused(
                                                        after,
                                                        upTo,
                                                        households,
                                                        trial.plan().plan().key(),
                                                        rule.gate().name(),
                                                        rule.rule(),
                                                        trial.from(),
                                                        trial.until())
                                                .stream())
                        .flatMap(one -> refused(trial, one).stream());
        return Stream.concat(sent, refused).sorted(Comparator.comparing(Asked::at)).toList();
    }

    private static Asked sent(Trial trial, SentMessages.Sent one) {
        return new Asked(
                one.party(),
                one.contact(),
                one.zone(),
                one.at(),
                to ->
                        new PastHousehold.Message(
                                one.id(),
                                true,
                                to,
                                one.plan().equals(trial.plan().plan().key()),
                                one.at().getEpochSecond(),
                                new MessageKind(
                                        one.channel(),
                                        one.type(),
                                        one.programme(),
                                        one.purpose(),
                                        one.tags()),
                                one.source(),
                                one.offer()));
    }

    /** As what its campaign or step would send it today; empty where that is gone. */
    private static Optional<Asked> refused(Trial trial, SentMessages.Refused one) {
        return Asking.of(trial.plan(), one.source(), one.step())
                .map(
                        asking ->
                                new Asked(
                                        one.party(),
                                        one.contact(),
                                        one.zone(),
                                        one.at(),
                                        to ->
                                                new PastHousehold.Message(
                                                        0,
                                                        false,
                                                        to,
                                                        true,
                                                        one.at().getEpochSecond(),
                                                        asking.kind(one.channel()),
                                                        one.source(),
                                                        asking.offer())));
    }

    /** The messages of each household, or of each contact; those of one stand together. */
    private static List<List<Asked>> parties(List<Asked> asked, boolean households) {
        return List.copyOf(
                asked.stream()
                        .collect(Collectors.groupingBy(households ? Asked::party : Asked::contact))
                        .values());
    }

    private static PastHousehold.Message message(
            Asked asked, Map<Long, PastHousehold.Recipient> recipients) {
        var to = recipients.get(asked.contact());
        if (to == null) {
            throw new IllegalStateException("A message is for a contact that was read.");
        }
        return asked.to().apply(to);
    }

    private Map<Long, PastHousehold.Recipient> recipients(
            Trial trial, TriedRule rule, List<Asked> asked, Set<Long> contacts) {
        var limits = limits(trial, rule, contacts);
        var silencing = silencing(trial, rule, contacts);
        var most =
                rule instanceof TriedRule.Pressure(var pressure)
                                && pressure.limit() instanceof PressureRule.Cap cap
                        ? cap.max()
                        : 0;
        var recipients = new HashMap<Long, PastHousehold.Recipient>();
        for (var one : asked) {
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

    private static ZoneId zone(Trial trial, Asked asked) {
        return asked.zone() == null ? trial.plan().plan().zone() : asked.zone();
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
