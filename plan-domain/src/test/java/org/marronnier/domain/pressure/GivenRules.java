package org.marronnier.domain.pressure;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.pressure.PressureRule.Unit;
import org.marronnier.domain.time.Span;

/** Pressure rules and quiet hours that speak, for the tests of all modules. */
public final class GivenRules {

    /** All promotional messages. */
    public static final Scope PROMOTIONS = scope(Set.of(), Set.of(MessageType.PROMOTIONAL));

    private GivenRules() {}

    /** At most so many messages of a scope to a person. */
    public static PressureRule cap(String key, int max, Window window, Scope scope) {
        return cap(key, max, window, scope, Unit.PERSON);
    }

    /** At most so many messages of a scope to a person or to a household. */
    public static PressureRule cap(String key, int max, Window window, Scope scope, Unit unit) {
        return rule(key, window, scope, unit, new PressureRule.Cap(max, null, false, List.of()));
    }

    /** At most so many messages of a scope with the same offer to a person. */
    public static PressureRule sameOffer(String key, int max, Window window, Scope scope) {
        return rule(
                key, window, scope, Unit.PERSON, new PressureRule.Cap(max, null, true, List.of()));
    }

    /** No message of a scope to a person after an event of its own. */
    public static PressureRule silentAfter(String event, Window window, Scope scope) {
        return rule(event, window, scope, Unit.PERSON, new PressureRule.Block(event, List.of()));
    }

    private static PressureRule rule(
            String key, Window window, Scope scope, Unit unit, PressureRule.Limit limit) {
        return new PressureRule(key, key, scope, window, unit, limit);
    }

    /**
     * A window that ends with the message.
     *
     * @param span in ISO 8601, such as {@code P7D}
     */
    public static Window rolling(String span) {
        return new Window.Rolling(Span.parse(span));
    }

    /** Messages on some channels and of some types; none named means any. */
    public static Scope scope(Set<Channel> channels, Set<MessageType> types) {
        return new Scope(channels, types, Set.of(), Set.of(), Set.of());
    }

    /** All messages with a tag. */
    public static Scope tagged(String tag) {
        return new Scope(Set.of(), Set.of(), Set.of(), Set.of(tag), Set.of());
    }

    /** Quiet on all days of the week, from a local time to another. */
    public static QuietPeriod.Weekly everyDay(String from, String to) {
        return weekly(EnumSet.allOf(DayOfWeek.class), from, to);
    }

    /**
     * Quiet from a local time of some days to another.
     *
     * @param to not later than {@code from} where it is one of the next day; {@code 24:00} is the
     *     end of the day
     */
    public static QuietPeriod.Weekly weekly(Set<DayOfWeek> days, String from, String to) {
        var toMidnight = to.equals("24:00");
        return new QuietPeriod.Weekly(
                days,
                LocalTime.parse(from),
                toMidnight ? LocalTime.MIDNIGHT : LocalTime.parse(to),
                toMidnight);
    }
}
