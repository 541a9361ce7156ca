package org.marronnier.engine.calendar;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.WeekFields;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.marronnier.engine.calendar.RecurrenceRule.Frequency;
import org.marronnier.engine.calendar.RecurrenceRule.NthDay;

/*
 * The occurrences of a recurrence rule, as section 3.3.10 of RFC 5545 defines them.
 *
 * Time is cut into periods: years, months, weeks or days; a rule by the hour, minute or second is cut into days too, and
 * its days into hours, minutes or seconds. Of each period, the days that every BY part allows are kept, and of those the
 * times. BYSETPOS then picks from the set of one period. Where the rule has no COUNT, periods before the one that is
 * asked for are skipped without being looked at.
 */
final class Expansion implements Iterator<LocalDateTime> {

    private static final int LAST_YEAR = 9999;

    private final RecurrenceRule rule;
    private final LocalDateTime start;
    private final LocalDateTime from;
    private final WeekFields weeks;
    private final List<Integer> months;
    private final List<Integer> monthDays;
    private final List<NthDay> weekDays;
    private final Deque<LocalDateTime> ready = new ArrayDeque<>();
    private long period;
    private int found;
    private boolean ended;

    Expansion(RecurrenceRule rule, LocalDateTime start, LocalDateTime from) {
        this.rule = rule;
        this.start = start;
        this.from = from;
        this.weeks = WeekFields.of(rule.weekStart(), 4);
        var noDay =
                rule.weeks().isEmpty()
                        && rule.yearDays().isEmpty()
                        && rule.monthDays().isEmpty()
                        && rule.weekDays().isEmpty();
        var yearly = rule.frequency() == Frequency.YEARLY;
        this.months =
                noDay && yearly && rule.months().isEmpty()
                        ? List.of(start.getMonthValue())
                        : rule.months();
        this.monthDays =
                noDay && (yearly || rule.frequency() == Frequency.MONTHLY)
                        ? List.of(start.getDayOfMonth())
                        : rule.monthDays();
        this.weekDays =
                noDay && rule.frequency() == Frequency.WEEKLY
                        ? List.of(new NthDay(start.getDayOfWeek(), 0))
                        : rule.weekDays();
        this.period =
                rule.count() == null && from.isAfter(start) ? Math.max(0, periodOf(from) - 1) : 0;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !ended) {
            expand(firstDay(period++));
        }
        return !ready.isEmpty();
    }

    @Override
    public LocalDateTime next() {
        if (!hasNext()) {
            throw new NoSuchElementException("There is no further occurrence.");
        }
        return ready.removeFirst();
    }

    private long periodOf(LocalDateTime time) {
        var unit =
                switch (rule.frequency()) {
                    case YEARLY -> ChronoUnit.YEARS;
                    case MONTHLY -> ChronoUnit.MONTHS;
                    case WEEKLY -> ChronoUnit.WEEKS;
                    case DAILY, HOURLY, MINUTELY, SECONDLY -> ChronoUnit.DAYS;
                };
        return unit.between(firstDay(0), time.toLocalDate()) / step();
    }

    /** Days are looked at one by one where the rule counts hours, minutes or seconds. */
    private int step() {
        return switch (rule.frequency()) {
            case YEARLY, MONTHLY, WEEKLY, DAILY -> rule.interval();
            case HOURLY, MINUTELY, SECONDLY -> 1;
        };
    }

    private LocalDate firstDay(long number) {
        var day = start.toLocalDate();
        var steps = number * step();
        return switch (rule.frequency()) {
            case YEARLY -> day.withDayOfYear(1).plusYears(steps);
            case MONTHLY -> day.withDayOfMonth(1).plusMonths(steps);
            case WEEKLY ->
                    day.with(TemporalAdjusters.previousOrSame(rule.weekStart())).plusWeeks(steps);
            case DAILY, HOURLY, MINUTELY, SECONDLY -> day.plusDays(steps);
        };
    }

    private void expand(LocalDate first) {
        if (first.getYear() > LAST_YEAR) {
            ended = true;
            return;
        }
        var days = days(first).filter(this::allows).toList();
        if (days.isEmpty()) {
            return;
        }
        for (var set : sets(days)) {
            for (var time : picked(set)) {
                offer(time);
            }
        }
    }

    private void offer(LocalDateTime time) {
        if (ended || time.isBefore(start)) {
            return;
        }
        var count = rule.count();
        if ((rule.until() != null && time.isAfter(rule.until()))
                || (count != null && found >= count)) {
            ended = true;
            return;
        }
        found++;
        if (!time.isBefore(from)) {
            ready.add(time);
        }
        ended = count != null && found >= count;
    }

    private Stream<LocalDate> days(LocalDate first) {
        var end =
                switch (rule.frequency()) {
                    case YEARLY -> first.plusYears(1);
                    case MONTHLY -> first.plusMonths(1);
                    case WEEKLY -> first.plusWeeks(1);
                    case DAILY, HOURLY, MINUTELY, SECONDLY -> first.plusDays(1);
                };
        return first.datesUntil(end);
    }

    private boolean allows(LocalDate day) {
        return (months.isEmpty() || months.contains(day.getMonthValue()))
                && allows(monthDays, day.getDayOfMonth(), day.lengthOfMonth())
                && allows(rule.yearDays(), day.getDayOfYear(), day.lengthOfYear())
                && allows(rule.weeks(), day.get(weeks.weekOfWeekBasedYear()), weeksInYearOf(day))
                && (weekDays.isEmpty()
                        || weekDays.stream().anyMatch(weekDay -> allows(weekDay, day)));
    }

    /** Counted from one, or from the end. */
    private static boolean allows(List<Integer> numbers, int number, int length) {
        return numbers.isEmpty()
                || numbers.contains(number)
                || numbers.contains(number - length - 1);
    }

    private int weeksInYearOf(LocalDate day) {
        return (int) day.range(weeks.weekOfWeekBasedYear()).getMaximum();
    }

    /** The n-th is counted in the month or the year; it means nothing in shorter periods. */
    private boolean allows(NthDay weekDay, LocalDate day) {
        if (day.getDayOfWeek() != weekDay.day()) {
            return false;
        }
        var inYear = rule.frequency() == Frequency.YEARLY && months.isEmpty();
        var counted = rule.frequency() == Frequency.YEARLY || rule.frequency() == Frequency.MONTHLY;
        if (weekDay.nth() == 0 || !counted) {
            return true;
        }
        var before = (inYear ? day.getDayOfYear() : day.getDayOfMonth()) - 1;
        var after = (inYear ? day.lengthOfYear() : day.lengthOfMonth()) - before - 1;
        return weekDay.nth() > 0
                ? before / 7 + 1 == weekDay.nth()
                : after / 7 + 1 == -weekDay.nth();
    }

    private List<List<LocalDateTime>> sets(List<LocalDate> days) {
        return switch (rule.frequency()) {
            case YEARLY, MONTHLY, WEEKLY, DAILY -> {
                var times = times();
                yield List.of(
                        days.stream().flatMap(day -> times.stream().map(day::atTime)).toList());
            }
            case HOURLY -> within(days.getFirst(), ChronoUnit.HOURS);
            case MINUTELY -> within(days.getFirst(), ChronoUnit.MINUTES);
            case SECONDLY -> within(days.getFirst(), ChronoUnit.SECONDS);
        };
    }

    private List<LocalTime> times() {
        var times = new ArrayList<LocalTime>();
        for (var hour : orElse(rule.hours(), start.getHour())) {
            times.addAll(minutes(hour));
        }
        return times;
    }

    private List<LocalTime> minutes(int hour) {
        var times = new ArrayList<LocalTime>();
        for (var minute : orElse(rule.minutes(), start.getMinute())) {
            times.addAll(seconds(hour, minute));
        }
        return times;
    }

    private List<LocalTime> seconds(int hour, int minute) {
        return orElse(rule.seconds(), start.getSecond()).stream()
                .map(second -> LocalTime.of(hour, minute, second))
                .toList();
    }

    private static List<Integer> orElse(List<Integer> numbers, int number) {
        return numbers.isEmpty() ? List.of(number) : numbers;
    }

    /** One set for each hour, minute or second of a day that the rule's step meets. */
    private List<List<LocalDateTime>> within(LocalDate day, ChronoUnit unit) {
        var origin = start.truncatedTo(unit);
        var steps = Math.ceilDiv(unit.between(origin, day.atStartOfDay()), rule.interval());
        var sets = new ArrayList<List<LocalDateTime>>();
        var end = day.plusDays(1).atStartOfDay();
        for (var time = origin.plus(steps * rule.interval(), unit);
                time.isBefore(end);
                time = time.plus(rule.interval(), unit)) {
            if ((rule.hours().isEmpty() || rule.hours().contains(time.getHour()))
                    && (unit == ChronoUnit.HOURS
                            || rule.minutes().isEmpty()
                            || rule.minutes().contains(time.getMinute()))
                    && (unit != ChronoUnit.SECONDS
                            || rule.seconds().isEmpty()
                            || rule.seconds().contains(time.getSecond()))) {
                var inside =
                        switch (unit) {
                            case HOURS -> minutes(time.getHour());
                            case MINUTES -> seconds(time.getHour(), time.getMinute());
                            default -> List.of(time.toLocalTime());
                        };
                sets.add(inside.stream().map(day::atTime).toList());
            }
        }
        return sets;
    }

    private List<LocalDateTime> picked(List<LocalDateTime> set) {
        if (rule.positions().isEmpty()) {
            return set;
        }
        var picked = new TreeSet<LocalDateTime>();
        for (var position : rule.positions()) {
            var index = position > 0 ? position - 1 : set.size() + position;
            if (index >= 0 && index < set.size()) {
                picked.add(set.get(index));
            }
        }
        return List.copyOf(picked);
    }
}
