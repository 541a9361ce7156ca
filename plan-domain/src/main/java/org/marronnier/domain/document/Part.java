package org.marronnier.domain.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.OccurrenceEdits;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.convention.Conventions;
import org.marronnier.domain.journey.Journey;
import org.marronnier.domain.kpi.Kpi;
import org.marronnier.domain.pressure.Capacity;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.scenario.Reentry;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.template.Template;

/** A part of the document that is read and written alone, such as one condition. */
public final class Part<T> {

    public static final Part<Condition> CONDITION = new Part<>(Conditions.CONDITION);
    public static final Part<Trigger> TRIGGER = new Part<>(Triggers.TRIGGER);
    public static final Part<List<Step>> STEPS = new Part<>(Steps.STEPS);
    public static final Part<PressureRule> PRESSURE_RULE = new Part<>(Rules.PRESSURE);
    public static final Part<QuietPeriod> QUIET_PERIOD = new Part<>(Rules.QUIET);
    public static final Part<Capacity> CAPACITY = new Part<>(Rules.CAPACITY);
    public static final Part<Conventions> CONVENTIONS = new Part<>(ConventionShapes.CONVENTIONS);
    public static final Part<List<Journey.JourneyStep>> JOURNEY_STEPS =
            new Part<>(JourneyShapes.JOURNEY_STEPS);
    public static final Part<List<Channel>> CHANNELS =
            new Part<>(ListShape.of(Scalars.CHANNEL, 0, 100));
    public static final Part<List<String>> TEXTS =
            new Part<>(ListShape.of(Scalars.WORD, 0, 10_000));
    public static final Part<Reentry> REENTRY = new Part<>(Steps.REENTRY);
    public static final Part<List<Template.Variant>> VARIANTS = new Part<>(TemplateShapes.VARIANTS);
    public static final Part<Kpi.Ratio> RATIO = new Part<>(AimShapes.RATIO);

    public static final Part<PlanDocument.Campaign> CAMPAIGN = new Part<>(CampaignShapes.CAMPAIGN);

    public static final Part<PlanDocument.Scenario> SCENARIO = new Part<>(ProgrammeShapes.SCENARIO);

    public static final Part<OccurrenceEdits> OCCURRENCE_EDITS =
            new Part<>(OccurrenceEditing.EDITS);

    private final Shape<T> shape;

    private Part(Shape<T> shape) {
        this.shape = shape;
    }

    /**
     * The value of a tree; keys that it names are not checked.
     *
     * @throws IllegalArgumentException with every mistake, where the tree is no such part
     */
    public T read(@Nullable Object tree) {
        var mistakes = new ArrayList<Mistake>();
        return find(tree, mistakes::addAll)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        mistakes.stream()
                                                .map(m -> m.path() + ": " + m.message())
                                                .collect(Collectors.joining("\n"))));
    }

    /** The value of a tree; where the tree is no such part, every mistake is told instead. */
    public Optional<T> find(@Nullable Object tree, Consumer<List<Mistake>> tell) {
        var journal = Journal.ofPart();
        var value = shape.read(Cursor.at(tree, journal));
        if (value == null || journal.count() > 0) {
            tell.accept(journal.mistakes());
            return Optional.empty();
        }
        return Optional.of(value);
    }

    /** The tree of a value. */
    public Object write(T value) {
        return shape.write(value);
    }
}
