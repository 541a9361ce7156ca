package org.marronnier.web.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.marronnier.domain.convention.Conventions;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.web.calendar.CalendarFilter;
import org.marronnier.web.calendar.Facet;
import org.marronnier.web.condition.Names;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What a filter of the calendar shows, in words. */
@Component
class FilterSentence {

    private static final String HIGHLIGHT = "highlight";

    private final MessageSource messages;

    FilterSentence(MessageSource messages) {
        this.messages = messages;
    }

    /** The names of everything that the filter lets through; none where it shows all. */
    List<String> words(CalendarFilter filter, PlanDocument plan, Locale locale) {
        var names = Names.of(plan);
        var departments =
                plan.conventions().departments().stream()
                        .collect(
                                Collectors.toMap(
                                        Conventions.Department::key, Conventions.Department::name));
        var words = new ArrayList<String>();
        for (var facet : Facet.values()) {
            for (var word : filter.words(facet)) {
                words.add(
                        word.equals(Facet.NOTHING)
                                ? say("feed.none." + facet, locale)
                                : name(facet, word, names, departments, locale));
            }
        }
        return words;
    }

    private String name(
            Facet facet, String word, Names names, Map<String, String> departments, Locale locale) {
        var upper = word.toUpperCase(Locale.ROOT);
        return switch (facet) {
            case PROGRAMME -> names.programme(word);
            case SEGMENT -> names.segment(word);
            case DEPARTMENT -> departments.getOrDefault(word, word);
            case BRAND -> word;
            case CHANNEL -> said("channel." + upper, word, locale);
            case STATUS -> said("status." + word, word, locale);
            case TYPE ->
                    said(word.equals(HIGHLIGHT) ? "kind.HIGHLIGHT" : "type." + upper, word, locale);
            case LOT -> messages.getMessage("campaign.lot", new Object[] {word}, locale);
        };
    }

    /** A word that an address made up stands for itself. */
    private String said(String key, String word, Locale locale) {
        var said = messages.getMessage(key, null, word, locale);
        return said == null ? word : said;
    }

    private String say(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
