package org.marronnier.web.spreadsheet;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.marronnier.web.shell.PlainText;

/** Dates and times as people write them in spreadsheets: day first, ISO, in words, or counted. */
final class Moments {

    /** A day, and a time of it where one was written. */
    record When(LocalDate date, @Nullable LocalTime time) {}

    private static final LocalDate FROM_1900 = LocalDate.of(1899, 12, 30);
    private static final LocalDate FROM_1904 = LocalDate.of(1904, 1, 1);

    /** The Excel number of 31 December 9999. */
    private static final BigDecimal LAST = BigDecimal.valueOf(2_958_466);

    /** Excel counts a 29 February 1900 that never was. */
    private static final int PHANTOM = 60;

    private static final BigDecimal SECONDS = BigDecimal.valueOf(86_400);

    private static final String HOURS =
            "(?:[ T,à]+|$)(?:(\\d{1,2})\\s*[:hH]\\s*(\\d{2})?(?::(\\d{2})(?:\\.0+)?)?)?";
    private static final Pattern DAY_FIRST =
            Pattern.compile("(\\d{1,2})[/.\\-](\\d{1,2})[/.\\-](\\d{4}|\\d{2})" + HOURS);
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})" + HOURS);
    private static final Pattern IN_WORDS =
            Pattern.compile(
                    "(?:\\p{L}+\\.?,? +)?(\\d{1,2})(?:er)? +(\\p{L}{3,})\\.?,? +(\\d{4})" + HOURS);
    private static final Pattern TIME =
            Pattern.compile("(\\d{1,2})\\s*[:hH]\\s*(\\d{2})?(?::(\\d{2})(?:\\.0+)?)?");

    /** The months in French and English, by as much of them as tells them apart. */
    private static final List<List<String>> MONTHS =
            List.of(
                    List.of("jan"),
                    List.of("fev", "feb"),
                    List.of("mar"),
                    List.of("avr", "apr"),
                    List.of("mai", "may"),
                    List.of("juin", "jun"),
                    List.of("juil", "jul"),
                    List.of("aou", "aug"),
                    List.of("sep"),
                    List.of("oct"),
                    List.of("nov"),
                    List.of("dec"));

    private Moments() {}

    /** The day that a cell says, if it says one. */
    static Optional<When> when(Cell cell, boolean from1904) {
        try {
            return switch (cell) {
                case Cell.Amount(var number) -> counted(number, from1904);
                case Cell.Text(var text) -> written(spaced(text));
                case Cell.Blank _, Cell.Truth _, Cell.Broken _ -> Optional.empty();
            };
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** The time of day that a cell says, if it says one; of a counted date, its time. */
    static Optional<LocalTime> time(Cell cell) {
        try {
            return switch (cell) {
                case Cell.Amount(var number) ->
                        number.signum() < 0 || number.compareTo(LAST) >= 0
                                ? Optional.empty()
                                : Optional.of(timeOfDay(number.remainder(BigDecimal.ONE)));
                case Cell.Text(var text) -> timeWritten(spaced(text));
                case Cell.Blank _, Cell.Truth _, Cell.Broken _ -> Optional.empty();
            };
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** With plain spaces in the place of those that do not break. */
    private static String spaced(String text) {
        return text.replace('\u00a0', ' ').replace('\u202f', ' ').strip();
    }

    private static Optional<When> counted(BigDecimal number, boolean from1904) {
        if (number.compareTo(BigDecimal.ONE) < 0 || number.compareTo(LAST) >= 0) {
            return Optional.empty();
        }
        var days = number.setScale(0, RoundingMode.FLOOR);
        var part = number.subtract(days);
        var date =
                from1904
                        ? FROM_1904.plusDays(days.longValueExact())
                        : FROM_1900.plusDays(
                                days.longValueExact() + (days.intValue() < PHANTOM ? 1 : 0));
        return Optional.of(new When(date, part.signum() == 0 ? null : timeOfDay(part)));
    }

    /** The nearest second of a part of a day; the last one where that would be tomorrow. */
    private static LocalTime timeOfDay(BigDecimal part) {
        var second = part.multiply(SECONDS).setScale(0, RoundingMode.HALF_UP).longValueExact();
        return LocalTime.ofSecondOfDay(Math.min(second, SECONDS.longValueExact() - 1));
    }

    private static Optional<When> written(String text) {
        var dayFirst = DAY_FIRST.matcher(text);
        if (dayFirst.matches()) {
            int year = Integer.parseInt(dayFirst.group(3));
            return Optional.of(
                    new When(
                            LocalDate.of(
                                    year < 100 ? 2000 + year : year,
                                    Integer.parseInt(dayFirst.group(2)),
                                    Integer.parseInt(dayFirst.group(1))),
                            time(dayFirst, 4)));
        }
        var iso = ISO.matcher(text);
        if (iso.matches()) {
            return Optional.of(
                    new When(
                            LocalDate.of(
                                    Integer.parseInt(iso.group(1)),
                                    Integer.parseInt(iso.group(2)),
                                    Integer.parseInt(iso.group(3))),
                            time(iso, 4)));
        }
        var words = IN_WORDS.matcher(text);
        if (words.matches()) {
            int month = month(words.group(2));
            if (month > 0) {
                return Optional.of(
                        new When(
                                LocalDate.of(
                                        Integer.parseInt(words.group(3)),
                                        month,
                                        Integer.parseInt(words.group(1))),
                                time(words, 4)));
            }
        }
        return Optional.empty();
    }

    private static Optional<LocalTime> timeWritten(String text) {
        var found = TIME.matcher(text);
        return found.matches() ? Optional.ofNullable(time(found, 1)) : Optional.empty();
    }

    private static @Nullable LocalTime time(Matcher found, int group) {
        if (found.group(group) == null) {
            return null;
        }
        return LocalTime.of(
                Integer.parseInt(found.group(group)),
                number(found.group(group + 1)),
                number(found.group(group + 2)));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** From 1; 0 where it is no month. */
    private static int month(String word) {
        var plain = PlainText.of(word);
        for (int i = 0; i < MONTHS.size(); i++) {
            if (MONTHS.get(i).stream().anyMatch(plain::startsWith)) {
                return i + 1;
            }
        }
        return 0;
    }
}
