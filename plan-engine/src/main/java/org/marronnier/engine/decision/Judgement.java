package org.marronnier.engine.decision;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.WhenCapped;

/**
 * The decision: who hears what, when, by which channel, and why not. It judges by the rules of one
 * plan at one instant, one household after the other; not for several threads. Capacities, which
 * are over all contacts, are {@link Capacities}.
 */
public final class Judgement {

    private final RuleBook rules;
    private final Instant now;
    private final CompiledRules compiled;
    private final QuietTimetable quiet;
    private final Places places;

    /**
     * @param now in whole seconds
     */
    public Judgement(RuleBook rules, Instant now) {
        this.rules = rules;
        this.now = now;
        this.compiled = new CompiledRules(rules.pressure());
        this.quiet = new QuietTimetable(rules.quiet(), now);
        this.places = new Places(compiled, now.getEpochSecond());
    }

    /**
     * Decides the candidates of one household, taken in rank order (section 7 of the decision
     * rules).
     *
     * @param candidates those that are due, and those due later whose places are reserved: all
     *     within the plan's look-ahead
     * @return one decision for each candidate, in rank order; those of reservations are told by
     *     {@link Decision#isReservation}
     * @throws IllegalArgumentException when a candidate's contact is not of the household
     */
    public List<Decision> decide(Household household, List<Candidate> candidates) {
        var members = household.byExternalId();
        var seated = new SeatedHousehold(household, rules, compiled, quiet, places, now);
        return candidates.stream()
                .sorted(Candidate.RANK)
                .map(candidate -> decide(candidate, memberOf(members, candidate), seated))
                .toList();
    }

    /**
     * The address that a candidate would use, when it passes gates 1 to 4. The first contact in
     * external id order that claims an address in a source holds it; the caller tells the others by
     * {@link Candidate#claimedBy}.
     */
    public Optional<Claim> claimOf(Member member, Candidate candidate) {
        var blocked = Gates.blocked(member, candidate, now).isPresent();
        return blocked || !candidate.targeted()
                ? Optional.empty()
                : Gates.usableChannels(member, candidate, rules).stream()
                        .findFirst()
                        .map(channel -> new Claim(channel, address(member, channel)));
    }

    private Decision decide(Candidate candidate, Member member, SeatedHousehold household) {
        var usable = Gates.usableChannels(member, candidate, rules);
        var failed = Gates.failed(member, candidate, usable, rules, now);
        if (usable.isEmpty()) {
            return withheld(candidate, failed);
        }
        var search = household.search(candidate, member, offered(candidate, usable));
        if (!failed.isEmpty()) {
            return withheld(
                    candidate,
                    Stream.concat(failed.stream(), search.whyNotAtOnce().stream()).toList());
        }
        return search.place()
                .map(place -> placed(candidate, place, search))
                .orElseGet(() -> withheld(candidate, search.whyNotAtAll()));
    }

    private Decision placed(
            Candidate candidate, SeatedHousehold.Place place, SeatedHousehold.Search search) {
        if (!place.at().isAfter(now)) {
            search.take(place);
            return new Decision(candidate, Outcome.SEND, place.channel(), now, null, List.of());
        }
        var reasons = search.whyNotAtOnce();
        search.take(place);
        return new Decision(candidate, Outcome.DEFER, place.channel(), now, place.at(), reasons);
    }

    static boolean isDropped(Candidate candidate) {
        return candidate.whenCapped() == WhenCapped.DROP;
    }

    static List<Channel> offered(Candidate candidate, List<Channel> usable) {
        return candidate.whenCapped() == WhenCapped.NEXT_CHANNEL ? usable : usable.subList(0, 1);
    }

    private Decision withheld(Candidate candidate, List<Reason> reasons) {
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
