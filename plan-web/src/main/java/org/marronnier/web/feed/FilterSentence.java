package org.marronnier.web.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.web.calendar.CalendarFilter;
import org.marronnier.web.calendar.Facet;
import org.marronnier.web.calendar.FacetWords;
import org.springframework.stereotype.Component;

/** What a filter of the calendar shows, in words. */
@Component
class FilterSentence {

    private final FacetWords facets;

    FilterSentence(FacetWords facets) {
        this.facets = facets;
    }

    /** The names of everything that the filter lets through; none where it shows all. */
    List<String> words(CalendarFilter filter, PlanDocument plan, Locale locale) {
        var words = new ArrayList<String>();
        for (var facet : Facet.values()) {
            var names = facets.names(facet, List.of(plan), List.of(plan.plan().brand()), locale);
            filter.words(facet).forEach(word -> words.add(names.getOrDefault(word, word)));
        }
        return words;
    }
}
