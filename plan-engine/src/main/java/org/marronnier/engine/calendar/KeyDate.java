package org.marronnier.engine.calendar;

import java.time.LocalDate;
import java.util.Locale;

/**
 * A day, or some days, that come back every year: a public holiday, a commercial moment, or school
 * holidays.
 *
 * @param key the same every year, such as {@code fete-des-meres}; no two of a year share one
 * @param region where it holds
 * @param place where in the region, or which school zone, in both languages; empty for all of it
 * @param from the first day
 * @param to the last day
 * @param estimated whether the dates are set by an order every year, and only guessed here
 */
public record KeyDate(
        String key,
        Kind kind,
        Region region,
        String place,
        String french,
        String english,
        LocalDate from,
        LocalDate to,
        boolean estimated) {

    /** What kind of day it is. */
    public enum Kind {
        PUBLIC_HOLIDAY,
        COMMERCIAL,
        SCHOOL
    }

    public KeyDate {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException(
                    "The key date (%s) ends (%s) before it starts (%s).".formatted(key, to, from));
        }
    }

    /** What it is called in French, else in English. */
    public String name(Locale locale) {
        return locale.getLanguage().equals("fr") ? french : english;
    }

    static KeyDate day(
            String key, Kind kind, Region region, String french, String english, LocalDate day) {
        return new KeyDate(key, kind, region, "", french, english, day, day, false);
    }

    static KeyDate days(
            String key,
            Region region,
            String french,
            String english,
            LocalDate from,
            LocalDate to) {
        return new KeyDate(key, Kind.COMMERCIAL, region, "", french, english, from, to, false);
    }
}
