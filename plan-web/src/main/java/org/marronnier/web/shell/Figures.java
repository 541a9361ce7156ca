package org.marronnier.web.shell;

import java.text.NumberFormat;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Numbers, dates and lengths as pages write them, in the language of the page. */
@Component("figures")
public final class Figures {

    private static final char NARROW_SPACE = '\u202f';
    private static final char SPACE = '\u00a0';
    private static final String MINUS = "\u2212";
    private static final Pattern DAY = Pattern.compile("\\bd\\b");

    private final ZoneId zone;

    Figures(@Value("${marronnier.zone:Europe/Paris}") ZoneId zone) {
        this.zone = zone;
    }

    /** 12 345 or 12,345. */
    public String number(long number) {
        return tidy(NumberFormat.getIntegerInstance(locale()).format(number));
    }

    /** 1 234,5 or 1,234.5. */
    public String decimal(double number, int decimals) {
        NumberFormat format = NumberFormat.getNumberInstance(locale());
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return tidy(format.format(number));
    }

    /** A number with its sign in front: −12 345, +3, 0. */
    public String signed(long number) {
        return (number > 0 ? "+" : "") + number(number);
    }

    /** What falls away, with a minus in front. */
    public String loss(long number) {
        return number(-number);
    }

    /** 31 % or 31%, from 0.31. */
    public String percent(double share, int decimals) {
        NumberFormat format = NumberFormat.getPercentInstance(locale());
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        return tidy(format.format(share));
    }

    /** 19 mai 2026 or 19 May 2026. */
    public String date(LocalDate date) {
        return written("d MMMM uuuu", date);
    }

    /** mar. 19 mai or Tue 19 May. */
    public String day(LocalDate date) {
        return written("EEE d MMM", date);
    }

    /** lun. or Mon */
    public String weekday(DayOfWeek day) {
        return written("EEE", day);
    }

    /** mai 2026 or May 2026. */
    public String month(LocalDate date) {
        return written("MMMM uuuu", date);
    }

    /** 9:00, as in lists and logs. */
    public String time(LocalTime time) {
        return written("H:mm", time);
    }

    /** 9 h 00 or 9:00, as in sentences. */
    public String timeInText(LocalTime time) {
        return isFrench()
                ? tidy(written("H' h 'mm", time)).replace(' ', SPACE)
                : written("H:mm", time);
    }

    /** 19 mai 2026, 9:00. */
    public String dateTime(LocalDateTime dateTime) {
        return written("d MMM uuuu, H:mm", dateTime);
    }

    /** An instant in the zone of the house. */
    public String dateTime(Instant instant) {
        return dateTime(instant, zone);
    }

    /** An instant in a zone, such as the plan's or the contact's. */
    public String dateTime(Instant instant, ZoneId in) {
        return dateTime(LocalDateTime.ofInstant(instant, in));
    }

    /**
     * The stretch between two values as a share of a total, such as {@code 12.5%}: a length of SVG.
     */
    public String share(double from, double to, double total) {
        double share = total <= 0 ? 0 : Math.clamp((to - from) / total, 0, 1);
        return String.format(Locale.ROOT, "%.3f", share * 100).replaceFirst("\\.?0+$", "") + "%";
    }

    /** A date as a pattern says it; the first day of a month is 1er in French. */
    public static String dated(String pattern, Locale locale, TemporalAccessor time) {
        var isFirst =
                locale.getLanguage().equals("fr")
                        && time.isSupported(ChronoField.DAY_OF_MONTH)
                        && time.get(ChronoField.DAY_OF_MONTH) == 1;
        return DateTimeFormatter.ofPattern(
                        isFirst ? DAY.matcher(pattern).replaceFirst("d'er'") : pattern, locale)
                .format(time);
    }

    private static String written(String pattern, TemporalAccessor time) {
        return tidy(dated(pattern, locale(), time));
    }

    private static String tidy(String text) {
        return text.replace(NARROW_SPACE, SPACE).replace("-", MINUS);
    }

    private static boolean isFrench() {
        return locale().getLanguage().equals("fr");
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }
}
