package org.marronnier.domain.document;

import java.util.List;
import org.marronnier.domain.journey.Journey;

/** Journeys and their steps. */
final class JourneyShapes {

    static final Shape<Journey.JourneyStep> JOURNEY_STEP = journeyStep();
    static final Shape<List<Journey.JourneyStep>> JOURNEY_STEPS =
            ListShape.keyed(JOURNEY_STEP, 200);
    static final Shape<Journey> JOURNEY = journey();

    private JourneyShapes() {}

    private static Shape<Journey> journey() {
        var key = Field.required("key", Scalars.KEY, Journey::key);
        var name = Field.required("name", Scalars.NAME, Journey::name);
        var steps = Field.optional("steps", JOURNEY_STEPS, Journey::steps, List.of());
        return ObjectShape.of(
                "journey",
                in -> new Journey(in.get(key), in.get(name), in.get(steps)),
                key,
                name,
                steps);
    }

    private static Shape<Journey.JourneyStep> journeyStep() {
        var key = Field.required("key", Scalars.KEY, Journey.JourneyStep::key);
        var name = Field.required("name", Scalars.NAME, Journey.JourneyStep::name);
        var stage =
                Field.optional("stage", Scalars.reference(Kind.STAGE), Journey.JourneyStep::stage);
        var touchpoints =
                Field.optional(
                        "touchpoints",
                        ListShape.distinct(Scalars.reference(Kind.TOUCHPOINT), 0, 100),
                        Journey.JourneyStep::touchpoints,
                        List.of());
        var friction = Field.optional("friction", Scalars.NOTE, Journey.JourneyStep::friction);
        var opportunity =
                Field.optional("opportunity", Scalars.NOTE, Journey.JourneyStep::opportunity);
        var programmes =
                Field.optional(
                        "programmes",
                        ListShape.distinct(Scalars.reference(Kind.PROGRAMME), 0, 100),
                        Journey.JourneyStep::programmes,
                        List.of());
        return ObjectShape.of(
                "journeyStep",
                in ->
                        new Journey.JourneyStep(
                                in.get(key),
                                in.get(name),
                                in.find(stage),
                                in.get(touchpoints),
                                in.find(friction),
                                in.find(opportunity),
                                in.get(programmes)),
                key,
                name,
                stage,
                touchpoints,
                friction,
                opportunity,
                programmes);
    }
}
