package org.marronnier.domain.audience;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.convention.Conventions.Stage;
import org.marronnier.domain.segment.Segment;

/** What the segments and stages stand for that a condition names, while it is walked. */
public final class Unfolding {

    private final Vocabulary vocabulary;
    private final Deque<String> onTheWay = new ArrayDeque<>();

    public Unfolding(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /**
     * Walks on into the condition of a segment.
     *
     * @throws IllegalArgumentException when the vocabulary lacks it, or it leans on itself
     */
    public <T> T segment(String key, Function<Condition, T> walk) {
        if (onTheWay.contains(key)) {
            throw new IllegalArgumentException(
                    "The segment %s leans on itself by way of %s."
                            .formatted(key, String.join(", ", onTheWay)));
        }
        var segment =
                vocabulary.segments().stream()
                        .filter(one -> one.key().equals(key))
                        .findFirst()
                        .orElseThrow(
                                unknown(
                                        "segment",
                                        key,
                                        vocabulary.segments().stream().map(Segment::key)));
        onTheWay.addLast(key);
        try {
            return walk.apply(segment.when());
        } finally {
            onTheWay.removeLast();
        }
    }

    /**
     * What a stage stands for: none of the stages before it, and its own condition.
     *
     * @throws IllegalArgumentException when the vocabulary lacks it
     */
    public Condition stage(String key) {
        var parts = new ArrayList<Condition>();
        for (var stage : vocabulary.stages()) {
            if (stage.key().equals(key)) {
                parts.add(stage.when());
                return new Condition.All(parts);
            }
            parts.add(new Condition.Not(stage.when()));
        }
        throw unknown("stage", key, vocabulary.stages().stream().map(Stage::key)).get();
    }

    /**
     * The same condition without a name of a segment or stage.
     *
     * @throws IllegalArgumentException when the vocabulary lacks one, or one leans on itself
     */
    public Condition whole(Condition condition) {
        return switch (condition) {
            case Condition.All(var parts) ->
                    new Condition.All(parts.stream().map(this::whole).toList());
            case Condition.Any(var parts) ->
                    new Condition.Any(parts.stream().map(this::whole).toList());
            case Condition.Not(var part) -> new Condition.Not(whole(part));
            case Condition.InSegment(var key) -> segment(key, this::whole);
            case Condition.InStage(var key) -> whole(stage(key));
            case Condition.Attribute _,
                    Condition.YearsSince _,
                    Condition.Events _,
                    Condition.Messages _,
                    Condition.Consent _ ->
                    condition;
        };
    }

    private Supplier<IllegalArgumentException> unknown(
            String kind, String key, Stream<String> known) {
        return () ->
                new IllegalArgumentException(
                        "The plan (%s) has no %s %s, only (%s)."
                                .formatted(
                                        vocabulary.plan(),
                                        kind,
                                        key,
                                        String.join(", ", known.toList())));
    }
}
