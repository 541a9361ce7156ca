package org.marronnier.scheduler.decision;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.Audiences;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.consent.Confirmation;
import org.marronnier.domain.consent.ConsentKind;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.Window;
import org.marronnier.domain.time.Span;
import org.marronnier.engine.decision.Addresses;
import org.marronnier.engine.decision.ExternalIds;
import org.marronnier.engine.decision.Member;
import org.marronnier.engine.decision.PastMessage;
import org.marronnier.scheduler.condition.TestingConditions;
import org.marronnier.store.decision.ContactFacts;
import org.springframework.stereotype.Component;

/** The facts of some contacts, as the decision wants them: a query a kind, never one a contact. */
@Component
class GatheringFacts {

    private final ContactFacts facts;
    private final TestingConditions testing;
    private final Audiences audiences;

    GatheringFacts(ContactFacts facts, TestingConditions testing, Audiences audiences) {
        this.facts = facts;
        this.testing = testing;
        this.audiences = audiences;
    }

    /** A contact and the key of its household, where it has one. */
    record Facts(long contact, @Nullable String household, Member member) {

        String externalId() {
            return member.externalId();
        }

        ZoneId zone(PlanRules plan) {
            return member.zone() == null ? plan.zone() : member.zone();
        }
    }

    /**
     * The facts of contacts, in the order of external ids.
     *
     * @param preferences of the contacts that set a limit of their own
     * @param sources all that ask to speak to them
     * @param at the decision instant
     * @param now consents count up to here, so that a no given while a run goes on is heard
     */
    List<Facts> of(
            List<ContactFacts.Row> rows,
            Map<Long, List<ContactFacts.Preference>> preferences,
            PlanRules plan,
            Collection<Source> sources,
            Instant at,
            Instant now) {
        var everyone = rows.stream().map(ContactFacts.Row::id).collect(Collectors.toSet());
        var purposes =
                sources.stream()
                        .map(Source::purpose)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        var consents =
                purposes.isEmpty()
                        ? Map.<Long, List<ContactFacts.Consent>>of()
                        : facts.consents(everyone, purposes, now.isAfter(at) ? now : at);
        var history =
                plan.counts() || !preferences.isEmpty()
                        ? facts.history(
                                everyone,
                                plan.rememberedSince(
                                        at,
                                        preferences.values().stream()
                                                .flatMap(List::stream)
                                                .map(ContactFacts.Preference::span)
                                                .<Window>map(Window.Rolling::new)))
                        : Map.<Long, List<ContactFacts.Sent>>of();
        var footing = footing(everyone, plan, sources, at);
        var blocking = blocking(everyone, plan, at);
        return rows.stream()
                .map(
                        row ->
                                new Facts(
                                        row.id(),
                                        row.household(),
                                        new Member(
                                                row.externalId(),
                                                row.zone(),
                                                standing(row),
                                                addresses(row),
                                                consents(of(consents, row)),
                                                footing.customers().contains(row.id()),
                                                of(history, row).stream()
                                                        .map(GatheringFacts::past)
                                                        .toList(),
                                                footing.limits().getOrDefault(row.id(), Map.of()),
                                                blocking.getOrDefault(row.id(), Map.of()),
                                                of(preferences, row).stream()
                                                        .collect(
                                                                Collectors.toMap(
                                                                        ContactFacts.Preference
                                                                                ::channel,
                                                                        GatheringFacts
                                                                                ::preference)))))
                .sorted(Comparator.comparing(Facts::externalId, ExternalIds.ORDER))
                .toList();
    }

    private static <T> List<T> of(Map<Long, List<T>> facts, ContactFacts.Row row) {
        return facts.getOrDefault(row.id(), List.of());
    }

    /**
     * What some contacts are to a plan, by its conditions.
     *
     * @param customers those who ever bought, where a regime asks
     * @param limits each contact's own maximum under each rule: that of the first override it
     *     matches
     */
    private record Footing(Set<Long> customers, Map<Long, Map<String, Integer>> limits) {}

    private Footing footing(
            Set<Long> contacts, PlanRules plan, Collection<Source> sources, Instant at) {
        var overrides = plan.overrides();
        var conditions = new ArrayList<>(overrides.stream().map(PlanRules.Limit::target).toList());
        if (plan.asksForCustomers(sources)) {
            conditions.add(plan.everBought());
        }
        if (conditions.isEmpty()) {
            return new Footing(Set.of(), Map.of());
        }
        var matching = testing.matching(contacts, conditions, plan.vocabulary(), at);
        var limits = new HashMap<Long, Map<String, Integer>>();
        for (var i = 0; i < overrides.size(); i++) {
            var override = overrides.get(i);
            for (var contact : matching.get(i)) {
                limits.computeIfAbsent(contact, any -> new HashMap<>())
                        .putIfAbsent(override.rule(), override.max());
            }
        }
        return new Footing(
                matching.size() > overrides.size() ? matching.getLast() : Set.of(), limits);
    }

    /** The instants of the events that each blocking rule names, by its key. */
    private Map<Long, Map<String, List<Instant>>> blocking(
            Set<Long> contacts, PlanRules plan, Instant at) {
        var blocking = new HashMap<Long, Map<String, List<Instant>>>();
        for (var rule : plan.book().pressure()) {
            if (rule.limit() instanceof PressureRule.Block(var event, var where)) {
                audiences
                        .instants(
                                contacts,
                                new Condition.Events(
                                        event, where, longest(rule.window()), List.of()),
                                plan.vocabulary(),
                                at)
                        .forEach(
                                (contact, instants) ->
                                        blocking.computeIfAbsent(contact, any -> new HashMap<>())
                                                .put(rule.key(), instants));
            }
        }
        return blocking;
    }

    /** A rolling window that holds all of a window that ends now or later, as far as it is past. */
    private static Span longest(Window window) {
        return switch (window) {
            case Window.Rolling(var span) -> span;
            case Window.Calendar(var unit) ->
                    switch (unit) {
                        case DAY -> Span.days(1);
                        case WEEK -> Span.days(7);
                        case MONTH -> Span.days(31);
                        case QUARTER -> Span.days(92);
                        case YEAR -> Span.days(366);
                    };
        };
    }

    private static Member.Standing standing(ContactFacts.Row row) {
        return new Member.Standing(
                row.erased(), row.suppressed(), row.complained(), row.pausedUntil());
    }

    private static Map<ConsentKind, Member.Consent> consents(List<ContactFacts.Consent> consents) {
        return consents.stream()
                .collect(
                        Collectors.toMap(
                                consent -> new ConsentKind(consent.channel(), consent.purpose()),
                                consent ->
                                        new Member.Consent(
                                                consent.status(),
                                                Confirmation.is(consent.source()))));
    }

    private static Addresses addresses(ContactFacts.Row row) {
        return new Addresses(
                row.externalId(),
                row.email(),
                row.emailBounced(),
                row.phone(),
                row.phoneBounced(),
                row.street(),
                row.postcode(),
                row.city(),
                row.pushToken());
    }

    private static Member.Preference preference(ContactFacts.Preference preference) {
        return new Member.Preference(preference.max(), new Window.Rolling(preference.span()));
    }

    private static PastMessage past(ContactFacts.Sent sent) {
        var kind = sent.kind();
        return new PastMessage(
                sent.at(),
                kind.channel(),
                kind.type(),
                kind.programme(),
                kind.source(),
                kind.purpose(),
                kind.tags(),
                kind.offer());
    }
}
