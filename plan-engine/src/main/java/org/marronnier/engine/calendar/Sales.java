package org.marronnier.engine.calendar;

import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;
import static java.time.temporal.TemporalAdjusters.firstInMonth;
import static java.time.temporal.TemporalAdjusters.lastInMonth;
import static java.time.temporal.TemporalAdjusters.next;

import java.time.LocalDate;
import java.util.List;

/**
 * The French soldes of a year, national and local, by article D310-15-2 of the commercial code and
 * its annex. They last four weeks since 2020, six from 2015 on and five before. Orders moved three
 * of them during the epidemic of 2020 and 2021.
 */
final class Sales {

    private static final List<String> LORRAINE =
            List.of("Meurthe-et-Moselle", "Meuse", "Moselle", "Vosges");

    private final int year;

    private Sales(int year) {
        this.year = year;
    }

    static List<KeyDate> of(int year) {
        var sales = new Sales(year);
        return List.of(
                sales.winter("", Region.FR, "", sales.nationalWinter()),
                sales.winter(
                        "-lorraine",
                        Region.FR,
                        String.join(", ", LORRAINE),
                        sales.firstWorkingDay()),
                sales.winter("-gp", Region.GP, "", sales.month(1).with(firstInMonth(SATURDAY))),
                sales.winter("-gf", Region.GF, "", sales.guianaWinter()),
                sales.winter("-pm", Region.PM, "", LocalDate.of(year, 1, 15).with(next(WEDNESDAY))),
                sales.winter("-bl", Region.BL, "", sales.month(5).with(firstInMonth(SATURDAY))),
                sales.winter("-mf", Region.MF, "", sales.month(5).with(firstInMonth(SATURDAY))),
                sales.winter("-re", Region.RE, "", sales.month(9).with(firstInMonth(SATURDAY))),
                sales.summer("", Region.FR, "", sales.nationalSummer()),
                sales.summer(
                        "-mediterranee",
                        Region.FR,
                        "Alpes-Maritimes, Pyrénées-Orientales",
                        sales.month(7).with(firstInMonth(WEDNESDAY))),
                sales.summer(
                        "-corse",
                        Region.FR,
                        "Corse",
                        sales.month(7).with(dayOfWeekInMonth(2, WEDNESDAY))),
                sales.summer("-gp", Region.GP, "", sales.month(9).with(lastInMonth(SATURDAY))),
                sales.summer("-gf", Region.GF, "", sales.month(10).with(firstInMonth(THURSDAY))),
                sales.summer("-mq", Region.MQ, "", sales.month(10).with(firstInMonth(THURSDAY))),
                sales.summer("-pm", Region.PM, "", LocalDate.of(year, 7, 14).with(next(WEDNESDAY))),
                sales.summer(
                        "-bl", Region.BL, "", sales.month(10).with(dayOfWeekInMonth(2, SATURDAY))),
                sales.summer(
                        "-mf", Region.MF, "", sales.month(10).with(dayOfWeekInMonth(2, SATURDAY))),
                sales.summer("-re", Region.RE, "", sales.month(2).with(firstInMonth(SATURDAY))));
    }

    /** The second Wednesday of January, or the first where the second falls after the 12th. */
    private LocalDate nationalWinter() {
        if (year == 2021) {
            return LocalDate.of(2021, 1, 20);
        }
        var second = month(1).with(dayOfWeekInMonth(2, WEDNESDAY));
        return second.getDayOfMonth() > 12 ? second.minusWeeks(1) : second;
    }

    /** The last Wednesday of June, or the one before where the last falls after the 28th. */
    private LocalDate nationalSummer() {
        if (year == 2020) {
            return LocalDate.of(2020, 7, 15);
        }
        if (year == 2021) {
            return LocalDate.of(2021, 6, 30);
        }
        var last = month(6).with(lastInMonth(WEDNESDAY));
        return last.getDayOfMonth() > 28 ? last.minusWeeks(1) : last;
    }

    private LocalDate firstWorkingDay() {
        var day = LocalDate.of(year, 1, 2);
        return day.getDayOfWeek() == SUNDAY ? day.plusDays(1) : day;
    }

    /** The first Wednesday of January, the day after where that is a public holiday. */
    private LocalDate guianaWinter() {
        var first = month(1).with(firstInMonth(WEDNESDAY));
        return first.getDayOfMonth() == 1 ? first.plusDays(1) : first;
    }

    private KeyDate winter(String suffix, Region region, String place, LocalDate from) {
        var weeks = year == 2021 && suffix.isEmpty() ? 6 : weeks();
        return sale(
                "soldes-hiver" + suffix,
                "Soldes d’hiver",
                "Winter sales",
                region,
                place,
                from,
                weeks);
    }

    private KeyDate summer(String suffix, Region region, String place, LocalDate from) {
        return sale(
                "soldes-ete" + suffix,
                "Soldes d’été",
                "Summer sales",
                region,
                place,
                from,
                weeks());
    }

    private int weeks() {
        return year >= 2020 ? 4 : year >= 2015 ? 6 : 5;
    }

    private static KeyDate sale(
            String key,
            String french,
            String english,
            Region region,
            String place,
            LocalDate from,
            int weeks) {
        return new KeyDate(
                key,
                KeyDate.Kind.COMMERCIAL,
                region,
                place,
                french,
                english,
                from,
                from.plusWeeks(weeks).minusDays(1),
                false);
    }

    private LocalDate month(int month) {
        return LocalDate.of(year, month, 1);
    }
}
