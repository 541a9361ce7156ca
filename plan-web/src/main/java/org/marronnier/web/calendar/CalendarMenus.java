package org.marronnier.web.calendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.engine.calendar.Region;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;

/** The menus of the calendar's tool bar. */
@Component
final class CalendarMenus {

    private final FacetWords words;
    private final ShownPlans shown;
    private final Sayings sayings;

    CalendarMenus(FacetWords words, ShownPlans shown, Sayings sayings) {
        this.words = words;
        this.shown = shown;
        this.sayings = sayings;
    }

    /** By what campaigns are lined up. */
    CalendarMenu lanes(CalendarAddress address, Locale locale) {
        return CalendarMenu.of(
                "calendar.lanes",
                CalendarAddress.LANES.stream()
                        .map(
                                facet ->
                                        new CalendarMenu.Choice(
                                                sayings.say("facet." + facet.parameter(), locale),
                                                facet == address.lanes(),
                                                address.linedUpBy(facet)))
                        .toList());
    }

    /** By what they are coloured. */
    CalendarMenu colours(CalendarAddress address, Locale locale) {
        return CalendarMenu.of(
                "calendar.colour",
                CalendarAddress.COLOURS.stream()
                        .map(
                                facet ->
                                        new CalendarMenu.Choice(
                                                sayings.say("facet." + facet.parameter(), locale),
                                                facet == address.colour(),
                                                address.colouredBy(facet)))
                        .toList());
    }

    /** Whose key dates are shown. */
    CalendarMenu moments(CalendarAddress address, Locale locale) {
        return CalendarMenu.of(
                "calendar.moments",
                CalendarAddress.allMoments().stream()
                        .map(
                                word ->
                                        new CalendarMenu.Choice(
                                                moment(word, locale),
                                                address.moments().contains(word),
                                                address.withMoments(word)))
                        .toList());
    }

    /** The filters, one for each side that has more than one word. */
    List<CalendarMenu> filters(CalendarAddress address, List<PlanDocument> plans, Locale locale) {
        var menus = new ArrayList<CalendarMenu>();
        for (var facet : Facet.values()) {
            var choices = new ArrayList<CalendarMenu.Choice>();
            words.names(facet, plans, shown.brands(), locale)
                    .forEach(
                            (word, name) ->
                                    choices.add(
                                            new CalendarMenu.Choice(
                                                    name,
                                                    address.filter().words(facet).contains(word),
                                                    address.filteredBy(
                                                            address.filter()
                                                                    .toggled(facet, word)))));
            if (choices.size() > 1) {
                menus.add(CalendarMenu.of("facet." + facet.parameter(), choices));
            }
        }
        return menus;
    }

    private String moment(String word, Locale locale) {
        return switch (word) {
            case CalendarAddress.SCHOOL, CalendarAddress.LOCAL ->
                    sayings.say("calendar.moments." + word, locale);
            default ->
                    Region.of(word.toUpperCase(Locale.ROOT))
                            .map(region -> region.name(locale))
                            .orElse(word);
        };
    }
}
