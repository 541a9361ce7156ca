package org.marronnier.scheduler.demonstration;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.scenario.Step;
import org.marronnier.engine.decision.Candidate;
import org.marronnier.engine.decision.Decision;
import org.marronnier.engine.decision.ExternalIds;
import org.marronnier.engine.decision.Household;
import org.marronnier.engine.decision.Judgement;
import org.marronnier.engine.decision.Outcome;
import org.marronnier.engine.decision.PastMessage;
import org.marronnier.engine.decision.RuleBook;
import org.marronnier.scheduler.demonstration.Askings.Asking;
import org.marronnier.scheduler.demonstration.Crowd.Person;

/**
 * What invented contacts heard over two years, and what they did not hear: every asking of the plan
 * is decided by the engine as it would have been then, so that the history keeps the plan's own
 * rules.
 */
final class PastMessages {

    private final PlanDocument plan;
    private final RuleBook rules;
    private final boolean countsHouseholds;
    private final Matching matching;
    private final Recollection recollection;
    private final Reactions reactions;
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, List<Person>> households = new HashMap<>();
    private final PastEntries entries;
    private final Instant now;
    private final List<Remembered> messages = new ArrayList<>();
    private final List<PastRun> runs = new ArrayList<>();
    private final List<PastWalk> walks = new ArrayList<>();
    private final PriorityQueue<Going> going = new PriorityQueue<>(Going.IN_TIME);
    private int moves;

    /** A walk that goes on at an instant; those of one instant in the order in which they came. */
    private record Going(Instant at, int number, PastWalk walk) {
        static final Comparator<Going> IN_TIME =
                Comparator.comparing(Going::at).thenComparing(Going::number);
    }

    /** Decides all that was ever asked, oldest first. */
    PastMessages(PlanDocument plan, Crowd crowd, long seed, Instant now) {
        this.plan = plan;
        this.now = now;
        rules =
                new RuleBook(
                        plan.plan().key(),
                        plan.plan().zone(),
                        plan.conventions().typology(),
                        plan.pressureInForce(),
                        plan.quietInForce(),
                        plan.plan().universalControl());
        countsHouseholds =
                plan.pressureInForce().stream()
                        .anyMatch(rule -> rule.unit() == PressureRule.Unit.HOUSEHOLD);
        matching = new Matching(plan, crowd);
        recollection = new Recollection(plan, matching);
        entries = new PastEntries(matching, plan.plan().zone());
        reactions = new Reactions(seed, now);
        for (var person : crowd.people()) {
            people.put(person.card().externalId(), person);
            households.computeIfAbsent(household(person), any -> new ArrayList<>()).add(person);
        }
        for (var asking : new Askings(plan, matching, now).of(crowd)) {
            goOn(asking.at());
            switch (asking) {
                case Asking.OfCampaign campaign -> fire(campaign);
                case Asking.OfScenario scenario -> enter(scenario);
            }
        }
        goOn(now);
    }

    /** Every message that left, oldest first. */
    List<Remembered> messages() {
        return List.copyOf(messages);
    }

    /** Every occurrence of a campaign, oldest first. */
    List<PastRun> runs() {
        return List.copyOf(runs);
    }

    /** Everybody for whom a scenario fired, the first first. */
    List<PastWalk> walks() {
        return List.copyOf(walks);
    }

    /** When the address of a contact was found dead by a message, where one was. */
    @Nullable Instant bounced(Person person) {
        return recollection.bounced(person);
    }

    /** When a contact complained of a message, where it did. */
    @Nullable Instant complained(Person person) {
        return recollection.complained(person);
    }

    private void fire(Asking.OfCampaign asking) {
        var template = asking.campaign().template();
        if (template == null || asking.campaign().channels().isEmpty()) {
            return;
        }
        var judgement = new Judgement(rules, asking.at());
        var decisions = new ArrayList<Decision>();
        byHousehold(candidates(asking, judgement))
                .forEach(
                        (household, candidates) ->
                                decisions.addAll(
                                        decide(household, candidates, asking.at(), judgement)));
        decisions.sort(
                Comparator.comparing(
                        decision -> decision.candidate().contact(), ExternalIds.ORDER));
        for (var decision : decisions) {
            hear(decision, asking.campaign().key(), asking.occurrence(), template, null);
        }
        runs.add(new PastRun(asking.campaign().key(), asking.at(), decisions));
    }

    /** Everybody targeted, each told who holds its address: the first that passed gates 1 to 4. */
    private List<Candidate> candidates(Asking.OfCampaign asking, Judgement judgement) {
        var holders = new HashMap<String, String>();
        var candidates = new ArrayList<Candidate>();
        for (var person : people.values()) {
            if (isKnown(person, asking.at())
                    && matching.holds(asking.campaign().target(), person, asking.at())) {
                var candidate = Candidates.of(asking, person);
                var member = recollection.member(person, asking.at());
                var holder =
                        judgement
                                .claimOf(member, candidate)
                                .filter(claim -> claim.channel() != Channel.WEB)
                                .map(
                                        claim ->
                                                holders.computeIfAbsent(
                                                        claim.key(), any -> candidate.contact()))
                                .orElse(candidate.contact());
                candidates.add(
                        holder.equals(candidate.contact())
                                ? candidate
                                : candidate.claimedBy(holder));
            }
        }
        return candidates;
    }

    private Map<String, List<Candidate>> byHousehold(List<Candidate> candidates) {
        var byHousehold = new LinkedHashMap<String, List<Candidate>>();
        for (var candidate : candidates) {
            byHousehold
                    .computeIfAbsent(
                            household(person(candidate.contact())), any -> new ArrayList<>())
                    .add(candidate);
        }
        return byHousehold;
    }

    private void enter(Asking.OfScenario asking) {
        var scenario = asking.scenario();
        var zone = plan.plan().zone();
        var walk =
                entries.enter(scenario, asking.person(), asking.at())
                        .map(
                                why ->
                                        PastWalk.refused(
                                                scenario,
                                                asking.person(),
                                                asking.firing(),
                                                zone,
                                                why))
                        .orElseGet(
                                () ->
                                        PastWalk.entered(
                                                scenario, asking.person(), asking.firing(), zone));
        walks.add(walk);
        goOn(walk);
    }

    /** All that are under way go on as far as they come by an instant. */
    private void goOn(Instant until) {
        while (!going.isEmpty() && !going.element().at.isAfter(until)) {
            goOn(going.remove().walk);
        }
    }

    private void goOn(PastWalk walk) {
        if (walk.isRunning()) {
            walk.goOn(matching).ifPresent(send -> speak(walk, send));
        }
        if (!walk.isRunning()) {
            entries.leave(walk);
        } else if (!walk.actAt().isAfter(now)) {
            going.add(new Going(walk.actAt(), moves++, walk));
        }
    }

    private void speak(PastWalk walk, Step.Send send) {
        var person = walk.person();
        var at = walk.actAt();
        var isMeant = matching.holds(walk.scenario().target(), person, at);
        var candidates = List.of(walk.candidate(send, isMeant));
        for (var decision : decide(household(person), candidates, at, new Judgement(rules, at))) {
            var due = LocalDateTime.ofInstant(walk.due(), plan.plan().zone());
            walk.decided(decision, hear(decision, null, due, send.template(), walk));
        }
    }

    private List<Decision> decide(
            String household, List<Candidate> candidates, Instant at, Judgement judgement) {
        var members =
                households.getOrDefault(household, List.of()).stream()
                        .filter(person -> isKnown(person, at))
                        .map(person -> recollection.member(person, at))
                        .toList();
        return judgement.decide(new Household(members), candidates);
    }

    /** The message, where one leaves. */
    private @Nullable Remembered hear(
            Decision decision,
            @Nullable String campaign,
            LocalDateTime occurrence,
            String template,
            @Nullable PastWalk walk) {
        if (decision.outcome() != Outcome.SEND || decision.channel() == null) {
            return null;
        }
        var candidate = decision.candidate();
        var message =
                new PastMessage(
                        decision.at(),
                        decision.channel(),
                        candidate.type(),
                        candidate.programme(),
                        candidate.source(),
                        candidate.purpose(),
                        candidate.tags(),
                        candidate.offer());
        var remembered =
                reactions.to(
                        message,
                        person(candidate.contact()),
                        campaign,
                        occurrence,
                        template,
                        walk == null ? null : new Remembered.Place(walk, walk.step()));
        recollection.add(remembered);
        matching.heard(remembered);
        messages.add(remembered);
        return remembered;
    }

    private Person person(String externalId) {
        return Objects.requireNonNull(people.get(externalId));
    }

    /** Where no rule counts households, each contact is one of its own. */
    private String household(Person person) {
        var household = person.card().household();
        return household == null || !countsHouseholds
                ? "contact " + person.card().externalId()
                : "household " + household;
    }

    private static boolean isKnown(Person person, Instant at) {
        return !person.card().since().isAfter(at);
    }
}
