package org.marronnier.engine.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.WhenCapped;

/**
 * The decision: who hears what, by which channel, and why not.
 *
 * <p>A message that no cap allows at its first possible second is suppressed, as {@code drop} asks;
 * {@code defer} is read as {@code drop} too, and a quiet second suppresses, because no one waits
 * here yet. Reservations and capacities are the caller's.
 */
public final class Judgement {

    private Judgement() {}

    /**
     * Decides the candidates of one household at an instant, taken in rank order (section 7 of the
     * decision rules).
     *
     * @param now in whole seconds
     * @return one decision for each candidate, in rank order; a message that is not due yet holds
     *     its place and is deferred until then
     * @throws IllegalArgumentException when a candidate's contact is not of the household
     */
    public static List<Decision> decide(
            Household household, List<Candidate> candidates, RuleBook rules, Instant now) {
        var members = household.byExternalId();
        var pressure = new Pressure(household, rules);
        return candidates.stream()
                .sorted(Candidate.RANK)
                .map(
                        candidate ->
                                decide(
                                        candidate,
                                        memberOf(members, candidate),
                                        pressure,
                                        rules,
                                        now))
                .toList();
    }

    /**
     * The address that a candidate would use, when it passes gates 1 to 4. The first contact in
     * external id order that claims an address in a source holds it; the caller tells the others by
     * {@link Candidate#claimedBy}.
     */
    public static Optional<Claim> claimOf(
            Member member, Candidate candidate, RuleBook rules, Instant now) {
        var blocked = Gates.blocked(member, candidate, now).isPresent();
        return blocked || !candidate.targeted()
                ? Optional.empty()
                : Gates.usableChannels(member, candidate, rules).stream()
                        .findFirst()
                        .map(channel -> new Claim(channel, address(member, channel)));
    }

    private static Decision decide(
            Candidate candidate, Member member, Pressure pressure, RuleBook rules, Instant now) {
        var start = candidate.due().isAfter(now) ? candidate.due() : now;
        var usable = Gates.usableChannels(member, candidate, rules);
        var reasons = new ArrayList<>(Gates.failed(member, candidate, usable, rules, now));
        if (usable.isEmpty()) {
            return withheld(candidate, now, reasons);
        }

        var offered =
                candidate.whenCapped() == WhenCapped.NEXT_CHANNEL ? usable : usable.subList(0, 1);
        var obstacles =
                offered.stream()
                        .map(
                                channel ->
                                        obstacles(
                                                candidate, member, channel, start, pressure, rules))
                        .toList();
        for (var i = 0; i < offered.size(); i++) {
            if (reasons.isEmpty() && obstacles.get(i).isEmpty()) {
                var channel = offered.get(i);
                pressure.accept(member, PastMessage.of(candidate, channel, start));
                return start.isAfter(now)
                        ? new Decision(candidate, Outcome.DEFER, channel, now, start, List.of())
                        : new Decision(candidate, Outcome.SEND, channel, now, null, List.of());
            }
        }
        if (obstacles.stream().noneMatch(List::isEmpty)) {
            reasons.addAll(obstacles.getFirst());
        }
        return withheld(candidate, now, reasons);
    }

    private static List<Reason> obstacles(
            Candidate candidate,
            Member member,
            Channel channel,
            Instant start,
            Pressure pressure,
            RuleBook rules) {
        var obstacles = new ArrayList<Reason>();
        var quiet =
                QuietHours.forbidding(
                        rules.quiet(), channel, candidate.type(), start, rules.zoneOf(member));
        if (!quiet.isEmpty()) {
            obstacles.add(new Reason.Quiet(channel, quiet));
        }
        var refusals = pressure.refusals(member, PastMessage.of(candidate, channel, start));
        if (!refusals.isEmpty()) {
            obstacles.add(new Reason.Pressure(channel, refusals));
        }
        return List.copyOf(obstacles);
    }

    private static Decision withheld(Candidate candidate, Instant now, List<Reason> reasons) {
        var outcome =
                reasons.getFirst().gate() == Gate.CONTROL ? Outcome.CONTROL : Outcome.SUPPRESS;
        return new Decision(candidate, outcome, null, now, null, reasons);
    }

    private static Member memberOf(Map<String, Member> members, Candidate candidate) {
        var member = members.get(candidate.contact());
        if (member == null) {
            throw new IllegalArgumentException(
                    "The contact (%s) of candidate (%s) is not of the household."
                            .formatted(candidate.contact(), candidate.id()));
        }
        return member;
    }

    private static String address(Member member, Channel channel) {
        return member.addresses()
                .usable(channel)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "A usable channel (%s) has an address."
                                                .formatted(channel)));
    }
}
