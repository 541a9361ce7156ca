package org.marronnier.scheduler.enrolment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.marronnier.domain.audience.Audiences;
import org.marronnier.domain.scenario.Step;
import org.marronnier.engine.scenario.Course;
import org.marronnier.engine.scenario.StepPath;
import org.marronnier.scheduler.decision.Asked;
import org.marronnier.scheduler.decision.PlanRules;
import org.marronnier.scheduler.decision.Source;
import org.marronnier.scheduler.decision.WaitingRivals;
import org.marronnier.scheduler.scenario.LiveScenario;
import org.marronnier.scheduler.scenario.LiveScenarios;
import org.marronnier.store.enrolment.Enrolments;
import org.marronnier.store.enrolment.Enrolments.Due;
import org.springframework.stereotype.Component;

/**
 * The steps of scenarios that wait to be decided, or decided again, as rivals of what is decided.
 */
@Component
class DeferredSteps implements WaitingRivals {

    private final Enrolments enrolments;
    private final LiveScenarios live;
    private final Audiences audiences;

    DeferredSteps(Enrolments enrolments, LiveScenarios live, Audiences audiences) {
        this.enrolments = enrolments;
        this.live = live;
        this.audiences = audiences;
    }

    /** Somebody who stands before a send. */
    private record Rival(long contact, long edition, LiveScenario scenario, Source source) {}

    /** What is asked of a contact. */
    private record One(String source, Instant due, long contact) {}

    @Override
    public List<Asked> of(
            PlanRules plan, List<Asked> asked, Collection<Long> contacts, Instant at) {
        if (live.all().stream().noneMatch(one -> one.plan().equals(plan.key()))) {
            return List.of();
        }
        var known = new HashSet<One>();
        for (var one : asked) {
            one.contacts()
                    .forEach(
                            contact ->
                                    known.add(
                                            new One(
                                                    one.source().name(),
                                                    one.source().due(),
                                                    contact)));
        }
        var rivals =
                enrolments.waiting(contacts, at).stream()
                        .flatMap(due -> rival(due, plan).stream())
                        .filter(
                                rival ->
                                        !known.contains(
                                                new One(
                                                        rival.source.name(),
                                                        rival.source.due(),
                                                        rival.contact)))
                        .toList();
        var meant = new HashMap<Long, Set<Long>>();
        rivals.stream()
                .collect(Collectors.groupingBy(Rival::edition))
                .forEach((edition, those) -> meant.put(edition, meant(those, plan, at)));
        var waiting = new ArrayList<Asked>();
        for (var rival : rivals) {
            if (meant.getOrDefault(rival.edition, Set.of()).contains(rival.contact)) {
                waiting.add(Asked.apart(rival.source, Set.of(rival.contact), Set.of()));
            }
        }
        return waiting;
    }

    private Optional<Rival> rival(Due due, PlanRules plan) {
        return live.find(due.scenario())
                .filter(scenario -> scenario.plan().equals(plan.key()))
                .flatMap(
                        scenario -> {
                            var edition = live.edition(due.edition());
                            return Course.of(edition)
                                    .at(new StepPath(due.step()))
                                    .filter(Step.Send.class::isInstance)
                                    .map(Step.Send.class::cast)
                                    .map(
                                            send ->
                                                    new Rival(
                                                            due.contact(),
                                                            due.edition(),
                                                            scenario,
                                                            StepSource.of(
                                                                    scenario, edition, send,
                                                                    due.due())));
                        });
    }

    private Set<Long> meant(List<Rival> those, PlanRules plan, Instant at) {
        try {
            return audiences.matching(
                    those.stream().map(Rival::contact).collect(Collectors.toSet()),
                    those.getFirst().source.target(),
                    plan.vocabulary(),
                    at);
        } catch (IllegalArgumentException e) {
            // A target that cannot be evaluated means nobody.
            return Set.of();
        }
    }
}
