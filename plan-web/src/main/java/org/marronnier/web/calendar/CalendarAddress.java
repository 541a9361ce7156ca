package org.marronnier.web.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.plan.PlanFrame;
import org.marronnier.engine.calendar.Region;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A page of the calendar, as its address says it.
 *
 * @param day a day of the period that is shown
 * @param lanes by what campaigns are lined up
 * @param colour by what they are coloured
 * @param moments whose key dates are shown: regions by their codes, {@code local}, {@code school};
 *     empty for none
 */
public record CalendarAddress(
        CalendarView view,
        LocalDate day,
        Facet lanes,
        Facet colour,
        Set<String> moments,
        boolean usualMoments,
        CalendarFilter filter) {

    static final String PATH = "/calendar";
    static final String SCHOOL = "school";
    static final String LOCAL = "local";

    /** The sides by which campaigns can be lined up. */
    public static final List<Facet> LANES =
            List.of(
                    Facet.SEGMENT,
                    Facet.PROGRAMME,
                    Facet.CHANNEL,
                    Facet.BRAND,
                    Facet.DEPARTMENT,
                    Facet.LOT);

    /** The sides by which they can be coloured. */
    public static final List<Facet> COLOURS =
            List.of(Facet.TYPE, Facet.CHANNEL, Facet.STATUS, Facet.PROGRAMME);

    private static final String NO_MOMENTS = "none";
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2999;

    public CalendarAddress {
        moments = Set.copyOf(moments);
    }

    /**
     * Reads an address. What it leaves out or says wrongly is as usual: the month of today, or the
     * one of the plan that is nearest to it.
     */
    static CalendarAddress of(
            MultiValueMap<String, String> parameters, PlanFrame plan, LocalDate today) {
        var named = parameters.getOrDefault("moments", List.of());
        return new CalendarAddress(
                CalendarView.of(parameters.getFirst("view")),
                day(parameters, plan, today),
                facet(parameters.getFirst("lanes"), LANES),
                facet(parameters.getFirst("colour"), COLOURS),
                named.isEmpty() ? usualMoments(plan) : moments(named),
                named.isEmpty(),
                CalendarFilter.of(parameters));
    }

    private static LocalDate day(
            MultiValueMap<String, String> parameters, PlanFrame plan, LocalDate today) {
        var date = parse(parameters.getFirst("date"));
        if (date == null) {
            date = parse(parameters.getFirst("month"));
        }
        if (date != null) {
            return date;
        }
        if (today.isBefore(plan.from())) {
            return plan.from();
        }
        return today.isAfter(plan.to()) ? plan.to() : today;
    }

    private static @Nullable LocalDate parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            var day =
                    text.length() == "2027-01".length()
                            ? YearMonth.parse(text).atDay(1)
                            : LocalDate.parse(text);
            return day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR ? day : null;
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static Facet facet(@Nullable String word, List<Facet> allowed) {
        return allowed.stream()
                .filter(facet -> facet.parameter().equals(word))
                .findFirst()
                .orElse(allowed.getFirst());
    }

    private static Set<String> usualMoments(PlanFrame plan) {
        var country = plan.country().toLowerCase(Locale.ROOT);
        if (plan.country().equals("FR")) {
            return Set.of(country, SCHOOL);
        }
        return Region.of(plan.country()).isPresent() ? Set.of(country) : Set.of();
    }

    private static Set<String> moments(List<String> words) {
        var known = new LinkedHashSet<>(allMoments());
        known.retainAll(words);
        return known;
    }

    /** Every word that names key dates. */
    static List<String> allMoments() {
        var all =
                new ArrayList<>(
                        Arrays.stream(Region.values())
                                .map(region -> region.code().toLowerCase(Locale.ROOT))
                                .toList());
        all.add(1, SCHOOL);
        all.add(2, LOCAL);
        return List.copyOf(all);
    }

    public LocalDate first() {
        return view.first(day);
    }

    /** The day after the last. */
    public LocalDate end() {
        return view.moved(day, 1);
    }

    public String previous() {
        return at(view.moved(day, -1)).href();
    }

    public String next() {
        return at(view.moved(day, 1)).href();
    }

    /** The same page at another day. */
    public String of(LocalDate other) {
        return at(other).href();
    }

    private CalendarAddress at(LocalDate other) {
        return new CalendarAddress(view, other, lanes, colour, moments, usualMoments, filter);
    }

    public String as(CalendarView other) {
        return seenBy(other).href();
    }

    /** The same day and filter in another view. */
    CalendarAddress seenBy(CalendarView other) {
        return new CalendarAddress(other, day, lanes, colour, moments, usualMoments, filter);
    }

    public String linedUpBy(Facet other) {
        return new CalendarAddress(view, day, other, colour, moments, usualMoments, filter).href();
    }

    public String colouredBy(Facet other) {
        return new CalendarAddress(view, day, lanes, other, moments, usualMoments, filter).href();
    }

    public String unfiltered() {
        return filteredBy(CalendarFilter.NONE);
    }

    public String filteredBy(CalendarFilter other) {
        return new CalendarAddress(view, day, lanes, colour, moments, usualMoments, other).href();
    }

    /** The same page with the key dates of one word more, or less. */
    public String withMoments(String word) {
        var others = new LinkedHashSet<>(moments);
        if (!others.remove(word)) {
            others.add(word);
        }
        return new CalendarAddress(view, day, lanes, colour, others, false, filter).href();
    }

    /** The address of the feed, to which the days are still to be added. */
    public String feed() {
        return UriComponentsBuilder.fromPath(PATH + "/feed")
                .queryParams(encoded(parameters()))
                .build(true)
                .toUriString();
    }

    /** What is kept under a name: everything but the period. */
    public String query() {
        var parameters = parameters();
        parameters.remove("date");
        var address =
                UriComponentsBuilder.newInstance().queryParams(encoded(parameters)).build(true);
        return address.getQuery() == null ? "" : address.getQuery();
    }

    public String href() {
        return UriComponentsBuilder.fromPath(PATH)
                .queryParams(encoded(parameters()))
                .build(true)
                .toUriString();
    }

    private MultiValueMap<String, String> parameters() {
        var parameters = new LinkedMultiValueMap<String, String>();
        parameters.add("date", first().toString());
        if (view != CalendarView.MONTH) {
            parameters.add("view", view.word());
        }
        if (lanes != LANES.getFirst()) {
            parameters.add("lanes", lanes.parameter());
        }
        if (colour != COLOURS.getFirst()) {
            parameters.add("colour", colour.parameter());
        }
        if (!usualMoments) {
            moments.stream().sorted().forEach(word -> parameters.add("moments", word));
            if (moments.isEmpty()) {
                parameters.add("moments", NO_MOMENTS);
            }
        }
        parameters.addAll(filter.parameters());
        return parameters;
    }

    private static MultiValueMap<String, String> encoded(MultiValueMap<String, String> plain) {
        var encoded = new LinkedMultiValueMap<String, String>();
        plain.forEach(
                (name, values) -> values.forEach(value -> encoded.add(name, Encoded.of(value))));
        return encoded;
    }
}
