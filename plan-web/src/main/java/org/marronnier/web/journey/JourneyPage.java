package org.marronnier.web.journey;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.convention.Conventions.Stage;
import org.marronnier.domain.convention.Conventions.Touchpoint;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.journey.Journey;
import org.marronnier.domain.journey.Journey.JourneyStep;
import org.marronnier.domain.lifecycle.Status;

/** A journey as its page draws it. */
record JourneyPage(Journey journey, List<Shown> steps) {

    /**
     * A step of the path.
     *
     * @param stage the name of its stage; null where it names none
     * @param answers the programmes that answer its opportunity
     * @param open whether an opportunity waits for a programme
     */
    record Shown(
            JourneyStep step,
            @Nullable String stage,
            List<Contact> contacts,
            List<Answering> answers,
            boolean open) {}

    /** A touchpoint of a step. */
    record Contact(String name, Touchpoint.@Nullable Direction direction) {}

    /** A programme that answers. */
    record Answering(String key, String name, Status status) {}

    static Optional<JourneyPage> of(PlanDocument plan, String key) {
        return plan.journeys().stream()
                .filter(journey -> journey.key().equals(key))
                .findFirst()
                .map(
                        journey ->
                                new JourneyPage(
                                        journey,
                                        journey.steps().stream()
                                                .map(step -> shown(step, plan))
                                                .toList()));
    }

    /** How many opportunities wait for a programme. */
    public long waiting() {
        return steps.stream().filter(Shown::open).count();
    }

    private static Shown shown(JourneyStep step, PlanDocument plan) {
        Map<String, Touchpoint> touchpoints =
                plan.conventions().touchpoints().stream()
                        .collect(Collectors.toMap(Touchpoint::key, Function.identity()));
        var answers =
                plan.programmes().stream()
                        .filter(programme -> step.programmes().contains(programme.brief().key()))
                        .map(
                                programme ->
                                        new Answering(
                                                programme.brief().key(),
                                                programme.brief().name(),
                                                programme.status()))
                        .toList();
        return new Shown(
                step,
                plan.conventions().stages().stream()
                        .filter(stage -> stage.key().equals(step.stage()))
                        .map(Stage::name)
                        .findFirst()
                        .orElse(null),
                step.touchpoints().stream().map(key -> contact(key, touchpoints)).toList(),
                answers,
                step.opportunity() != null
                        && answers.stream().noneMatch(one -> one.status() != Status.ENDED));
    }

    private static Contact contact(String key, Map<String, Touchpoint> known) {
        var touchpoint = known.get(key);
        return touchpoint == null
                ? new Contact(key, null)
                : new Contact(touchpoint.name(), touchpoint.direction());
    }
}
