package org.marronnier.engine.condition;

import java.time.LocalDate;

/**
 * Dates as numbers in their order, in which every month has 32 days, so that whole months between
 * two of them are a division.
 */
final class Days {

    private static final int MONTH = 32;
    private static final int YEAR = 12;

    private Days() {}

    /** The number of a date. */
    static long packed(LocalDate date) {
        return ((long) date.getYear() * YEAR + date.getMonthValue() - 1) * MONTH
                + date.getDayOfMonth();
    }

    /** The date of a number. */
    static LocalDate date(long packed) {
        var month = Math.floorDiv(packed, MONTH);
        return LocalDate.of(
                (int) Math.floorDiv(month, YEAR),
                (int) Math.floorMod(month, YEAR) + 1,
                (int) Math.floorMod(packed, MONTH));
    }

    /** The same day of another year; 29 February is 1 March where there is none. */
    static LocalDate inYear(long packed, int year) {
        var month = (int) Math.floorMod(Math.floorDiv(packed, MONTH), YEAR) + 1;
        return LocalDate.of(year, month, 1).plusDays(Math.floorMod(packed, MONTH) - 1);
    }

    /**
     * Whole years from one day to another, cut towards zero: who was born on 29 February turns a
     * year older on 1 March.
     */
    static long years(long from, long to) {
        return (to - from) / MONTH / YEAR;
    }
}
