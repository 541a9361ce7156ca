package org.marronnier.web.demonstration;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates of a text that follow the calendar, written as <code>${…}</code>: a number of days from
 * today such as {@code +3}, a day of the current year such as {@code 01-08}, each with a weekday
 * such as {@code WED} for the first one on or after it; the same after {@code status} for where
 * something on that day stands; and {@code year}, {@code period}, {@code from}, {@code to} for the
 * years that all of it lies in.
 */
final class MovingDates {

    private static final Pattern PLACE =
            Pattern.compile("\\$\\{(?<status>status )?(?<day>[^ }]+)(?: (?<weekday>[A-Z]{3}))?}");
    private static final int APPROVED_DAYS = 21;
    private static final int SUBMITTED_DAYS = 60;

    /** The dates that the demonstration counts from today lie within these. */
    private static final int DAYS_BACK = 62;

    private static final int DAYS_AHEAD = 31;

    private final LocalDate today;

    MovingDates(LocalDate today) {
        this.today = today;
    }

    /** The text with every date in its place; comments, which start a line with #, are left out. */
    String in(String text) {
        var uncommented =
                Pattern.compile("^#.*\\R", Pattern.MULTILINE).matcher(text).replaceAll("");
        return PLACE.matcher(uncommented)
                .replaceAll(place -> Matcher.quoteReplacement(value(place)));
    }

    private String value(MatchResult place) {
        var day = place.group("day");
        var first = today.minusDays(DAYS_BACK).withDayOfYear(1);
        var last = today.plusDays(DAYS_AHEAD).with(TemporalAdjusters.lastDayOfYear());
        return switch (day) {
            case "year" -> String.valueOf(today.getYear());
            case "from" -> first.toString();
            case "to" -> last.toString();
            case "period" ->
                    first.getYear() == last.getYear()
                            ? String.valueOf(first.getYear())
                            : first.getYear() + "-" + last.getYear();
            default -> {
                var date = moved(date(day), place.group("weekday"));
                yield place.group("status") == null ? date.toString() : status(date);
            }
        };
    }

    private LocalDate date(String day) {
        return day.startsWith("+") || day.startsWith("-")
                ? today.plusDays(Integer.parseInt(day))
                : MonthDay.parse("--" + day).atYear(today.getYear());
    }

    private static LocalDate moved(LocalDate date, @Nullable String weekday) {
        if (weekday == null) {
            return date;
        }
        var wanted =
                Arrays.stream(DayOfWeek.values())
                        .filter(each -> each.name().startsWith(weekday))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "\"%s\" is no weekday such as TUE."
                                                        .formatted(weekday)));
        return date.with(TemporalAdjusters.nextOrSame(wanted));
    }

    private String status(LocalDate date) {
        var ahead = ChronoUnit.DAYS.between(today, date);
        if (ahead < 0) {
            return "ended";
        }
        return ahead <= APPROVED_DAYS
                ? "approved"
                : ahead <= SUBMITTED_DAYS ? "submitted" : "draft";
    }
}
