package org.marronnier.engine.condition;

import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.condition.Measure;

/** Events of one type in a window: how many, what they add up to, how long ago the last one was. */
final class EventsTest implements Node {

    private static final int NONE = -1;

    private final Condition.Events condition;
    private final int type;
    private final int window;
    private final PropertyCheck[] where;
    private final Check @Nullable [] count;
    private final int summed;
    private final Check[] sum;
    private final Measure.@Nullable Last last;
    private final int lastSpan;

    /** What one property must be. */
    private record PropertyCheck(int property, Check[] checks) {}

    /**
     * @param type the place of the events
     */
    EventsTest(Condition.Events condition, int type, FactPlaces places) {
        this.condition = condition;
        this.type = type;
        this.window = condition.within() == null ? NONE : places.span(condition.within());
        this.where =
                condition.where().stream()
                        .map(
                                test ->
                                        new PropertyCheck(
                                                places.property(type, test.property()),
                                                Check.of(test.comparisons())))
                        .toArray(PropertyCheck[]::new);
        var bounds = condition.measure(Measure.Count.class).orElse(null);
        this.count = bounds == null ? null : Check.of(bounds.bounds());
        var sums = condition.measure(Measure.Sum.class).orElse(null);
        this.summed = sums == null ? NONE : places.property(type, sums.of());
        this.sum = sums == null ? new Check[0] : Check.of(sums.bounds());
        this.last = condition.measure(Measure.Last.class).orElse(null);
        this.lastSpan = last == null ? NONE : places.span(last.span());
    }

    @Override
    public boolean test(FactSheet facts) {
        var events = facts.events[type];
        var now = facts.clock.now();
        var edge = window == NONE ? null : facts.clock.edge(window);
        var anyWillDo = condition.measures().isEmpty();
        var number = 0;
        var latest = NONE;
        if (summed != NONE) {
            facts.tally.clear();
        }
        for (var i = events.size() - 1; i >= 0; i--) {
            var at = events.at(i);
            if (edge != null && at <= edge.newerAfter()) {
                break;
            }
            if (at > now || (edge != null && !edge.isNewer(at)) || !isMeant(events, i)) {
                continue;
            }
            if (anyWillDo) {
                return true;
            }
            number++;
            latest = latest == NONE ? i : latest;
            if (summed != NONE) {
                add(events.property(i, summed), facts.tally);
            }
        }
        return !anyWillDo
                && (summed == NONE || sumHolds(facts.tally))
                && (count == null || countHolds(number, count, facts.tally))
                && (last == null
                        || (latest != NONE
                                && lies(last, events.at(latest), facts.clock.edge(lastSpan))));
    }

    @Override
    public void age(FactSheet facts, Ageing ageing) {
        var events = facts.events[type];
        for (var i = 0; i < events.size(); i++) {
            if (isMeant(events, i)) {
                var at = events.at(i);
                ageing.at(at);
                if (window != NONE) {
                    ageing.passes(at, facts.clock.span(window));
                }
                if (last != null) {
                    ageing.passes(at, facts.clock.span(lastSpan));
                }
            }
        }
    }

    private boolean isMeant(FactSheet.EventColumn events, int event) {
        for (var test : where) {
            if (!Check.all(test.checks(), events.property(event, test.property()))) {
                return false;
            }
        }
        return true;
    }

    private static void add(@Nullable Value value, Tally tally) {
        var number = value == null ? null : value.number();
        if (number != null) {
            tally.add(number);
        }
    }

    private boolean sumHolds(Tally tally) {
        tally.settle();
        return Check.all(sum, tally);
    }

    private static boolean countHolds(int number, Check[] bounds, Tally tally) {
        tally.set(number);
        return Check.all(bounds, tally);
    }

    private static boolean lies(Measure.Last last, long at, Edge edge) {
        return switch (last.age()) {
            case OLDER_THAN -> edge.isOlder(at);
            case NEWER_THAN -> edge.isNewer(at);
        };
    }

    @Override
    public Condition condition() {
        return condition;
    }
}
