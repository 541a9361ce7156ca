package org.marronnier.engine.calendar;

import static java.time.DayOfWeek.SATURDAY;
import static java.time.temporal.TemporalAdjusters.nextOrSame;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The French school holidays that begin in a year, by zone, as they usually fall: an order sets
 * them a few years ahead, so that all of them are estimates. Winter starts on the first Saturday
 * from 4 February on and spring on the first from 4 April on, a week later for each of the other
 * two zones; the zones change places every year.
 */
final class SchoolHolidays {

    /** Two weeks and the weekends around them. */
    private static final int DAYS = 16;

    private final int year;
    private final List<KeyDate> found = new ArrayList<>();

    private SchoolHolidays(int year) {
        this.year = year;
    }

    static List<KeyDate> of(int year) {
        var holidays = new SchoolHolidays(year);
        var order = order(year);
        for (var turn = 0; turn < order.length(); turn++) {
            holidays.zone(order.charAt(turn), turn);
        }
        return List.copyOf(holidays.found);
    }

    /** The first weekday of September. */
    static LocalDate backToSchool(int year) {
        var day = LocalDate.of(year, 9, 1);
        return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0
                ? day
                : day.with(nextOrSame(DayOfWeek.MONDAY));
    }

    /** Which zone leaves first, second and third in winter and spring. */
    private static String order(int year) {
        return switch (Math.floorMod(year, 3)) {
            case 0 -> year < 2023 ? "BAC" : "BCA";
            case 1 -> year < 2023 ? "CBA" : "ABC";
            default -> year < 2023 ? "ACB" : "CAB";
        };
    }

    private void zone(char zone, int turn) {
        two(
                "hiver",
                "Vacances d’hiver",
                "Winter school holidays",
                saturday(2, 4).plusWeeks(turn),
                zone);
        two(
                "printemps",
                "Vacances de printemps",
                "Spring school holidays",
                saturday(4, 4).plusWeeks(turn),
                zone);
        var ascension = Feasts.easter(year).plusDays(39);
        add(
                "ascension",
                "Pont de l’Ascension",
                "Ascension school break",
                ascension,
                ascension.plusDays(3),
                zone);
        add(
                "ete",
                "Vacances d’été",
                "Summer school holidays",
                saturday(7, 4),
                backToSchool(year).minusDays(1),
                zone);
        two(
                "toussaint",
                "Vacances de la Toussaint",
                "Autumn school holidays",
                saturday(10, 17),
                zone);
        two("noel", "Vacances de Noël", "Christmas school holidays", saturday(12, 17), zone);
    }

    private void two(String key, String french, String english, LocalDate from, char zone) {
        add(key, french, english, from, from.plusDays(DAYS - 1), zone);
    }

    private void add(
            String key, String french, String english, LocalDate from, LocalDate to, char zone) {
        found.add(
                new KeyDate(
                        "vacances-" + key + "-" + String.valueOf(zone).toLowerCase(Locale.ROOT),
                        KeyDate.Kind.SCHOOL,
                        Region.FR,
                        "zone " + zone,
                        french,
                        english,
                        from,
                        to,
                        true));
    }

    private LocalDate saturday(int month, int day) {
        return LocalDate.of(year, month, day).with(nextOrSame(SATURDAY));
    }
}
