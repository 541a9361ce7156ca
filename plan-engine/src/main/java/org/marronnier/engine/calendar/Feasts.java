package org.marronnier.engine.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** The feasts of a year that several countries keep, and days found by rule. */
abstract class Feasts {

    final int year;
    final LocalDate easter;
    private final List<Holiday> found = new ArrayList<>();

    /** A public holiday of a year. */
    record Holiday(String key, String french, String english, LocalDate day) {}

    Feasts(int year) {
        this.year = year;
        this.easter = easter(year);
    }

    /** Those that were added, in no order. */
    List<Holiday> found() {
        return List.copyOf(found);
    }

    void newYear() {
        add("nouvel-an", "Jour de l’An", "New Year’s Day", 1, 1);
    }

    void epiphany() {
        add("epiphanie", "Épiphanie", "Epiphany", 1, 6);
    }

    void goodFriday() {
        add("vendredi-saint", "Vendredi saint", "Good Friday", easter.minusDays(2));
    }

    void easterSunday() {
        add("paques", "Pâques", "Easter Sunday", easter);
    }

    void easterMonday() {
        add("lundi-de-paques", "Lundi de Pâques", "Easter Monday", easter.plusDays(1));
    }

    void labourDay() {
        add("1er-mai", "1er mai", "Labour Day", 5, 1);
    }

    void ascension() {
        add("ascension", "Ascension", "Ascension Day", easter.plusDays(39));
    }

    void whitMonday() {
        add("lundi-de-pentecote", "Lundi de Pentecôte", "Whit Monday", easter.plusDays(50));
    }

    void corpusChristi() {
        add("fete-dieu", "Fête-Dieu", "Corpus Christi", easter.plusDays(60));
    }

    void assumption() {
        add("assomption", "Assomption", "Assumption Day", 8, 15);
    }

    void allSaints() {
        add("toussaint", "Toussaint", "All Saints’ Day", 11, 1);
    }

    void immaculateConception() {
        add("immaculee-conception", "Immaculée Conception", "Immaculate Conception", 12, 8);
    }

    void christmas() {
        add("noel", "Noël", "Christmas Day", 12, 25);
    }

    void secondDayOfChristmas() {
        add("lendemain-de-noel", "Lendemain de Noël", "Second Day of Christmas", 12, 26);
    }

    void add(String key, String french, String english, int month, int day) {
        add(key, french, english, LocalDate.of(year, month, day));
    }

    void add(String key, String french, String english, LocalDate day) {
        found.add(new Holiday(key, french, english, day));
    }

    LocalDate first(Month month, DayOfWeek day) {
        return LocalDate.of(year, month, 1).with(TemporalAdjusters.firstInMonth(day));
    }

    LocalDate last(Month month, DayOfWeek day) {
        return LocalDate.of(year, month, 1).with(TemporalAdjusters.lastInMonth(day));
    }

    /** The Monday after a weekend. */
    static LocalDate afterWeekend(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> day.plusDays(2);
            case SUNDAY -> day.plusDays(1);
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> day;
        };
    }

    /** Two days later where it falls on a weekend: both days of Christmas move by two. */
    static LocalDate inLieu(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0 ? day.plusDays(2) : day;
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
