package org.marronnier.web.calendar;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Locale;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;

/** What the period of a calendar is called. */
@Component
final class PeriodNames {

    private final Figures figures;
    private final Sayings sayings;

    PeriodNames(Figures figures, Sayings sayings) {
        this.figures = figures;
        this.sayings = sayings;
    }

    String title(CalendarAddress address, Locale locale) {
        return sayings.say("calendar.of", locale, name(address, locale));
    }

    String name(CalendarAddress address, Locale locale) {
        LocalDate first = address.first();
        return switch (address.view()) {
            case MONTH, LIST -> capital(figures.month(first));
            case WEEK ->
                    sayings.say(
                            "calendar.week.of",
                            locale,
                            String.valueOf(first.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)),
                            figures.date(first));
            case QUARTER ->
                    sayings.say(
                            "calendar.quarter." + first.get(IsoFields.QUARTER_OF_YEAR),
                            locale,
                            String.valueOf(first.getYear()));
            case YEAR -> String.valueOf(first.getYear());
        };
    }

    String previous(CalendarAddress address, Locale locale) {
        return sayings.say("calendar.previous." + unit(address), locale);
    }

    String next(CalendarAddress address, Locale locale) {
        return sayings.say("calendar.next." + unit(address), locale);
    }

    private static String unit(CalendarAddress address) {
        return address.view() == CalendarView.LIST ? "month" : address.view().word();
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
