package org.marronnier.engine.decision;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.message.MessageType;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.domain.time.LocalTimes;
import org.marronnier.engine.calendar.PublicHolidays;

/** Which quiet periods forbid an instant (section 5). */
public final class QuietHours {

    private QuietHours() {}

    /** A quiet stretch: its first instant is forbidden, its end allowed. */
    record Stretch(Instant from, Instant to) {

        boolean holds(Instant at) {
            return !at.isBefore(from) && at.isBefore(to);
        }
    }

    /**
     * The keys of the periods that forbid an instant for a channel and a type.
     *
     * @param zone whose clock they are read on
     */
    public static List<String> forbidding(
            List<QuietPeriod> periods, Channel channel, MessageType type, Instant at, ZoneId zone) {
        var today = at.atZone(zone).toLocalDate();
        return periods.stream()
                .filter(period -> concerns(period, channel, type))
                .filter(
                        period ->
                                // A night that began yesterday may still last; a clock change may
                                // move a boundary over midnight.
                                stretches(
                                                period.pattern(),
                                                today.minusDays(1),
                                                today.plusDays(1),
                                                zone)
                                        .anyMatch(stretch -> stretch.holds(at)))
                .map(QuietPeriod::key)
                .toList();
    }

    /**
     * The first whole second from an instant on that no period forbids for a channel and a type, or
     * any later than {@code last} where there is none before.
     *
     * @param zone whose clock they are read on
     */
    public static Instant open(
            List<QuietPeriod> periods,
            Channel channel,
            MessageType type,
            Instant from,
            Instant last,
            ZoneId zone) {
        var concerned = periods.stream().filter(period -> concerns(period, channel, type)).toList();
        return Instant.ofEpochSecond(
                new QuietTimes(concerned, zone, from)
                        .open(from.getEpochSecond(), last.getEpochSecond()));
    }

    static boolean concerns(QuietPeriod period, Channel channel, MessageType type) {
        return (period.channels().isEmpty() || period.channels().contains(channel))
                && (period.types().isEmpty() || period.types().contains(type));
    }

    /** The stretches that begin on some days, the last one included; of dates always the whole. */
    static Stream<Stretch> stretches(
            QuietPeriod.Pattern pattern, LocalDate first, LocalDate last, ZoneId zone) {
        return switch (pattern) {
            case QuietPeriod.Weekly weekly ->
                    first.datesUntil(last.plusDays(1))
                            .filter(day -> weekly.days().contains(day.getDayOfWeek()))
                            .map(day -> stretch(day.atTime(weekly.from()), end(weekly, day), zone));
            case QuietPeriod.Dates(var from, var to) ->
                    Stream.of(stretch(from.atStartOfDay(), to.plusDays(1).atStartOfDay(), zone));
            case QuietPeriod.PublicHolidays(var country) -> {
                var holidays = holidays(country, first.getYear(), last.getYear());
                yield first.datesUntil(last.plusDays(1))
                        .filter(holidays::contains)
                        .map(
                                day ->
                                        stretch(
                                                day.atStartOfDay(),
                                                day.plusDays(1).atStartOfDay(),
                                                zone));
            }
        };
    }

    private static Set<LocalDate> holidays(String country, int firstYear, int lastYear) {
        var holidays = new HashSet<LocalDate>();
        for (var year = firstYear; year <= lastYear; year++) {
            holidays.addAll(PublicHolidays.of(country, year));
        }
        return holidays;
    }

    private static LocalDateTime end(QuietPeriod.Weekly weekly, LocalDate day) {
        var crossesMidnight = weekly.toMidnight() || !weekly.to().isAfter(weekly.from());
        return day.plusDays(crossesMidnight ? 1 : 0).atTime(weekly.to());
    }

    private static Stretch stretch(LocalDateTime from, LocalDateTime to, ZoneId zone) {
        return new Stretch(LocalTimes.instant(from, zone), LocalTimes.instant(to, zone));
    }
}
