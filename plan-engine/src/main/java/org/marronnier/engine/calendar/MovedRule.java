package org.marronnier.engine.calendar;

import static java.util.stream.Collectors.joining;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The text of a recurrence rule, changed part by part. */
final class MovedRule {

    /** What a move by days cannot be said in. */
    private static final Set<String> BOUND_TO_DATES =
            Set.of("BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYSETPOS");

    private static final Set<String> BOUND_TO_TIMES = Set.of("BYHOUR", "BYMINUTE", "BYSECOND");
    private static final Set<String> BY_THE_CLOCK = Set.of("HOURLY", "MINUTELY", "SECONDLY");
    private static final int EVERY_MONTH_HAS = 28;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    private final Map<String, String> parts = new LinkedHashMap<>();

    private MovedRule(String text) {
        for (var part : text.strip().toUpperCase(Locale.ROOT).split(";", -1)) {
            var equals = part.indexOf('=');
            parts.put(part.substring(0, equals), part.substring(equals + 1));
        }
    }

    /**
     * The rule whose occurrences all fall so much later; empty where no rule says that.
     *
     * @param by the whole way
     * @param days the way from day to day
     */
    static Optional<String> of(String text, Duration by, long days) {
        var rule = new MovedRule(text);
        return rule.canMove(by, days) && rule.moveDays(days)
                ? Optional.of(rule.moveUntil(by, days).text())
                : Optional.empty();
    }

    /** The rule that ends before a time. */
    static String endingBefore(String text, LocalDateTime at) {
        var rule = new MovedRule(text);
        rule.parts.remove("COUNT");
        rule.parts.put("UNTIL", at.minusSeconds(1).format(DATE_TIME));
        return rule.text();
    }

    /** The rule that counts so many occurrences less. */
    static String without(String text, int passed) {
        var rule = new MovedRule(text);
        rule.parts.computeIfPresent(
                "COUNT", (_, count) -> String.valueOf(Integer.parseInt(count) - passed));
        return rule.text();
    }

    private boolean canMove(Duration by, long days) {
        if (BY_THE_CLOCK.contains(parts.getOrDefault("FREQ", ""))) {
            return false;
        }
        var changesTime = !by.equals(Duration.ofDays(days));
        return (!changesTime || BOUND_TO_TIMES.stream().noneMatch(parts::containsKey))
                && (days == 0 || BOUND_TO_DATES.stream().noneMatch(parts::containsKey));
    }

    private boolean moveDays(long days) {
        return days == 0 || (moveWeekDays(days) && moveMonthDays(days));
    }

    private boolean moveWeekDays(long days) {
        var names = parts.get("BYDAY");
        if (names == null) {
            return true;
        }
        var all = List.of(names.split(",", -1));
        var isNumbered = all.stream().anyMatch(name -> name.length() != 2);
        var skipsWeeks = !parts.getOrDefault("INTERVAL", "1").equals("1") && all.size() > 1;
        if (isNumbered || (skipsWeeks && days % 7 != 0)) {
            return false;
        }
        parts.put(
                "BYDAY",
                all.stream().map(name -> name(day(name).plus(days))).collect(joining(",")));
        return true;
    }

    private boolean moveMonthDays(long days) {
        var numbers = parts.get("BYMONTHDAY");
        if (numbers == null) {
            return true;
        }
        var all = Arrays.stream(numbers.split(",", -1)).mapToLong(Long::parseLong).toArray();
        if (Arrays.stream(all)
                .anyMatch(
                        day ->
                                day < 1
                                        || day > EVERY_MONTH_HAS
                                        || day + days < 1
                                        || day + days > EVERY_MONTH_HAS)) {
            return false;
        }
        parts.put(
                "BYMONTHDAY",
                Arrays.stream(all)
                        .mapToObj(day -> String.valueOf(day + days))
                        .collect(joining(",")));
        return true;
    }

    private MovedRule moveUntil(Duration by, long days) {
        parts.computeIfPresent("UNTIL", (_, until) -> movedUntil(until, by, days));
        return this;
    }

    private static String movedUntil(String until, Duration by, long days) {
        if (until.length() == "20270131".length()) {
            return LocalDate.parse(until, DATE).plusDays(days).format(DATE);
        }
        var utc = until.endsWith("Z");
        var time = utc ? until.substring(0, until.length() - 1) : until;
        return LocalDateTime.parse(time, DATE_TIME).plus(by).format(DATE_TIME) + (utc ? "Z" : "");
    }

    private String text() {
        return parts.entrySet().stream()
                .map(part -> part.getKey() + "=" + part.getValue())
                .collect(joining(";"));
    }

    private static DayOfWeek day(String name) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> name(day).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }

    private static String name(DayOfWeek day) {
        return day.name().substring(0, 2);
    }
}
