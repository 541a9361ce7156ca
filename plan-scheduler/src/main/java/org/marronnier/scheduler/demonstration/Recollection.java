package org.marronnier.scheduler.demonstration;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.consent.Confirmation;
import org.marronnier.domain.consent.ConsentKind;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.engine.condition.PropertyFilter;
import org.marronnier.engine.decision.Addresses;
import org.marronnier.engine.decision.Member;
import org.marronnier.engine.decision.PastMessage;
import org.marronnier.scheduler.demonstration.Crowd.Person;

/** What was known of invented contacts at an instant of their past, as far as it has been told. */
final class Recollection {

    /** Longer than any window of a rule in the demonstration's plan. */
    private static final Duration MEMORY = Duration.ofDays(32);

    private final PlanDocument plan;
    private final Matching matching;
    private final Map<String, List<PastMessage>> recent = new HashMap<>();
    private final Map<String, Instant> bounced = new HashMap<>();
    private final Map<String, Instant> complained = new HashMap<>();
    private final Map<String, Member> known = new HashMap<>();
    private Instant knownAt = Instant.MIN;

    Recollection(PlanDocument plan, Matching matching) {
        this.plan = plan;
        this.matching = matching;
    }

    /** A contact heard a message, and what became of it. */
    void add(Remembered remembered) {
        known.clear();
        var contact = remembered.externalId();
        recent.computeIfAbsent(contact, any -> new ArrayList<>()).add(remembered.message());
        if (remembered.bounced() != null) {
            bounced.put(contact, remembered.bounced());
        }
        if (remembered.complained() != null) {
            complained.put(contact, remembered.complained());
        }
    }

    /** When the address of a contact was found dead by a message, where one was. */
    @Nullable Instant bounced(Person person) {
        return bounced.get(person.card().externalId());
    }

    /** When a contact complained of a message, where it did. */
    @Nullable Instant complained(Person person) {
        return complained.get(person.card().externalId());
    }

    /** The contact as the engine would have known it. */
    Member member(Person person, Instant at) {
        if (!at.equals(knownAt)) {
            known.clear();
            knownAt = at;
        }
        return known.computeIfAbsent(person.card().externalId(), any -> made(person, at));
    }

    private Member made(Person person, Instant at) {
        var card = person.card();
        var suppressed = person.health().suppressed();
        return new Member(
                card.externalId(),
                card.zone() == null ? null : ZoneId.of(card.zone()),
                new Member.Standing(
                        false,
                        suppressed != null && !suppressed.isAfter(at),
                        complained.containsKey(card.externalId()),
                        null),
                new Addresses(
                        card.externalId(),
                        card.email(),
                        bounced.containsKey(card.externalId()),
                        card.phone(),
                        false,
                        card.street(),
                        card.postcode(),
                        card.city(),
                        null),
                consents(person, at),
                hasBought(person, at),
                memory(card.externalId(), at),
                limits(person, at),
                blocking(person, at),
                Map.of());
    }

    private static Map<ConsentKind, Member.Consent> consents(Person person, Instant at) {
        var consents = new HashMap<ConsentKind, Member.Consent>();
        for (var agreement : person.consents()) {
            if (!agreement.at().isAfter(at)) {
                consents.put(
                        new ConsentKind(agreement.channel(), agreement.purpose()),
                        new Member.Consent(
                                agreement.status(), Confirmation.is(agreement.source())));
            }
        }
        return consents;
    }

    private boolean hasBought(Person person, Instant at) {
        for (var deed : person.events()) {
            if (deed.type().equals(plan.plan().saleEvent()) && !deed.at().isAfter(at)) {
                return true;
            }
        }
        return false;
    }

    /** Time only goes forward here, so what is forgotten once is never asked for again. */
    private List<PastMessage> memory(String externalId, Instant at) {
        var messages = recent.getOrDefault(externalId, List.of());
        var since = at.minus(MEMORY);
        while (!messages.isEmpty() && messages.getFirst().at().isBefore(since)) {
            messages.removeFirst();
        }
        return messages;
    }

    private Map<String, Integer> limits(Person person, Instant at) {
        var limits = new HashMap<String, Integer>();
        for (var rule : plan.pressureInForce()) {
            if (rule.limit() instanceof PressureRule.Cap cap) {
                for (var special : cap.overrides()) {
                    if (matching.holds(special.target(), person, at)) {
                        limits.put(rule.key(), special.max());
                        break;
                    }
                }
            }
        }
        return limits;
    }

    private Map<String, List<Instant>> blocking(Person person, Instant at) {
        var blocking = new HashMap<String, List<Instant>>();
        for (var rule : plan.pressureInForce()) {
            if (rule.limit() instanceof PressureRule.Block block) {
                var where = PropertyFilter.of(block.where());
                var instants = new ArrayList<Instant>();
                for (var deed : person.events()) {
                    if (deed.type().equals(block.event())
                            && !deed.at().isAfter(at)
                            && where.holds(deed.properties(), plan.plan().zone())) {
                        instants.add(deed.at());
                    }
                }
                blocking.put(rule.key(), List.copyOf(instants));
            }
        }
        return blocking;
    }
}
