package org.marronnier.engine.decision;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.time.LocalTimes;
import org.marronnier.engine.calendar.PublicHolidays;

/** Which quiet periods forbid an instant (section 5). */
public final class QuietHours {

    private QuietHours() {}

    /**
     * The keys of the periods that forbid an instant for a channel and a type.
     *
     * @param zone whose clock they are read on
     */
    public static List<String> forbidding(
            List<QuietPeriod> periods, Channel channel, MessageType type, Instant at, ZoneId zone) {
        return periods.stream()
                .filter(
                        period ->
                                period.channels().isEmpty() || period.channels().contains(channel))
                .filter(period -> period.types().isEmpty() || period.types().contains(type))
                .filter(period -> holds(period.pattern(), at, zone))
                .map(QuietPeriod::key)
                .toList();
    }

    private static boolean holds(QuietPeriod.Pattern pattern, Instant at, ZoneId zone) {
        var today = at.atZone(zone).toLocalDate();
        return switch (pattern) {
            case QuietPeriod.Weekly weekly ->
                    // A night that began yesterday may still last; a clock change may move a
                    // boundary over midnight.
                    IntStream.rangeClosed(-1, 1)
                            .mapToObj(today::plusDays)
                            .filter(day -> weekly.days().contains(day.getDayOfWeek()))
                            .anyMatch(
                                    day ->
                                            isWithin(
                                                    at,
                                                    day.atTime(weekly.from()),
                                                    end(weekly, day),
                                                    zone));
            case QuietPeriod.Dates(var from, var to) ->
                    isWithin(at, from.atStartOfDay(), to.plusDays(1).atStartOfDay(), zone);
            case QuietPeriod.PublicHolidays(var country) ->
                    PublicHolidays.of(country, today.getYear()).contains(today);
        };
    }

    private static LocalDateTime end(QuietPeriod.Weekly weekly, LocalDate day) {
        var crossesMidnight = weekly.toMidnight() || !weekly.to().isAfter(weekly.from());
        return day.plusDays(crossesMidnight ? 1 : 0).atTime(weekly.to());
    }

    /** The first instant is forbidden, the last allowed. */
    private static boolean isWithin(Instant at, LocalDateTime from, LocalDateTime to, ZoneId zone) {
        return !at.isBefore(LocalTimes.instant(from, zone))
                && at.isBefore(LocalTimes.instant(to, zone));
    }
}
