package org.marronnier.domain.kpi;

import org.jspecify.annotations.Nullable;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.time.Span;

/**
 * A figure of the plan's own: the share of the contacts that meet {@code over} who meet {@code of}
 * too.
 */
public record Kpi(String key, String name, Ratio ratio, @Nullable Span window) {

    /** A share of contacts, from 0 to 1. */
    public record Ratio(Condition of, Condition over) {}

    /**
     * The ratio as it is measured: its tests of events and messages that name no window of their
     * own look back as far as the KPI's.
     */
    public Ratio measured() {
        return window == null
                ? ratio
                : new Ratio(within(ratio.of(), window), within(ratio.over(), window));
    }

    private static Condition within(Condition condition, Span window) {
        return switch (condition) {
            case Condition.All(var parts) ->
                    new Condition.All(parts.stream().map(part -> within(part, window)).toList());
            case Condition.Any(var parts) ->
                    new Condition.Any(parts.stream().map(part -> within(part, window)).toList());
            case Condition.Not(var part) -> new Condition.Not(within(part, window));
            case Condition.Events events when events.within() == null ->
                    new Condition.Events(events.event(), events.where(), window, events.measures());
            case Condition.Messages messages when messages.within() == null ->
                    new Condition.Messages(messages.pattern(), window, messages.count());
            case Condition.Events _,
                    Condition.Messages _,
                    Condition.Attribute _,
                    Condition.YearsSince _,
                    Condition.Consent _,
                    Condition.InSegment _,
                    Condition.InStage _ ->
                    condition;
        };
    }
}
