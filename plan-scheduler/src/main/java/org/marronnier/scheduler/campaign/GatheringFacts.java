package org.marronnier.scheduler.campaign;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.Audiences;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.PropertyTest;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.Window;
import org.marronnier.domain.time.Span;
import org.marronnier.engine.decision.Addresses;
import org.marronnier.engine.decision.ExternalIds;
import org.marronnier.engine.decision.Member;
import org.marronnier.engine.decision.PastMessage;
import org.marronnier.store.decision.ContactFacts;
import org.springframework.stereotype.Component;

/**
 * The facts of a chunk of contacts, as the decision wants them: a query a kind, never one a
 * contact.
 */
@Component
class GatheringFacts {

    private final ContactFacts facts;
    private final Audiences audiences;

    GatheringFacts(ContactFacts facts, Audiences audiences) {
        this.facts = facts;
        this.audiences = audiences;
    }

    /**
     * The members of a chunk in external id order, with the other members of their households where
     * a rule counts those. They stay held until the end of the transaction.
     *
     * @param at the decision instant
     * @param now consents count up to here, so that a no given while a run goes on is heard
     */
    List<Facts> of(Set<Long> chunk, Briefing briefing, Instant at, Instant now) {
        var rows = facts.lock(chunk, briefing.countsHouseholds());
        var everyone = rows.stream().map(ContactFacts.Row::id).collect(Collectors.toSet());
        var purpose = briefing.brief().purpose();
        var consents =
                purpose == null
                        ? Map.<Long, List<ContactFacts.Consent>>of()
                        : facts.consents(
                                chunk,
                                briefing.brief().channels(),
                                purpose,
                                now.isAfter(at) ? now : at);
        var preferences = facts.preferences(everyone);
        var history =
                briefing.rules().pressure().isEmpty() && preferences.isEmpty()
                        ? Map.<Long, List<ContactFacts.Sent>>of()
                        : facts.history(
                                everyone,
                                briefing.rememberedSince(
                                        at,
                                        preferences.values().stream()
                                                .flatMap(List::stream)
                                                .map(ContactFacts.Preference::span)
                                                .<Window>map(Window.Rolling::new)));
        var customers =
                briefing.asksForCustomers()
                        ? matching(
                                chunk,
                                event(briefing.vocabulary().saleEvent(), List.of(), null),
                                briefing,
                                at)
                        : Set.<Long>of();
        var limits = limits(everyone, briefing, at);
        var blocked = blocked(chunk, briefing, at);

        var members = new ArrayList<Facts>();
        for (var row : rows) {
            var member =
                    new Member(
                            row.externalId(),
                            row.zone(),
                            new Member.Standing(
                                    row.erased(),
                                    row.suppressed(),
                                    row.complained(),
                                    row.pausedUntil()),
                            addresses(row),
                            consents(consents.getOrDefault(row.id(), List.of()), purpose),
                            customers.contains(row.id()),
                            history.getOrDefault(row.id(), List.of()).stream()
                                    .map(GatheringFacts::past)
                                    .toList(),
                            limits.getOrDefault(row.id(), Map.of()),
                            blocked.getOrDefault(row.id(), Map.of()),
                            preferences.getOrDefault(row.id(), List.of()).stream()
                                    .collect(
                                            Collectors.toMap(
                                                    ContactFacts.Preference::channel,
                                                    GatheringFacts::preference)));
            members.add(new Facts(row.id(), row.household(), member));
        }
        members.sort(Comparator.comparing(one -> one.member().externalId(), ExternalIds.ORDER));
        return members;
    }

    /** A contact and the key of its household, where it has one. */
    record Facts(long contact, @Nullable String household, Member member) {

        String externalId() {
            return member.externalId();
        }
    }

    /** Each contact's own maximum under each rule: that of the first override it matches. */
    private Map<Long, Map<String, Integer>> limits(
            Set<Long> contacts, Briefing briefing, Instant at) {
        var limits = new HashMap<Long, Map<String, Integer>>();
        for (var rule : briefing.rules().pressure()) {
            if (rule.limit() instanceof PressureRule.Cap(var _, var _, var _, var overrides)) {
                for (var special : overrides) {
                    for (var contact : matching(contacts, special.target(), briefing, at)) {
                        limits.computeIfAbsent(contact, any -> new HashMap<>())
                                .putIfAbsent(rule.key(), special.max());
                    }
                }
            }
        }
        return limits;
    }

    /**
     * The contacts that each blocking rule silences. Whether an event lies in its window is asked
     * of the database, so what is passed on is only that there is one: as an event at the instant
     * itself.
     */
    private Map<Long, Map<String, List<Instant>>> blocked(
            Set<Long> contacts, Briefing briefing, Instant at) {
        var blocked = new HashMap<Long, Map<String, List<Instant>>>();
        for (var rule : briefing.rules().pressure()) {
            if (rule.limit() instanceof PressureRule.Block(var event, var where)) {
                for (var contact :
                        matching(
                                contacts, event(event, where, span(rule.window())), briefing, at)) {
                    blocked.computeIfAbsent(contact, any -> new HashMap<>())
                            .put(rule.key(), List.of(at));
                }
            }
        }
        return blocked;
    }

    /**
     * A calendar unit is read as the longest rolling window that may hold it: rather too silent
     * than too loud.
     */
    private static Span span(Window window) {
        return switch (window) {
            case Window.Rolling(var span) -> span;
            case Window.Calendar(var unit) ->
                    switch (unit) {
                        case DAY -> Span.parse("P1D");
                        case WEEK -> Span.parse("P7D");
                        case MONTH -> Span.parse("P31D");
                        case QUARTER -> Span.parse("P92D");
                        case YEAR -> Span.parse("P366D");
                    };
        };
    }

    private static Condition event(String event, List<PropertyTest> where, @Nullable Span within) {
        return new Condition.Events(event, where, within, List.of());
    }

    private Set<Long> matching(
            Set<Long> contacts, Condition condition, Briefing briefing, Instant at) {
        return audiences.matching(contacts, condition, briefing.vocabulary(), at);
    }

    private static Map<Member.ConsentKey, Member.Consent> consents(
            List<ContactFacts.Consent> consents, @Nullable String purpose) {
        var current = new HashMap<Member.ConsentKey, Member.Consent>();
        if (purpose != null) {
            for (var consent : consents) {
                current.put(
                        new Member.ConsentKey(consent.channel(), purpose),
                        new Member.Consent(
                                consent.status(),
                                "confirmation".equalsIgnoreCase(consent.source())));
            }
        }
        return current;
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
        return new PastMessage(
                sent.at(),
                sent.channel(),
                sent.type(),
                sent.programme(),
                sent.source(),
                sent.purpose(),
                sent.tags(),
                sent.offer());
    }
}
