package org.marronnier.engine.calendar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an RFC 5545 recurrence rule; a list left empty means that the part is not there.
 *
 * @param until the last local time that is allowed
 */
record RecurrenceRule(
        Frequency frequency,
        int interval,
        @Nullable Integer count,
        @Nullable LocalDateTime until,
        DayOfWeek weekStart,
        List<Integer> months,
        List<Integer> weeks,
        List<Integer> yearDays,
        List<Integer> monthDays,
        List<NthDay> weekDays,
        List<Integer> hours,
        List<Integer> minutes,
        List<Integer> seconds,
        List<Integer> positions) {

    enum Frequency {
        YEARLY,
        MONTHLY,
        WEEKLY,
        DAILY,
        HOURLY,
        MINUTELY,
        SECONDLY
    }

    /**
     * @param nth 0 for every one; counted from the end where it is negative
     */
    record NthDay(DayOfWeek day, int nth) {}

    private static final Map<String, DayOfWeek> DAYS =
            Map.of(
                    "MO", DayOfWeek.MONDAY,
                    "TU", DayOfWeek.TUESDAY,
                    "WE", DayOfWeek.WEDNESDAY,
                    "TH", DayOfWeek.THURSDAY,
                    "FR", DayOfWeek.FRIDAY,
                    "SA", DayOfWeek.SATURDAY,
                    "SU", DayOfWeek.SUNDAY);
    private static final Set<String> PARTS =
            Set.of(
                    "FREQ",
                    "INTERVAL",
                    "COUNT",
                    "UNTIL",
                    "WKST",
                    "BYMONTH",
                    "BYWEEKNO",
                    "BYYEARDAY",
                    "BYMONTHDAY",
                    "BYDAY",
                    "BYHOUR",
                    "BYMINUTE",
                    "BYSECOND",
                    "BYSETPOS");
    private static final Pattern NTH_DAY =
            Pattern.compile("([+-]?\\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    /**
     * @param zone in which an UNTIL in UTC is read
     * @throws IllegalArgumentException when the text is no rule
     */
    static RecurrenceRule parse(String text, ZoneId zone) {
        try {
            return read(text, zone);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "\"%s\" is not a recurrence such as FREQ=WEEKLY;BYDAY=TU.".formatted(text), e);
        }
    }

    private static RecurrenceRule read(String text, ZoneId zone) {
        var parts = new HashMap<String, String>();
        for (var part : text.strip().toUpperCase(Locale.ROOT).split(";", -1)) {
            var equals = part.indexOf('=');
            if (equals < 1
                    || !PARTS.contains(part.substring(0, equals))
                    || parts.put(part.substring(0, equals), part.substring(equals + 1)) != null) {
                throw new IllegalArgumentException(part);
            }
        }
        var count = parts.get("COUNT");
        var until = parts.get("UNTIL");
        if (count != null && until != null) {
            throw new IllegalArgumentException("COUNT and UNTIL exclude each other.");
        }
        return new RecurrenceRule(
                Frequency.valueOf(parts.getOrDefault("FREQ", "")),
                between(Integer.parseInt(parts.getOrDefault("INTERVAL", "1")), 1, 100_000),
                count == null ? null : between(Integer.parseInt(count), 1, Integer.MAX_VALUE),
                until == null ? null : until(until, zone),
                day(parts.getOrDefault("WKST", "MO")),
                numbers(parts.get("BYMONTH"), 1, 12),
                numbers(parts.get("BYWEEKNO"), -53, 53),
                numbers(parts.get("BYYEARDAY"), -366, 366),
                numbers(parts.get("BYMONTHDAY"), -31, 31),
                list(parts.get("BYDAY")).stream().map(RecurrenceRule::nthDay).toList(),
                numbers(parts.get("BYHOUR"), 0, 23),
                numbers(parts.get("BYMINUTE"), 0, 59),
                numbers(parts.get("BYSECOND"), 0, 59),
                numbers(parts.get("BYSETPOS"), -366, 366));
    }

    private static LocalDateTime until(String until, ZoneId zone) {
        if (until.endsWith("Z")) {
            return LocalDateTime.parse(until.substring(0, until.length() - 1), DATE_TIME)
                    .atOffset(ZoneOffset.UTC)
                    .atZoneSameInstant(zone)
                    .toLocalDateTime();
        }
        return until.length() == 8
                ? LocalDate.parse(until, DATE).atTime(LocalTime.MAX)
                : LocalDateTime.parse(until, DATE_TIME);
    }

    private static List<String> list(@Nullable String value) {
        return value == null ? List.of() : Arrays.asList(value.split(",", -1));
    }

    private static List<Integer> numbers(@Nullable String value, int min, int max) {
        return list(value).stream()
                .map(number -> between(Integer.parseInt(number), min, max))
                .map(
                        number -> {
                            if (number == 0 && min < 0) {
                                throw new IllegalArgumentException("0");
                            }
                            return number;
                        })
                .distinct()
                .sorted()
                .toList();
    }

    private static NthDay nthDay(String text) {
        var matcher = NTH_DAY.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        return new NthDay(
                day(matcher.group(2)),
                matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1)));
    }

    private static DayOfWeek day(String name) {
        var day = DAYS.get(name);
        if (day == null) {
            throw new IllegalArgumentException(name);
        }
        return day;
    }

    private static int between(int number, int min, int max) {
        if (number < min || number > max) {
            throw new IllegalArgumentException(
                    "%d is not from %d to %d.".formatted(number, min, max));
        }
        return number;
    }
}
