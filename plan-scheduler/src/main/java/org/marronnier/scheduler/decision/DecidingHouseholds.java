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
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.marronnier.domain.audience.AudienceMember;
import org.marronnier.domain.audience.Audiences;
import org.marronnier.domain.channel.Channel;
import org.marronnier.engine.decision.Candidate;
import org.marronnier.engine.decision.Decision;
import org.marronnier.engine.decision.ExternalIds;
import org.marronnier.engine.decision.Household;
import org.marronnier.engine.decision.Judgement;
import org.marronnier.scheduler.decision.GatheringFacts.Facts;
import org.marronnier.store.decision.ContactFacts;
import org.springframework.stereotype.Component;

/**
 * Decides what sources ask of contacts, over their whole households and against all that competes
 * for a place there. Keeps nothing: only what was asked is answered, and what merely held its place
 * is decided by its own source, which comes to the same.
 */
@Component
public class DecidingHouseholds {

    private static final Comparator<Decided> BY_EXTERNAL_ID =
            Comparator.comparing(
                    decided -> decided.decision().candidate().contact(), ExternalIds.ORDER);

    /** Whom a candidate that was asked is answered for. */
    private record Answer(Source source, long contact, ZoneId zone) {

        Decided with(Decision decision) {
            return new Decided(source, contact, zone, decision);
        }
    }

    private final ContactFacts facts;
    private final GatheringFacts gathering;
    private final GatheringRivals rivals;
    private final Twins twins;
    private final Audiences audiences;

    DecidingHouseholds(
            ContactFacts facts,
            GatheringFacts gathering,
            GatheringRivals rivals,
            Twins twins,
            Audiences audiences) {
        this.facts = facts;
        this.gathering = gathering;
        this.rivals = rivals;
        this.twins = twins;
        this.audiences = audiences;
    }

    /**
     * Decides, and holds the contacts and their households until the end of the caller's
     * transaction, so that nobody else decides over them.
     *
     * @param at the decision instant, in whole seconds
     * @param now consents count up to here
     * @return the decisions over what was asked, in the order of external ids; none for contacts
     *     that are gone
     * @throws org.springframework.dao.PessimisticLockingFailureException when the contacts are held
     *     for too long; to be tried again
     */
    public List<Decided> decide(PlanRules plan, List<Asked> asked, Instant at, Instant now) {
        return decide(plan, asked, facts.lock(contacts(asked), plan.countsHouseholds()), at, now);
    }

    /**
     * Decides over contacts that the caller holds already, and their households, where {@link
     * #lock} gave their rows in the same transaction.
     */
    public List<Decided> decideHeld(
            PlanRules plan,
            List<Asked> asked,
            List<ContactFacts.Row> rows,
            Instant at,
            Instant now) {
        return decide(plan, asked, rows, at, now);
    }

    /**
     * Holds contacts until the end of the caller's transaction, and their households where a rule
     * of the plan counts them.
     *
     * @throws org.springframework.dao.PessimisticLockingFailureException as in {@link #decide}
     */
    public List<ContactFacts.Row> lock(Collection<Long> contacts, boolean withHouseholds) {
        return facts.lock(contacts, withHouseholds);
    }

    /**
     * What would be decided of contacts as of an instant, by what is known now, were the source to
     * ask everybody. Holds nobody; the caller has a transaction, so that all is of one piece.
     *
     * @return in the order of external ids; none for contacts that are gone
     */
    public List<Decided> foresee(
            PlanRules plan, Source source, Set<Long> contacts, Instant at, Instant now) {
        var rows = facts.look(contacts, plan.countsHouseholds());
        var together =
                new Asked(
                        source,
                        rows.stream().map(ContactFacts.Row::id).collect(Collectors.toSet()),
                        false,
                        wanted -> twins.holders(plan, source, wanted, at, now));
        return decide(plan, List.of(together), rows, at, now).stream()
                .filter(decided -> contacts.contains(decided.contact()))
                .toList();
    }

    /**
     * What would be decided of one contact as of an instant, were some sources to ask it together.
     * Holds nobody; the caller has a transaction, so that all is of one piece.
     *
     * @param sources whose messages share no address with those of other contacts
     */
    public List<Decided> foresee(
            PlanRules plan, List<Source> sources, long contact, Instant at, Instant now) {
        var rows = facts.look(Set.of(contact), plan.countsHouseholds());
        var asked = sources.stream().map(source -> Asked.of(source, Set.of(contact))).toList();
        return decide(plan, asked, rows, at, now);
    }

    private List<Decided> decide(
            PlanRules plan,
            List<Asked> asked,
            List<ContactFacts.Row> rows,
            Instant at,
            Instant now) {
        if (rows.isEmpty()) {
            return List.of();
        }
        var preferences = facts.preferences(rows.stream().map(ContactFacts.Row::id).toList());
        var all = new ArrayList<>(asked);
        if (plan.counts() || !preferences.isEmpty()) {
            all.addAll(rivals.of(plan, asked, members(rows), at, now));
        }
        var sources = all.stream().map(Asked::source).toList();
        var known = gathering.of(rows, preferences, plan, sources, at, now);
        var judgement = new Judgement(plan.book(), at);
        var candidates = new HashMap<String, List<Candidate>>();
        var answers = new IdentityHashMap<Candidate, Answer>();
        var contacts =
                known.stream().collect(Collectors.toMap(Facts::externalId, Function.identity()));
        var byId = known.stream().collect(Collectors.toMap(Facts::contact, Function.identity()));
        for (var i = 0; i < all.size(); i++) {
            var one = all.get(i);
            for (var candidate : candidates(one, among(one, known, byId), plan, judgement, at)) {
                candidates
                        .computeIfAbsent(candidate.contact(), any -> new ArrayList<>())
                        .add(candidate);
                if (i < asked.size()) {
                    var contact = Objects.requireNonNull(contacts.get(candidate.contact()));
                    answers.put(
                            candidate,
                            new Answer(one.source(), contact.contact(), contact.zone(plan)));
                }
            }
        }
        return households(known, plan)
                .flatMap(household -> decide(judgement, household, candidates))
                .flatMap(
                        decision ->
                                Stream.ofNullable(answers.get(decision.candidate()))
                                        .map(answer -> answer.with(decision)))
                .sorted(BY_EXTERNAL_ID)
                .toList();
    }

    /** Those of the contacts that are asked, in the order of external ids. */
    private static List<Facts> among(Asked asked, List<Facts> known, Map<Long, Facts> byId) {
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

    /** In the order of external ids, each told who holds its address. */
    private Collection<Candidate> candidates(
            Asked asked, List<Facts> known, PlanRules plan, Judgement judgement, Instant at) {
        if (known.isEmpty()) {
            return List.of();
        }
        var meant =
                asked.areMeant()
                        ? asked.meant()
                        : audiences.matching(
                                asked.contacts(), asked.source().target(), plan.vocabulary(), at);
        var candidates = new LinkedHashMap<String, Candidate>();
        var addresses = new LinkedHashMap<String, String>();
        var firsts = new LinkedHashMap<String, String>();
        for (var one : known) {
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
    private static Stream<Household> households(List<Facts> known, PlanRules plan) {
        if (!plan.countsHouseholds()) {
            return known.stream().map(one -> new Household(List.of(one.member())));
        }
        return known.stream()
                .collect(
                        Collectors.groupingBy(
                                DecidingHouseholds::household,
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

    private static Set<Long> contacts(List<Asked> asked) {
        return asked.stream()
                .flatMap(one -> one.contacts().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<AudienceMember> members(List<ContactFacts.Row> rows) {
        return rows.stream().map(row -> new AudienceMember(row.id(), row.externalId())).toList();
    }
}
