package org.marronnier.scheduler.decision;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.marronnier.domain.channel.Channel;
import org.marronnier.engine.decision.Candidate;
import org.marronnier.engine.decision.Decision;
import org.marronnier.engine.decision.ExternalIds;
import org.marronnier.engine.decision.Household;
import org.marronnier.engine.decision.Judgement;
import org.marronnier.scheduler.decision.GatheringFacts.Facts;

/**
 * What some sources ask of contacts that are held, and all that is known of them and of what
 * competes for a place there. Who holds which address is asked only when it is decided.
 */
public final class Gathered {

    private static final Comparator<Decided> BY_EXTERNAL_ID =
            Comparator.comparing(
                    decided -> decided.decision().candidate().contact(), ExternalIds.ORDER);

    /** Whom a candidate that was asked is answered for. */
    private record Answer(Source source, long contact, ZoneId zone) {

        Decided with(Decision decision) {
            return new Decided(source, contact, zone, decision);
        }
    }

    private final PlanRules plan;
    private final List<Asked> all;
    private final int answered;
    private final List<Facts> known;
    private final Map<Long, Facts> byId;
    private final Instant at;

    /**
     * @param all what is asked and, after it, what competes
     * @param answered how many of them are answered, the first
     * @param known whole households, in the order of external ids
     */
    Gathered(PlanRules plan, List<Asked> all, int answered, List<Facts> known, Instant at) {
        this.plan = plan;
        this.all = List.copyOf(all);
        this.answered = answered;
        this.known = List.copyOf(known);
        this.byId = known.stream().collect(Collectors.toMap(Facts::contact, Function.identity()));
        this.at = at;
    }

    /**
     * Decides, in the transaction in which all was gathered.
     *
     * @return the decisions over what was asked, in the order of external ids; none for contacts
     *     that are gone
     */
    public List<Decided> decide() {
        var judgement = new Judgement(plan.book(), at);
        var candidates = new HashMap<String, List<Candidate>>();
        var answers = new IdentityHashMap<Candidate, Answer>();
        for (var i = 0; i < all.size(); i++) {
            var one = all.get(i);
            var those = among(one);
            var theirs = candidates(one, those, judgement).iterator();
            for (var contact : those) {
                var candidate = theirs.next();
                candidates
                        .computeIfAbsent(candidate.contact(), any -> new ArrayList<>())
                        .add(candidate);
                if (i < answered) {
                    answers.put(
                            candidate,
                            new Answer(one.source(), contact.contact(), contact.zone(plan)));
                }
            }
        }
        return households()
                .flatMap(household -> decide(judgement, household, candidates))
                .flatMap(
                        decision ->
                                Stream.ofNullable(answers.get(decision.candidate()))
                                        .map(answer -> answer.with(decision)))
                .sorted(BY_EXTERNAL_ID)
                .toList();
    }

    /** Those of the contacts that are asked, in the order of external ids. */
    private List<Facts> among(Asked asked) {
        return asked.contacts().size() * 8 > known.size()
                ? known.stream().filter(one -> asked.contacts().contains(one.contact())).toList()
                : asked.contacts().stream()
                        .flatMap(contact -> Stream.ofNullable(byId.get(contact)))
                        .sorted(Comparator.comparing(Facts::externalId, ExternalIds.ORDER))
                        .toList();
    }

    private static Stream<Decision> decide(
            Judgement judgement, Household household, Map<String, List<Candidate>> candidates) {
        var theirs =
                household.members().stream()
                        .map(member -> candidates.getOrDefault(member.externalId(), List.of()))
                        .flatMap(List::stream)
                        .toList();
        return theirs.isEmpty() ? Stream.of() : judgement.decide(household, theirs).stream();
    }

    /** One for each of the contacts, in their order, told who holds its address. */
    private static Collection<Candidate> candidates(
            Asked asked, List<Facts> contacts, Judgement judgement) {
        var meant = asked.meant();
        var candidates = new LinkedHashMap<String, Candidate>();
        var addresses = new LinkedHashMap<String, String>();
        var firsts = new LinkedHashMap<String, String>();
        for (var one : contacts) {
            var contact = one.externalId();
            var candidate = asked.source().candidate(contact, meant.contains(one.contact()));
            candidates.put(contact, candidate);
            if (asked.claims() == Claims.OWN) {
                continue;
            }
            judgement
                    .claimOf(one.member(), candidate)
                    .filter(claim -> claim.channel() != Channel.WEB)
                    .ifPresent(
                            claim -> {
                                addresses.put(contact, claim.key());
                                firsts.putIfAbsent(claim.key(), contact);
                            });
        }
        var holders = asked.claims().holders(firsts);
        addresses.forEach(
                (contact, address) -> {
                    var holder = holders.getOrDefault(address, contact);
                    if (!holder.equals(contact)) {
                        candidates.computeIfPresent(
                                contact, (_, candidate) -> candidate.claimedBy(holder));
                    }
                });
        return candidates.values();
    }

    /** Where no rule counts households, each contact is one of its own. */
    private Stream<Household> households() {
        if (!plan.countsHouseholds()) {
            return known.stream().map(one -> new Household(List.of(one.member())));
        }
        return known.stream()
                .collect(
                        Collectors.groupingBy(
                                Gathered::household,
                                LinkedHashMap::new,
                                Collectors.mapping(Facts::member, Collectors.toList())))
                .values()
                .stream()
                .map(Household::new);
    }

    private static String household(Facts one) {
        var household = one.household();
        return household == null || household.isBlank()
                ? "contact " + one.contact()
                : "household " + household;
    }
}
