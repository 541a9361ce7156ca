package org.marronnier.engine.calendar;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The public holidays of a country; those of France are the eleven of article L3133-1 of its labour
 * code.
 */
public final class PublicHolidays {

    private static final Set<MonthDay> FIXED_IN_FRANCE =
            Set.of(
                    MonthDay.of(1, 1),
                    MonthDay.of(5, 1),
                    MonthDay.of(5, 8),
                    MonthDay.of(7, 14),
                    MonthDay.of(8, 15),
                    MonthDay.of(11, 1),
                    MonthDay.of(11, 11),
                    MonthDay.of(12, 25));

    private PublicHolidays() {}

    public static boolean knows(String country) {
        return country.equals("FR");
    }

    /**
     * @throws IllegalArgumentException for a country that is not known
     */
    public static Set<LocalDate> of(String country, int year) {
        if (!knows(country)) {
            throw new IllegalArgumentException(
                    "The public holidays of %s are not known.".formatted(country));
        }
        var easter = easter(year);
        var moving = Stream.of(easter.plusDays(1), easter.plusDays(39), easter.plusDays(50));
        return Stream.concat(FIXED_IN_FRANCE.stream().map(day -> day.atYear(year)), moving)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Easter Sunday of the Gregorian calendar, by the method of Meeus, Jones and Butcher. */
    static LocalDate easter(int year) {
        var a = year % 19;
        var b = year / 100;
        var c = year % 100;
        var h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        var l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        var n = h + l - 7 * m + 114;
        return LocalDate.of(year, n / 31, n % 31 + 1);
    }
}
