package org.marronnier.web.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.Stream;

/** A month on paper. */
record PrintedMonth(YearMonth month, List<Day> days) {

    /**
     * A day with what begins on it, or, on the first of the month, goes on.
     *
     * @param bands key dates, without school holidays
     * @param holiday whether it is a public holiday, or a Sunday
     */
    record Day(LocalDate date, List<Bands.Band> bands, List<Days.Entry> entries, boolean holiday) {

        /** Whether it is a day at all, rather than a place beside the month. */
        public boolean isReal() {
            return !date.equals(LocalDate.MIN);
        }
    }

    private static final Day NONE = new Day(LocalDate.MIN, List.of(), List.of(), false);

    static PrintedMonth of(YearMonth month, Days days, List<Bands.Band> bands) {
        var dates = month.atDay(1).datesUntil(month.plusMonths(1).atDay(1));
        return new PrintedMonth(month, dates.map(date -> day(date, days, bands)).toList());
    }

    /** The days of a week in their order. */
    public List<DayOfWeek> weekdays() {
        return List.of(DayOfWeek.values());
    }

    /** The weeks of the month, with places before its first and after its last day. */
    public List<List<Day>> weeks() {
        var first = month.atDay(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return Stream.iterate(
                        first,
                        monday -> !monday.isAfter(month.atEndOfMonth()),
                        monday -> monday.plusWeeks(1))
                .map(monday -> monday.datesUntil(monday.plusWeeks(1)).map(this::find).toList())
                .toList();
    }

    /** The day of this number; a place without one where the month is shorter. */
    public Day day(int number) {
        return number <= days.size() ? days.get(number - 1) : NONE;
    }

    private Day find(LocalDate date) {
        return YearMonth.from(date).equals(month) ? days.get(date.getDayOfMonth() - 1) : NONE;
    }

    private static Day day(LocalDate date, Days days, List<Bands.Band> bands) {
        var over =
                bands.stream()
                        .filter(band -> !band.school())
                        .filter(band -> !band.start().isAfter(date) && band.end().isAfter(date))
                        .toList();
        return new Day(
                date,
                over.stream().filter(band -> isTold(band.start(), date)).toList(),
                days.entries().stream()
                        .filter(entry -> !entry.day().isAfter(date) && entry.end().isAfter(date))
                        .filter(entry -> isTold(entry.day(), date))
                        .toList(),
                date.getDayOfWeek() == DayOfWeek.SUNDAY
                        || over.stream().anyMatch(band -> band.kind().equals("public_holiday")));
    }

    private static boolean isTold(LocalDate start, LocalDate date) {
        return start.equals(date) || date.getDayOfMonth() == 1;
    }
}
