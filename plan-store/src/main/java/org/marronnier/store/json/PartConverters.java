package org.marronnier.store.json;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.OccurrenceEdits;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.convention.Conventions;
import org.marronnier.domain.document.Part;
import org.marronnier.domain.journey.Journey;
import org.marronnier.domain.kpi.Kpi;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.scenario.Reentry;
import org.marronnier.domain.scenario.Step;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.template.Template;
import org.marronnier.domain.time.Span;

/** Which part of the plan document each attribute of an entity is; they are applied by its type. */
final class PartConverters {

    private PartConverters() {}

    @Converter(autoApply = true)
    static final class OfCondition extends PartConverter<Condition> {
        OfCondition() {
            super(Part.CONDITION);
        }
    }

    @Converter(autoApply = true)
    static final class OfTrigger extends PartConverter<Trigger> {
        OfTrigger() {
            super(Part.TRIGGER);
        }
    }

    @Converter(autoApply = true)
    static final class OfSteps extends PartConverter<List<Step>> {
        OfSteps() {
            super(Part.STEPS);
        }
    }

    @Converter(autoApply = true)
    static final class OfPressureRule extends PartConverter<PressureRule> {
        OfPressureRule() {
            super(Part.PRESSURE_RULE);
        }
    }

    @Converter(autoApply = true)
    static final class OfQuietPeriod extends PartConverter<QuietPeriod> {
        OfQuietPeriod() {
            super(Part.QUIET_PERIOD);
        }
    }

    @Converter(autoApply = true)
    static final class OfConventions extends PartConverter<Conventions> {
        OfConventions() {
            super(Part.CONVENTIONS);
        }
    }

    @Converter(autoApply = true)
    static final class OfJourneySteps extends PartConverter<List<Journey.JourneyStep>> {
        OfJourneySteps() {
            super(Part.JOURNEY_STEPS);
        }
    }

    @Converter(autoApply = true)
    static final class OfVariants extends PartConverter<List<Template.Variant>> {
        OfVariants() {
            super(Part.VARIANTS);
        }
    }

    @Converter(autoApply = true)
    static final class OfRatio extends PartConverter<Kpi.Ratio> {
        OfRatio() {
            super(Part.RATIO);
        }
    }

    @Converter(autoApply = true)
    static final class OfChannels extends PartConverter<List<Channel>> {
        OfChannels() {
            super(Part.CHANNELS);
        }
    }

    @Converter(autoApply = true)
    static final class OfTexts extends PartConverter<List<String>> {
        OfTexts() {
            super(Part.TEXTS);
        }
    }

    @Converter(autoApply = true)
    static final class OfOccurrenceEdits extends PartConverter<OccurrenceEdits> {
        OfOccurrenceEdits() {
            super(Part.OCCURRENCE_EDITS);
        }
    }

    @Converter(autoApply = true)
    static final class OfSpan implements AttributeConverter<Span, String> {
        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable Span value) {
            return value == null ? null : value.toString();
        }

        @Override
        public @Nullable Span convertToEntityAttribute(@Nullable String text) {
            return text == null ? null : Span.parse(text);
        }
    }

    @Converter(autoApply = true)
    static final class OfReentry implements AttributeConverter<Reentry, String> {
        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable Reentry value) {
            return value == null ? null : Part.REENTRY.write(value).toString();
        }

        @Override
        public @Nullable Reentry convertToEntityAttribute(@Nullable String text) {
            return text == null ? null : Part.REENTRY.read(text);
        }
    }
}
