package org.marronnier.engine.decision;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.pressure.GivenRules;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.pressure.Scope;
import org.marronnier.domain.pressure.Window;
import org.marronnier.engine.calendar.PublicHolidays;

/** Sections 5 and 6 of the decision rules, read aloud: scopes, windows and quiet periods. */
public final class NaiveRules {

    private NaiveRules() {}

    /** A dimension left out means any. */
    public static boolean isIn(Scope scope, MessageKind kind) {
        return isAny(scope.channels(), kind.channel())
                && isAny(scope.types(), kind.type())
                && isAny(scope.programmes(), kind.programme())
                && isAny(scope.purposes(), kind.purpose())
                && (scope.tags().isEmpty() || !Collections.disjoint(scope.tags(), kind.tags()));
    }

    /** Transactional messages are restricted by a rule only where its scope names them. */
    public static boolean isRestrictedBy(Scope scope, MessageKind kind) {
        return isIn(scope, kind)
                && (kind.type() != MessageType.TRANSACTIONAL
                        || scope.types().contains(MessageType.TRANSACTIONAL));
    }

    /** A contact's own preferences, as rules of that contact alone. */
    static List<PressureRule> own(Member who) {
        var types = Set.of(MessageType.SERVICE, MessageType.PROMOTIONAL);
        return who.preferences().entrySet().stream()
                .map(
                        wish ->
                                GivenRules.cap(
                                        Member.Preference.key(wish.getKey()),
                                        wish.getValue().max(),
                                        wish.getValue().window(),
                                        GivenRules.scope(Set.of(wish.getKey()), types)))
                .toList();
    }

    /** Whether an instant lies in the window of a message, on the clock of its contact. */
    public static boolean isInWindow(Window window, Instant counted, Instant message, ZoneId zone) {
        var c = LocalDateTime.ofInstant(counted, zone);
        var l = LocalDateTime.ofInstant(message, zone);
        return switch (window) {
            case Window.Rolling(var span) when span.period().isZero() ->
                    counted.isAfter(message.minus(span.time())) && !counted.isAfter(message);
            case Window.Rolling(var span) -> c.isAfter(l.minus(span.period())) && !c.isAfter(l);
            case Window.Calendar(var unit) -> firstDay(unit, c).equals(firstDay(unit, l));
        };
    }

    private static LocalDate firstDay(Window.Unit unit, LocalDateTime at) {
        var day = at.toLocalDate();
        return switch (unit) {
            case DAY -> day;
            case WEEK -> day.with(DayOfWeek.MONDAY);
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1);
            case YEAR -> day.withDayOfYear(1);
        };
    }

    /** Whether a period forbids an instant; its days may begin elsewhere than the clock's. */
    public static boolean isQuiet(
            QuietPeriod period, Channel channel, MessageType type, Instant x, ZoneId zone) {
        var today = LocalDate.ofInstant(x, zone);
        return isAny(period.channels(), channel)
                && isAny(period.types(), type)
                && Stream.of(today.minusDays(1), today, today.plusDays(1))
                        .anyMatch(day -> isQuiet(period.pattern(), day, x, zone));
    }

    private static boolean isQuiet(
            QuietPeriod.Pattern pattern, LocalDate day, Instant x, ZoneId zone) {
        var midnight = day.plusDays(1).atStartOfDay();
        return switch (pattern) {
            case QuietPeriod.Weekly(var days, var from, var to, var _) ->
                    days.contains(day.getDayOfWeek())
                            && isBetween(
                                    day.atTime(from),
                                    to.isAfter(from) ? day.atTime(to) : midnight.with(to),
                                    x,
                                    zone);
            case QuietPeriod.Dates(var from, var to) ->
                    isBetween(from.atStartOfDay(), to.plusDays(1).atStartOfDay(), x, zone);
            case QuietPeriod.PublicHolidays(var country) ->
                    PublicHolidays.of(country, day.getYear()).contains(day)
                            && isBetween(day.atStartOfDay(), midnight, x, zone);
        };
    }

    /** The first is forbidden, the last allowed. */
    private static boolean isBetween(LocalDateTime from, LocalDateTime to, Instant x, ZoneId zone) {
        return !x.isBefore(read(from, zone)) && x.isBefore(read(to, zone));
    }

    /** In a gap the first instant after it, of two the earlier. */
    private static Instant read(LocalDateTime local, ZoneId zone) {
        var offsets = zone.getRules().getValidOffsets(local);
        return offsets.isEmpty()
                ? zone.getRules().getTransition(local).getInstant()
                : local.toInstant(offsets.getFirst());
    }

    private static <T> boolean isAny(Set<T> names, @Nullable T value) {
        return names.isEmpty() || (value != null && names.contains(value));
    }
}
