package org.marronnier.scheduler.why;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.CampaignBrief;
import org.marronnier.domain.campaign.Campaigns;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.contact.Contact;
import org.marronnier.domain.contact.Contacts;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.pressure.Capacity;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.time.LocalTimes;
import org.marronnier.engine.calendar.Occurrences;
import org.marronnier.engine.condition.Verdict;
import org.marronnier.engine.decision.Gate;
import org.marronnier.scheduler.audience.ScenarioTarget;
import org.marronnier.scheduler.condition.TestingConditions;
import org.marronnier.scheduler.decision.Decided;
import org.marronnier.scheduler.decision.DecidingHouseholds;
import org.marronnier.scheduler.decision.PlanRules;
import org.marronnier.scheduler.decision.Source;
import org.marronnier.scheduler.enrolment.StepSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Somebody asks what a contact would get of a campaign or scenario before it runs: the decision of
 * the live run, as of the instant of the occurrence or now where that is later, by what is known
 * now. Nothing is kept and nobody is held.
 */
@Component
public class AskingWhy {

    private final Plans plans;
    private final Campaigns campaigns;
    private final Contacts contacts;
    private final TestingConditions testing;
    private final DecidingHouseholds deciding;
    private final Clock clock;

    AskingWhy(
            Plans plans,
            Campaigns campaigns,
            Contacts contacts,
            TestingConditions testing,
            DecidingHouseholds deciding,
            Clock clock) {
        this.plans = plans;
        this.campaigns = campaigns;
        this.contacts = contacts;
        this.testing = testing;
        this.deciding = deciding;
        this.clock = clock;
    }

    /**
     * @param plan null for the only plan that has the campaign or scenario
     * @param contact external id
     */
    @Transactional(readOnly = true)
    public Why ask(@Nullable String plan, String contact, Question question) {
        var known = contacts.find(contact);
        if (known.isEmpty()) {
            return new Why.NoContact();
        }
        var holders = plan == null ? holders(question) : List.of(plan);
        if (holders.size() > 1) {
            return new Why.Ambiguous(holders);
        }
        return holders.stream()
                .findFirst()
                .flatMap(plans::load)
                .map(document -> ask(document, known.get(), question))
                .orElseGet(Why.NoSource::new);
    }

    private List<String> holders(Question question) {
        return switch (question) {
            case Question.OfCampaign(var key, var _) -> campaigns.plansWith(key);
            case Question.OfScenario(var key, var _) ->
                    plans.keys().stream()
                            .filter(
                                    plan ->
                                            plans.load(plan)
                                                    .filter(one -> scenarios(one, key).count() > 0)
                                                    .isPresent())
                            .toList();
        };
    }

    /** The same about what is at hand; the caller has a transaction. */
    Why ask(PlanDocument plan, Contact contact, Question question) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return switch (question) {
            case Question.OfCampaign campaign ->
                    plan.campaigns().stream()
                            .filter(one -> one.brief().key().equals(campaign.key()))
                            .findFirst()
                            .map(found -> ask(plan, contact, campaign, found, now))
                            .orElseGet(Why.NoSource::new);
            case Question.OfScenario scenario ->
                    scenarios(plan, scenario.key())
                            .findFirst()
                            .map(found -> ask(plan, contact, scenario, found, now))
                            .orElseGet(Why.NoSource::new);
        };
    }

    private Why ask(
            PlanDocument plan,
            Contact contact,
            Question.OfCampaign asked,
            PlanDocument.Campaign campaign,
            Instant now) {
        var brief = campaign.brief();
        if (!campaign.status().mayRun()) {
            return new Why.NotApproved(campaign.status());
        }
        if (!PlanRules.sends(brief)) {
            return new Why.SendsNothing();
        }
        var zone = plan.plan().zone();
        var due = due(brief, asked, plan, now);
        return due.isEmpty()
                ? new Why.NoOccurrence()
                : foresee(
                        plan,
                        contact,
                        new Question.OfCampaign(
                                asked.key(), due.get().atZone(zone).toLocalDateTime()),
                        Source.of(brief, due.get(), zone),
                        now);
    }

    /**
     * The asked occurrence, or the next, or the last start where it is over; now without a start.
     */
    private static Optional<Instant> due(
            CampaignBrief brief, Question.OfCampaign asked, PlanDocument plan, Instant now) {
        var zone = plan.plan().zone();
        var occurrences = Occurrences.of(brief, zone);
        var wanted = asked.occurrence();
        if (wanted != null) {
            return occurrences.between(wanted, wanted.plusSeconds(1)).isEmpty()
                    ? Optional.empty()
                    : Optional.of(LocalTimes.instant(wanted, zone));
        }
        var start = brief.start();
        return occurrences
                .firstAfter(now)
                .or(() -> Optional.of(start == null ? now : LocalTimes.instant(start, zone)));
    }

    private Why ask(
            PlanDocument plan,
            Contact contact,
            Question.OfScenario asked,
            Found found,
            Instant now) {
        var steps = SendSteps.of(found.scenario.brief());
        if (!found.scenario.status().mayRun()) {
            return new Why.NotApproved(found.scenario.status());
        }
        if (!found.standing.mayRun()) {
            return new Why.ProgrammeNotApproved(found.programme, found.standing);
        }
        if (steps.isEmpty()) {
            return new Why.SendsNothing();
        }
        return asked.step() > steps.size()
                ? new Why.NoSource()
                : foresee(
                        plan,
                        contact,
                        asked,
                        source(plan, found, steps.get(asked.step() - 1), now),
                        now);
    }

    private static Source source(PlanDocument plan, Found found, Step.Send send, Instant due) {
        var brief = found.scenario.brief();
        return StepSource.of(
                brief,
                found.programme,
                ScenarioTarget.of(plan, found.programme, brief.key()).orElse(Condition.EVERYBODY),
                plan.plan().zone(),
                send,
                due);
    }

    private Why foresee(
            PlanDocument plan, Contact contact, Question question, Source source, Instant now) {
        PlanRules rules;
        try {
            rules = PlanRules.of(plan);
        } catch (IllegalArgumentException e) {
            return new Why.Unusable(String.valueOf(e.getMessage()));
        }
        var at = source.due().isAfter(now) ? source.due() : now;
        return foresee(rules, source, question, contact, at, now).stream()
                .findFirst()
                .<Why>map(
                        decided ->
                                new Why.Foreseen(
                                        plan,
                                        contact.externalId(),
                                        question,
                                        source.due(),
                                        decided.decision(),
                                        decided.decision().reasons().stream()
                                                        .anyMatch(
                                                                reason ->
                                                                        reason.gate()
                                                                                == Gate
                                                                                        .NOT_TARGETED)
                                                ? missed(rules, source.target(), contact, at)
                                                : List.of(),
                                        perDay(plan, source)))
                .orElseGet(Why.NoContact::new);
    }

    /** A scenario asks each contact for itself: nobody is a duplicate of another there. */
    private List<Decided> foresee(
            PlanRules rules,
            Source source,
            Question question,
            Contact contact,
            Instant at,
            Instant now) {
        return switch (question) {
            case Question.OfCampaign _ ->
                    deciding.foresee(rules, source, Set.of(contact.id()), at, now);
            case Question.OfScenario _ ->
                    deciding.foresee(rules, List.of(source), contact.id(), at, now);
        };
    }

    /** The parts that all have to hold, and do not. */
    private List<Condition> missed(PlanRules rules, Condition target, Contact contact, Instant at) {
        return testing.explain(contact.id(), target, rules.vocabulary(), at).stream()
                .flatMap(AskingWhy::missed)
                .toList();
    }

    private static Stream<Condition> missed(Verdict verdict) {
        return verdict.condition() instanceof Condition.All
                ? verdict.parts().stream().flatMap(AskingWhy::missed)
                : Stream.of(verdict).filter(part -> !part.holds()).map(Verdict::condition);
    }

    private static int perDay(PlanDocument plan, Source source) {
        return plan.capacity().stream()
                .filter(capacity -> source.channels().contains(capacity.channel()))
                .mapToInt(Capacity::perDay)
                .min()
                .orElse(0);
    }

    /** A scenario, and the key of its programme and where that stands. */
    private record Found(String programme, Status standing, PlanDocument.Scenario scenario) {}

    private static Stream<Found> scenarios(PlanDocument plan, String key) {
        return plan.programmes().stream()
                .flatMap(
                        programme ->
                                programme.scenarios().stream()
                                        .filter(one -> one.brief().key().equals(key))
                                        .map(
                                                one ->
                                                        new Found(
                                                                programme.brief().key(),
                                                                programme.status(),
                                                                one)));
    }
}
