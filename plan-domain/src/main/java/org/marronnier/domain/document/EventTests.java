package org.marronnier.domain.document;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.marronnier.domain.condition.Comparison;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Measure;
import org.marronnier.domain.telling.Phrase;
import org.marronnier.domain.time.Span;

/** Tests of events: how many, what they add up to, how long ago the last one was. */
final class EventTests {

    private EventTests() {}

    static Shape<Condition.Events> events() {
        var event = Field.required("event", Scalars.WORD, Condition.Events::event);
        var where = Field.optional("where", Comparisons.WHERE, Condition.Events::where, List.of());
        var within = Field.optional("within", Scalars.POSITIVE_SPAN, Condition.Events::within);
        var count =
                Field.optional(
                        "count",
                        count(),
                        (Condition.Events c) -> c.measure(Measure.Count.class).orElse(null));
        var sum =
                Field.optional(
                        "sum",
                        sum(),
                        (Condition.Events c) -> c.measure(Measure.Sum.class).orElse(null));
        var last =
                Field.optional(
                        "last",
                        last(),
                        (Condition.Events c) -> c.measure(Measure.Last.class).orElse(null));
        return ObjectShape.of(
                "events",
                in ->
                        new Condition.Events(
                                in.get(event),
                                in.get(where),
                                in.find(within),
                                Stream.of(count, sum, last)
                                        .flatMap(field -> measured(in, field))
                                        .toList()),
                event,
                where,
                within,
                count,
                sum,
                last);
    }

    private static Stream<Measure> measured(
            Values in, Field<Condition.Events, ? extends Measure> field) {
        return Stream.ofNullable(in.find(field));
    }

    private static Shape<Measure.Count> count() {
        return new Mapped<>(Comparisons.NUMBER_BOUNDS, Measure.Count::new, Measure.Count::bounds);
    }

    private static Shape<Measure.Sum> sum() {
        var of = Field.required("of", Scalars.WORD, Measure.Sum::of);
        List<Field<Measure.Sum, Comparison>> tests =
                Comparisons.fields(Comparisons.BOUNDS, true, Measure.Sum::bounds);
        List<Field<Measure.Sum, ?>> all = new ArrayList<>();
        all.add(of);
        all.addAll(tests);
        return ObjectShape.of(
                        "sum", in -> new Measure.Sum(in.get(of), Comparisons.read(tests, in)), all)
                .checked((in, at) -> Comparisons.needsOne(tests, in, at));
    }

    private static Shape<Measure.Last> last() {
        var older =
                Field.optional(
                        "olderThan",
                        Scalars.POSITIVE_SPAN,
                        (Measure.Last last) ->
                                last.age() == Measure.Last.Age.OLDER_THAN ? last.span() : null);
        var newer =
                Field.optional(
                        "newerThan",
                        Scalars.POSITIVE_SPAN,
                        (Measure.Last last) ->
                                last.age() == Measure.Last.Age.NEWER_THAN ? last.span() : null);
        return ObjectShape.of(
                        "last",
                        in ->
                                in.find(older) instanceof Span span
                                        ? new Measure.Last(Measure.Last.Age.OLDER_THAN, span)
                                        : new Measure.Last(
                                                Measure.Last.Age.NEWER_THAN, in.get(newer)),
                        older,
                        newer)
                .checked(
                        (in, at) -> {
                            if (in.lacks(older) == in.lacks(newer)) {
                                at.mistake(Phrase.RECENCY_MISSING.with());
                            }
                        });
    }
}
