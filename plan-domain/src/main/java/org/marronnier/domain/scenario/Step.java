package org.marronnier.domain.scenario;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.message.WhenCapped;
import org.marronnier.domain.time.Span;

/** One step of a scenario. */
public sealed interface Step {

    /** Asks for a message; channels in order, best first. */
    record Send(
            String template,
            List<Channel> channels,
            Span expiry,
            WhenCapped whenCapped,
            BigDecimal value,
            @Nullable String offer,
            List<String> tags)
            implements Step {
        public Send {
            channels = List.copyOf(channels);
            tags = List.copyOf(tags);
            value = value.stripTrailingZeros();
        }
    }

    /** Waits for a duration. */
    record WaitFor(Span span) implements Step {}

    /** Waits until the next such local time, on the named day of the week where there is one. */
    record WaitUntil(@Nullable DayOfWeek day, LocalTime at) implements Step {}

    /** Goes one way or the other. */
    record Branch(Condition condition, List<Step> then, List<Step> otherwise) implements Step {
        public Branch {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    /** Shares contacts out by weight, always the same way for the same contact. */
    record Split(List<Way> ways) implements Step {
        /** One way of a split. */
        public record Way(BigDecimal weight, List<Step> steps) {
            public Way {
                steps = List.copyOf(steps);
                if (weight.signum() < 0) {
                    throw new IllegalArgumentException(
                            "The weight (%s) of a split cannot be negative.".formatted(weight));
                }
                weight = weight.stripTrailingZeros();
            }
        }

        public Split {
            ways = List.copyOf(ways);
            if (ways.stream().allMatch(way -> way.weight.signum() == 0)) {
                throw new IllegalArgumentException(
                        "A split must have at least one way with a weight above 0.");
            }
        }
    }

    /** Ends the enrolment. */
    record End() implements Step {}
}
