package org.marronnier.web.calendar;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.plan.PlanFrame;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Which campaigns a calendar shows, as its address says: those that have, on every side that is
 * named, one of its words.
 *
 * @param words by side; a side that is not there lets everything through
 */
public record CalendarFilter(Map<Facet, Set<String>> words) {

    public static final CalendarFilter NONE = new CalendarFilter(Map.of());

    private static final int MOST_WORDS = 50;
    private static final int LONGEST_WORD = 200;

    public CalendarFilter {
        var kept = new EnumMap<Facet, Set<String>>(Facet.class);
        words.forEach(
                (facet, some) -> {
                    if (!some.isEmpty()) {
                        kept.put(facet, Collections.unmodifiableSet(new TreeSet<>(some)));
                    }
                });
        words = Collections.unmodifiableMap(kept);
    }

    /**
     * Reads the parameters of an address, such as {@code channel=email&channel=sms&lot=1}. Blank
     * words and parameters of other names are passed over.
     */
    public static CalendarFilter of(MultiValueMap<String, String> parameters) {
        var words = new EnumMap<Facet, Set<String>>(Facet.class);
        for (var facet : Facet.values()) {
            List<String> given = parameters.getOrDefault(facet.parameter(), List.of());
            var some = new LinkedHashSet<String>();
            given.stream()
                    .filter(word -> word != null && !word.isBlank())
                    .map(String::strip)
                    .filter(word -> word.length() <= LONGEST_WORD)
                    .limit(MOST_WORDS)
                    .forEach(some::add);
            words.put(facet, some);
        }
        return new CalendarFilter(words);
    }

    /** Reads what {@link #query()} wrote. */
    public static CalendarFilter ofQuery(String query) {
        var parameters = new LinkedMultiValueMap<String, String>();
        for (var part : query.split("&", -1)) {
            var equals = part.indexOf('=');
            if (equals > 0) {
                parameters.add(part.substring(0, equals), Encoded.read(part.substring(equals + 1)));
            }
        }
        return of(parameters);
    }

    public boolean isNone() {
        return words.isEmpty();
    }

    public boolean shows(PlanFrame plan, PlanDocument.Campaign campaign) {
        return words.entrySet().stream()
                .allMatch(
                        side ->
                                side.getKey().words(plan, campaign).stream()
                                        .anyMatch(side.getValue()::contains));
    }

    /** The words of one side; none where it lets everything through. */
    public Set<String> words(Facet facet) {
        return words.getOrDefault(facet, Set.of());
    }

    /** The same filter with a word more on one side, or with it gone where it stood there. */
    public CalendarFilter toggled(Facet facet, String word) {
        var some = new TreeSet<>(words(facet));
        if (!some.remove(word)) {
            some.add(word);
        }
        return with(facet, some);
    }

    /** The same filter with other words on one side. */
    public CalendarFilter with(Facet facet, Set<String> some) {
        var all = new EnumMap<Facet, Set<String>>(Facet.class);
        all.putAll(words);
        all.put(facet, some);
        return new CalendarFilter(all);
    }

    /** The parameters of an address that shows this filter, always in the same order. */
    public MultiValueMap<String, String> parameters() {
        var parameters = new LinkedMultiValueMap<String, String>();
        Arrays.stream(Facet.values())
                .forEach(
                        facet ->
                                words(facet)
                                        .forEach(word -> parameters.add(facet.parameter(), word)));
        return parameters;
    }

    /** The parameters as the part of an address behind its question mark, encoded. */
    public String query() {
        return parameters().entrySet().stream()
                .flatMap(
                        side ->
                                side.getValue().stream()
                                        .map(word -> side.getKey() + "=" + Encoded.of(word)))
                .collect(Collectors.joining("&"));
    }
}
