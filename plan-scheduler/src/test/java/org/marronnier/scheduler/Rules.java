package org.marronnier.scheduler;

import java.util.Set;
import org.marronnier.domain.pressure.GivenRules;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.pressure.Scope;
import org.marronnier.domain.pressure.Window;

/** Rules that tests give a plan. */
public final class Rules {

    private Rules() {}

    /** At most so many of any messages to a person, in a rolling window. */
    public static PressureRule atMost(int max, String span) {
        return atMost(max, span, Scope.ANY, PressureRule.Unit.PERSON);
    }

    public static PressureRule atMost(int max, String span, Scope scope, PressureRule.Unit unit) {
        return atMost(max, GivenRules.rolling(span), scope, unit);
    }

    public static PressureRule atMost(int max, Window window, Scope scope, PressureRule.Unit unit) {
        var key = "at-most-%d-%s-%s".formatted(max, unit, window.toString().replaceAll("\\W", ""));
        return GivenRules.cap(key, max, window, scope, unit);
    }

    /** Nothing after an event. */
    public static PressureRule silentAfter(String event, String span) {
        return GivenRules.silentAfter(event, GivenRules.rolling(span), Scope.ANY);
    }

    /** Every day from a local time to another. */
    public static QuietPeriod quiet(String from, String to) {
        return new QuietPeriod("night", Set.of(), Set.of(), GivenRules.everyDay(from, to));
    }
}
