package org.marronnier.domain.condition;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.consent.ConsentStatus;
import org.marronnier.domain.time.Span;

/**
 * Whether a contact matches at an instant: a tree of {@code all}, {@code any}, {@code not} and
 * tests (section 9 of the decision rules). A comparison with a missing value is false, {@code not}
 * is plain negation.
 */
public sealed interface Condition {

    /** Everybody. */
    Condition EVERYBODY = new All(List.of());

    /** Every part holds; an empty one holds for everybody. */
    record All(List<Condition> parts) implements Condition {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** At least one part holds; an empty one holds for nobody. */
    record Any(List<Condition> parts) implements Condition {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** The part does not hold. */
    record Not(Condition part) implements Condition {}

    /** A field or attribute of the contact; all comparisons must hold. */
    record Attribute(String field, List<Comparison> comparisons) implements Condition {
        public Attribute {
            comparisons = Comparison.inOrder(comparisons);
            if (comparisons.isEmpty()) {
                throw new IllegalArgumentException(
                        "The test of %s must compare it with something, such as eq or present."
                                .formatted(field));
            }
        }
    }

    /** Whole years between a date of the contact and the local date of the instant. */
    record YearsSince(String field, List<Comparison> years) implements Condition {
        public YearsSince {
            years = Comparison.inOrder(years);
        }
    }

    /**
     * Events of a type, within a window that ends at the instant (ever, when left out). No measure
     * means at least one.
     */
    record Events(
            String event, List<PropertyTest> where, @Nullable Span within, List<Measure> measures)
            implements Condition {
        public Events {
            where = PropertyTest.inOrder(where);
            measures = Measure.inOrder(measures);
        }

        /** The measure of a kind, where the test has one. */
        public <M extends Measure> Optional<M> measure(Class<M> kind) {
            return measures.stream().filter(kind::isInstance).map(kind::cast).findFirst();
        }
    }

    /** Messages of the contact's history. An empty count means at least one. */
    record Messages(MessagePattern pattern, @Nullable Span within, List<Comparison> count)
            implements Condition {
        public Messages {
            count = Comparison.inOrder(count);
        }
    }

    /** The current status of a consent. */
    record Consent(Channel channel, String purpose, ConsentStatus status) implements Condition {}

    /** The contact is in a segment of the plan. */
    record InSegment(String segment) implements Condition {}

    /** The contact is at a stage of the plan: the first of the vocabulary whose condition holds. */
    record InStage(String stage) implements Condition {}

    /** This condition and everything below it. */
    default Stream<Condition> walk() {
        return Stream.concat(
                Stream.of(this),
                switch (this) {
                    case All all -> all.parts().stream().flatMap(Condition::walk);
                    case Any any -> any.parts().stream().flatMap(Condition::walk);
                    case Not not -> not.part().walk();
                    case Attribute _,
                            YearsSince _,
                            Events _,
                            Messages _,
                            Consent _,
                            InSegment _,
                            InStage _ ->
                            Stream.empty();
                });
    }
}
