package org.marronnier.scheduler;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.pressure.Scope;
import org.marronnier.domain.pressure.Window;
import org.marronnier.domain.time.Span;

/** Rules that tests give a plan. */
public final class Rules {

    private Rules() {}

    /** At most so many of any messages to a person, in a rolling window. */
    public static PressureRule atMost(int max, String span) {
        return atMost(max, span, Scope.ANY, PressureRule.Unit.PERSON);
    }

    public static PressureRule atMost(int max, String span, Scope scope, PressureRule.Unit unit) {
        return atMost(max, new Window.Rolling(Span.parse(span)), scope, unit);
    }

    public static PressureRule atMost(int max, Window window, Scope scope, PressureRule.Unit unit) {
        var key = "at-most-%d-%s-%s".formatted(max, unit, window.toString().replaceAll("\\W", ""));
        return new PressureRule(
                key, key, scope, window, unit, new PressureRule.Cap(max, null, false, List.of()));
    }

    /** Nothing after an event. */
    public static PressureRule silentAfter(String event, String span) {
        return new PressureRule(
                "silent",
                "silent",
                Scope.ANY,
                new Window.Rolling(Span.parse(span)),
                PressureRule.Unit.PERSON,
                new PressureRule.Block(event, List.of()));
    }

    /** Every day from a local time to another. */
    public static QuietPeriod quiet(String from, String to) {
        return new QuietPeriod(
                "night",
                Set.of(),
                Set.of(),
                new QuietPeriod.Weekly(
                        Set.of(DayOfWeek.values()),
                        LocalTime.parse(from),
                        LocalTime.parse(to),
                        false));
    }
}
