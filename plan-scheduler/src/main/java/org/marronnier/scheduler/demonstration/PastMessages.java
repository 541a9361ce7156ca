package org.marronnier.scheduler.demonstration;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.time.Span;
import org.marronnier.engine.decision.Addresses;
import org.marronnier.engine.decision.Candidate;
import org.marronnier.engine.decision.Household;
import org.marronnier.engine.decision.Judgement;
import org.marronnier.engine.decision.Member;
import org.marronnier.engine.decision.Outcome;
import org.marronnier.engine.decision.PastMessage;
import org.marronnier.engine.decision.RuleBook;
import org.marronnier.scheduler.demonstration.Askings.Asking;
import org.marronnier.scheduler.demonstration.Crowd.Person;

/**
 * What invented contacts heard over two years: every asking of the plan is decided by the engine as
 * it would have been then, so that the history keeps the plan's own rules.
 */
final class PastMessages {

    /** Longer than any window of a rule in the demonstration's plan. */
    private static final Duration MEMORY = Duration.ofDays(32);

    private static final double OPENED = 0.34;
    private static final double CLICKED = 0.16;

    private final PlanDocument plan;
    private final Crowd crowd;
    private final Instant now;
    private final ZoneId zone;
    private final RuleBook rules;
    private final Matching matching;
    private final RandomGenerator random;
    private final Map<String, List<Person>> households = new LinkedHashMap<>();
    private final Map<String, List<PastMessage>> recent = new HashMap<>();
    private final Map<String, Instant> bounced = new HashMap<>();
    private final Map<String, Instant> complained = new HashMap<>();
    private final List<Remembered> remembered = new ArrayList<>();

    PastMessages(PlanDocument plan, Crowd crowd, long seed, Instant now) {
        this.plan = plan;
        this.crowd = crowd;
        this.now = now;
        zone = plan.plan().zone();
        random = new SplittableRandom(seed);
        matching = new Matching(plan);
        rules =
                new RuleBook(
                        plan.plan().key(),
                        zone,
                        plan.conventions().typology(),
                        plan.pressure(),
                        plan.quiet(),
                        plan.plan().universalControl());
        for (var person : crowd.people()) {
            var household = person.card().household();
            households
                    .computeIfAbsent(
                            household == null ? person.card().externalId() : household,
                            any -> new ArrayList<>())
                    .add(person);
        }
    }

    /** Every message that left, oldest first. */
    List<Remembered> all() {
        for (var asking : new Askings(plan, now).of(crowd)) {
            switch (asking) {
                case Asking.OfCampaign campaign -> fire(campaign);
                case Asking.OfScenario scenario -> speak(scenario);
            }
        }
        return List.copyOf(remembered);
    }

    /** When the address of a contact was found dead by a message, where one was. */
    @Nullable Instant bounced(Person person) {
        return bounced.get(person.card().externalId());
    }

    /** When a contact complained of a message, where it did. */
    @Nullable Instant complained(Person person) {
        return complained.get(person.card().externalId());
    }

    /**
     * Contacts who pass gates 1 to 4, the first holder of each address, are decided household by
     * household.
     */
    private void fire(Asking.OfCampaign asking) {
        var holders = new HashSet<String>();
        for (var household : households.values()) {
            var members = new ArrayList<Member>();
            var candidates = new ArrayList<Candidate>();
            for (var person : household) {
                if (isKnown(person, asking.at())
                        && matching.holds(asking.campaign().target(), person, asking.at())) {
                    var member = member(person, asking.at());
                    var candidate = candidate(asking, person);
                    var claim = Judgement.claimOf(member, candidate, rules, asking.at());
                    if (claim.isPresent() && holders.add(claim.get().address())) {
                        members.add(member);
                        candidates.add(candidate);
                    }
                }
            }
            decide(
                    household,
                    members,
                    candidates,
                    asking.at(),
                    asking.occurrence(),
                    asking.campaign().template());
        }
    }

    private void speak(Asking.OfScenario asking) {
        var person = asking.person();
        var exit = asking.scenario().exit();
        var over = exit != null && matching.holds(exit, person, asking.at());
        if (!over && isKnown(person, asking.at()) && isTargeted(asking)) {
            var member = member(person, asking.at());
            decide(
                    List.of(person),
                    List.of(member),
                    List.of(candidate(asking)),
                    asking.at(),
                    null,
                    asking.send().template());
        }
    }

    private static boolean isKnown(Person person, Instant at) {
        return !person.card().since().isAfter(at);
    }

    private void decide(
            List<Person> people,
            List<Member> members,
            List<Candidate> candidates,
            Instant at,
            @Nullable LocalDateTime occurrence,
            @Nullable String template) {
        if (candidates.isEmpty()) {
            return;
        }
        var household = new Household(members);
        for (var decision : Judgement.decide(household, candidates, rules, at)) {
            var channel = decision.channel();
            if (decision.outcome() == Outcome.SEND && channel != null && template != null) {
                send(
                        person(people, decision.candidate().contact()),
                        decision.candidate(),
                        channel,
                        at,
                        occurrence,
                        template);
            }
        }
    }

    private static Person person(List<Person> people, String externalId) {
        return people.stream()
                .filter(person -> person.card().externalId().equals(externalId))
                .findFirst()
                .orElseThrow();
    }

    /**
     * The address that has died is found dead by the first message after; a contact about to
     * complain does so.
     */
    private void send(
            Person person,
            Candidate candidate,
            Channel channel,
            Instant at,
            @Nullable LocalDateTime occurrence,
            String template) {
        var externalId = person.card().externalId();
        var message =
                new PastMessage(
                        at,
                        channel,
                        candidate.type(),
                        candidate.programme(),
                        candidate.source(),
                        candidate.purpose(),
                        candidate.tags(),
                        candidate.offer());
        var email = channel == Channel.EMAIL;
        var deadSince = person.health().bounced();
        var angrySince = person.health().complained();
        var dead = email && deadSince != null && deadSince.isBefore(at);
        var angry = email && !dead && angrySince != null && angrySince.isBefore(at);
        var opened =
                email && !dead && (angry || random.nextDouble() < OPENED) ? later(at, 3_000) : null;
        var clicked =
                opened != null && !angry && random.nextDouble() < CLICKED
                        ? later(opened, 20)
                        : null;
        if (dead) {
            bounced.put(externalId, later(at, 1));
        }
        if (angry) {
            complained.put(externalId, later(at, 3_000));
        }
        recent.computeIfAbsent(externalId, any -> new ArrayList<>()).add(message);
        remembered.add(
                new Remembered(
                        externalId,
                        message,
                        occurrence,
                        template,
                        opened,
                        clicked,
                        dead ? bounced.get(externalId) : null,
                        angry ? complained.get(externalId) : null));
    }

    private Instant later(Instant at, int minutes) {
        var later = at.plusSeconds(20 + random.nextInt(minutes * 60));
        return later.isAfter(now) ? now : later;
    }

    private Member member(Person person, Instant at) {
        var card = person.card();
        var health = person.health();
        var suppressed = health.suppressed();
        var consents = new HashMap<Member.ConsentKey, Member.Consent>();
        for (var agreement : person.consents()) {
            if (!agreement.at().isAfter(at)) {
                consents.put(
                        new Member.ConsentKey(agreement.channel(), agreement.purpose()),
                        new Member.Consent(
                                agreement.status(), agreement.source().equals("confirmation")));
            }
        }
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
                consents,
                person.events().stream()
                        .anyMatch(
                                deed ->
                                        deed.type().equals(plan.plan().saleEvent())
                                                && !deed.at().isAfter(at)),
                memory(card.externalId(), at),
                limits(person, at),
                blocking(person, at));
    }

    private List<PastMessage> memory(String externalId, Instant at) {
        var messages = recent.computeIfAbsent(externalId, any -> new ArrayList<>());
        messages.removeIf(message -> message.at().isBefore(at.minus(MEMORY)));
        return messages;
    }

    private Map<String, Integer> limits(Person person, Instant at) {
        var limits = new HashMap<String, Integer>();
        for (var rule : plan.pressure()) {
            if (rule.limit() instanceof PressureRule.Cap cap) {
                cap.overrides().stream()
                        .filter(special -> matching.holds(special.target(), person, at))
                        .findFirst()
                        .ifPresent(special -> limits.put(rule.key(), special.max()));
            }
        }
        return limits;
    }

    private Map<String, List<Instant>> blocking(Person person, Instant at) {
        var blocking = new HashMap<String, List<Instant>>();
        for (var rule : plan.pressure()) {
            if (rule.limit() instanceof PressureRule.Block block) {
                blocking.put(
                        rule.key(),
                        person.events().stream()
                                .filter(
                                        deed ->
                                                deed.type().equals(block.event())
                                                        && !deed.at().isAfter(at))
                                .filter(deed -> Matching.meets(deed, block.where()))
                                .map(Crowd.Deed::at)
                                .toList());
            }
        }
        return blocking;
    }

    private Candidate candidate(Asking.OfCampaign asking, Person person) {
        var campaign = asking.campaign();
        var expiry = campaign.expiry() == null ? Span.days(1) : campaign.expiry();
        return candidate(
                "campaign:" + campaign.key(),
                campaign.key(),
                person,
                campaign.programme(),
                campaign.type(),
                campaign.purpose(),
                Set.copyOf(campaign.tags()),
                campaign.offer(),
                campaign.channels(),
                asking.at(),
                expiry,
                campaign.priority(),
                campaign.control());
    }

    private Candidate candidate(Asking.OfScenario asking) {
        var scenario = asking.scenario();
        var send = asking.send();
        return candidate(
                "scenario:" + scenario.key(),
                scenario.key(),
                asking.person(),
                asking.programme().brief().key(),
                scenario.type(),
                scenario.purpose(),
                Set.copyOf(send.tags()),
                send.offer(),
                send.channels(),
                asking.at(),
                send.expiry(),
                scenario.priority(),
                scenario.control());
    }

    private boolean isTargeted(Asking.OfScenario asking) {
        var segment = asking.programme().brief().segment();
        return matching.holds(asking.scenario().target(), asking.person(), asking.at())
                && (segment == null
                        || matching.holds(
                                new Condition.InSegment(segment), asking.person(), asking.at()));
    }

    private Candidate candidate(
            String source,
            String salt,
            Person person,
            @Nullable String programme,
            MessageType type,
            @Nullable String purpose,
            Set<String> tags,
            @Nullable String offer,
            List<Channel> channels,
            Instant due,
            Span expiry,
            int priority,
            BigDecimal control) {
        return new Candidate(
                source + ":" + person.card().externalId(),
                person.card().externalId(),
                source,
                salt,
                programme,
                type,
                purpose,
                tags,
                offer,
                channels,
                due,
                expiry.after(due, zone),
                priority,
                BigDecimal.ZERO,
                WhenCapped.DROP,
                control,
                true,
                null);
    }
}
