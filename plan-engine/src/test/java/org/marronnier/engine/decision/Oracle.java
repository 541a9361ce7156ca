package org.marronnier.engine.decision;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.Scope;
import org.marronnier.domain.pressure.Window;

/**
 * A second reading of sections 3, 6 and 7, written straight from the page: whatever is accepted is
 * put in a list, and every rule is asked again of every message that is not sent yet.
 */
final class Oracle {

    private Oracle() {}

    /** One message of the household; fresh when accepted in this decision. */
    record Line(Member who, PastMessage what, boolean fresh) {}

    static List<String> sent(
            Household household, List<Candidate> candidates, RuleBook rules, Instant now) {
        var accepted = history(household);
        var sent = new ArrayList<String>();
        var queue = new ArrayList<>(candidates);
        queue.sort(
                Comparator.comparing((Candidate c) -> c.type() == MessageType.TRANSACTIONAL ? 0 : 1)
                        .thenComparing(c -> -c.priority())
                        .thenComparing(c -> c.value().negate())
                        .thenComparing(Candidate::due)
                        .thenComparing(Candidate::contact)
                        .thenComparing(Candidate::id));
        for (var candidate : queue) {
            var who =
                    household.members().stream()
                            .filter(member -> member.externalId().equals(candidate.contact()))
                            .findFirst()
                            .orElseThrow();
            for (var channel : offered(candidate, who)) {
                var line = new Line(who, PastMessage.of(candidate, channel, now), true);
                accepted.add(line);
                if (everythingHolds(rules, accepted)) {
                    sent.add(candidate.id());
                    break;
                }
                accepted.removeLast();
            }
        }
        return sent;
    }

    static List<Line> history(Household household) {
        var lines = new ArrayList<Line>();
        for (var member : household.members()) {
            member.history().forEach(message -> lines.add(new Line(member, message, false)));
        }
        return lines;
    }

    static Line line(Household household, Decision decision) {
        var candidate = decision.candidate();
        var who =
                household.members().stream()
                        .filter(member -> member.externalId().equals(candidate.contact()))
                        .findFirst()
                        .orElseThrow();
        return new Line(
                who,
                PastMessage.of(
                        candidate,
                        java.util.Objects.requireNonNull(decision.channel()),
                        decision.at()),
                true);
    }

    static boolean isBroken(PressureRule rule, Line line, List<Line> all, ZoneId planZone) {
        if (!names(rule.restricts(), line.what, true)) {
            return false;
        }
        var zone = line.who.zone() == null ? planZone : line.who.zone();
        if (rule.limit() instanceof PressureRule.Block) {
            return line.who.blocking().getOrDefault(rule.key(), List.of()).stream()
                    .anyMatch(
                            event ->
                                    !event.isAfter(line.what.at())
                                            && within(rule.window(), event, line.what.at(), zone));
        }
        var cap = (PressureRule.Cap) rule.limit();
        if (cap.sameOffer() && line.what.offer() == null) {
            return false;
        }
        var counted = 0;
        for (var other : all) {
            var together =
                    rule.unit() == PressureRule.Unit.HOUSEHOLD
                            || other.who.externalId().equals(line.who.externalId());
            var scope = cap.counts() == null ? rule.restricts() : cap.counts();
            if (together
                    && names(scope, other.what, false)
                    && (!cap.sameOffer()
                            || java.util.Objects.equals(line.what.offer(), other.what.offer()))
                    && within(rule.window(), other.what.at(), line.what.at(), zone)) {
                counted++;
            }
        }
        return counted > line.who.limits().getOrDefault(rule.key(), cap.max());
    }

    private static boolean everythingHolds(RuleBook rules, List<Line> all) {
        var newest = all.getLast();
        for (var line : all) {
            for (var rule : rules.pressure()) {
                if (line.fresh && isBroken(rule, line, all, rules.zone())) {
                    // A message accepted before cannot have been broken before: the newest broke
                    // it.
                    return false;
                }
            }
        }
        return newest.fresh;
    }

    private static List<Channel> offered(Candidate candidate, Member who) {
        var usable = new ArrayList<Channel>();
        for (var channel : candidate.channels()) {
            var consent = who.consents().get(new Member.ConsentKey(channel, "offers"));
            var granted = consent != null && consent.status() == ConsentStatus.GRANTED;
            var refused =
                    consent != null
                            && (consent.status() == ConsentStatus.DENIED
                                    || consent.status() == ConsentStatus.WITHDRAWN);
            var permitted =
                    switch (candidate.type()) {
                        case TRANSACTIONAL -> true;
                        case SERVICE -> !refused;
                        case PROMOTIONAL -> granted;
                    };
            if (permitted) {
                usable.add(channel);
            }
        }
        return candidate.whenCapped() == WhenCapped.NEXT_CHANNEL || usable.isEmpty()
                ? usable
                : Collections.singletonList(usable.getFirst());
    }

    private static boolean names(Scope scope, PastMessage message, boolean toRestrict) {
        if (toRestrict
                && message.type() == MessageType.TRANSACTIONAL
                && !scope.types().contains(MessageType.TRANSACTIONAL)) {
            return false;
        }
        return any(scope.channels(), message.channel())
                && any(scope.types(), message.type())
                && any(scope.programmes(), message.programme())
                && any(scope.purposes(), message.purpose())
                && (scope.tags().isEmpty() || !Collections.disjoint(scope.tags(), message.tags()));
    }

    private static <T> boolean any(java.util.Set<T> names, @Nullable T value) {
        return names.isEmpty() || (value != null && names.contains(value));
    }

    private static boolean within(Window window, Instant counted, Instant end, ZoneId zone) {
        if (window instanceof Window.Rolling(var span) && span.period().isZero()) {
            return counted.compareTo(end.minus(span.time())) > 0 && counted.compareTo(end) <= 0;
        }
        var l = LocalDateTime.ofInstant(end, zone);
        var c = LocalDateTime.ofInstant(counted, zone);
        if (window instanceof Window.Rolling(var span)) {
            return c.compareTo(l.minus(span.period())) > 0 && c.compareTo(l) <= 0;
        }
        var first =
                switch (((Window.Calendar) window).unit()) {
                    case DAY -> l.toLocalDate();
                    case WEEK ->
                            l.toLocalDate()
                                    .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                    case MONTH -> l.toLocalDate().withDayOfMonth(1);
                    case QUARTER ->
                            l.toLocalDate()
                                    .with(l.getMonth().firstMonthOfQuarter())
                                    .withDayOfMonth(1);
                    case YEAR -> l.toLocalDate().withDayOfYear(1);
                };
        var next =
                switch (((Window.Calendar) window).unit()) {
                    case DAY -> first.plusDays(1);
                    case WEEK -> first.plusWeeks(1);
                    case MONTH -> first.plusMonths(1);
                    case QUARTER -> first.plusMonths(3);
                    case YEAR -> first.plusYears(1);
                };
        return !c.toLocalDate().isBefore(first) && c.toLocalDate().isBefore(next);
    }
}
