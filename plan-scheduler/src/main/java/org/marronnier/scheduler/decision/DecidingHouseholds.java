package org.marronnier.scheduler.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.marronnier.domain.audience.AudienceMember;
import org.marronnier.domain.audience.Audiences;
import org.marronnier.scheduler.condition.TestingConditions;
import org.marronnier.store.decision.ContactFacts;
import org.springframework.stereotype.Component;

/**
 * Decides what sources ask of contacts, over their whole households and against all that competes
 * for a place there. Keeps nothing: only what was asked is answered, and what merely held its place
 * is decided by its own source, which comes to the same.
 */
@Component
public class DecidingHouseholds {

    private final ContactFacts facts;
    private final GatheringFacts gathering;
    private final GatheringRivals rivals;
    private final Twins twins;
    private final Audiences audiences;
    private final TestingConditions testing;

    DecidingHouseholds(
            ContactFacts facts,
            GatheringFacts gathering,
            GatheringRivals rivals,
            Twins twins,
            Audiences audiences,
            TestingConditions testing) {
        this.facts = facts;
        this.gathering = gathering;
        this.rivals = rivals;
        this.twins = twins;
        this.audiences = audiences;
        this.testing = testing;
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
        return gather(plan, asked, at, now).decide();
    }

    /**
     * Holds the contacts and their households as {@link #decide} does, and gathers what it decides
     * by, but for who holds which address.
     */
    public Gathered gather(PlanRules plan, List<Asked> asked, Instant at, Instant now) {
        return gather(plan, asked, facts.lock(contacts(asked), plan.countsHouseholds()), at, now);
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
        var matching =
                testing.matching(
                        Set.of(contact),
                        sources.stream().map(Source::target).toList(),
                        plan.vocabulary(),
                        at);
        var asked =
                IntStream.range(0, sources.size())
                        .mapToObj(
                                i ->
                                        Asked.of(sources.get(i), Set.of(contact))
                                                .matchedBy(matching.get(i)))
                        .toList();
        return decide(plan, asked, rows, at, now);
    }

    private List<Decided> decide(
            PlanRules plan,
            List<Asked> asked,
            List<ContactFacts.Row> rows,
            Instant at,
            Instant now) {
        return gather(plan, asked, rows, at, now).decide();
    }

    private Gathered gather(
            PlanRules plan,
            List<Asked> asked,
            List<ContactFacts.Row> rows,
            Instant at,
            Instant now) {
        if (rows.isEmpty()) {
            return new Gathered(plan, List.of(), 0, List.of(), at);
        }
        var preferences = facts.preferences(rows.stream().map(ContactFacts.Row::id).toList());
        var all = new ArrayList<>(asked);
        if (plan.counts() || !preferences.isEmpty()) {
            all.addAll(rivals.of(plan, asked, members(rows), at, now));
        }
        var sources = all.stream().map(Asked::source).toList();
        var known = gathering.of(rows, preferences, plan, sources, at, now);
        all.replaceAll(one -> one.areMeant() ? one : tested(one, plan, at));
        return new Gathered(plan, all, asked.size(), known, at);
    }

    private Asked tested(Asked asked, PlanRules plan, Instant at) {
        return asked.matchedBy(
                audiences.matching(
                        asked.contacts(), asked.source().target(), plan.vocabulary(), at));
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
