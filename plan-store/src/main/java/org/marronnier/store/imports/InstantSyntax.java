package org.marronnier.store.imports;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/** ISO dates and instants, as PostgreSQL counts them: days and microseconds since 2000-01-01. */
final class InstantSyntax {

    static final long BAD = Long.MIN_VALUE;
    private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();

    private InstantSyntax() {}

    /** Days since 2000-01-01 of {@code yyyy-mm-dd}, years 1 to 9999, or {@link #BAD}. */
    static long days(byte[] b, int from, int length) {
        if (length != 10 || b[from + 4] != '-' || b[from + 7] != '-') {
            return BAD;
        }
        int year = digits(b, from, 4);
        int month = digits(b, from + 5, 2);
        int day = digits(b, from + 8, 2);
        if (year < 1 || month < 1 || month > 12 || day < 1 || day > lengthOf(month, year)) {
            return BAD;
        }
        // Days from civil, H. Hinnant; the year begins in March.
        int y = month <= 2 ? year - 1 : year;
        int era = y / 400;
        int yoe = y - era * 400;
        int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        long doe = yoe * 365L + yoe / 4 - yoe / 100 + doy;
        return era * 146_097L + doe - 719_468 - EPOCH_DAY;
    }

    /**
     * Microseconds since 2000-01-01T00:00Z of an instant with its offset, cut to the second, or
     * {@link #BAD}.
     */
    static long micros(byte[] b, int from, int length) {
        if (length == 20 && b[from + 19] == 'Z' && b[from + 10] == 'T') {
            long days = days(b, from, 10);
            int hour = digits(b, from + 11, 2);
            int minute = digits(b, from + 14, 2);
            int second = digits(b, from + 17, 2);
            if (days == BAD
                    || b[from + 13] != ':'
                    || b[from + 16] != ':'
                    || hour < 0
                    || hour > 23
                    || minute < 0
                    || minute > 59
                    || second < 0
                    || second > 59) {
                return BAD;
            }
            return (days * 86_400 + hour * 3_600L + minute * 60L + second) * 1_000_000;
        }
        if (length > 40) {
            return BAD;
        }
        try {
            var instant =
                    OffsetDateTime.parse(
                            new String(b, from, length, StandardCharsets.UTF_8),
                            DateTimeFormatter.ISO_OFFSET_DATE_TIME);
            if (instant.getYear() < 1 || instant.getYear() > 9999) {
                return BAD;
            }
            return (instant.toEpochSecond() - EPOCH_DAY * 86_400) * 1_000_000;
        } catch (DateTimeException faulty) {
            return BAD;
        }
    }

    private static int digits(byte[] b, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = b[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static int lengthOf(int month, int year) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }
}
