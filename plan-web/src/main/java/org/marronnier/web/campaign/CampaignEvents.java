package org.marronnier.web.campaign;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.engine.calendar.CommercialCalendar;
import org.marronnier.engine.calendar.KeyDate;
import org.marronnier.engine.calendar.Region;
import org.marronnier.web.condition.Plural;
import org.marronnier.web.shell.Figures;
import org.marronnier.web.shell.Option;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;

/** What campaigns lean on: the events of the plan and the moments of every year. */
@Component
final class CampaignEvents {

    private final Sayings sayings;
    private final Figures figures;
    private final Clock clock;

    CampaignEvents(Sayings sayings, Figures figures, Clock clock) {
        this.sayings = sayings;
        this.figures = figures;
        this.clock = clock;
    }

    /** Options under one heading. */
    record Group(String name, List<Option> options) {}

    /** An event in one year. */
    private record Event(String name, LocalDate from, LocalDate to) {

        /** How many days a day lies after it, fewer than none before it, none within it. */
        long distance(LocalDate day) {
            return day.isBefore(from)
                    ? ChronoUnit.DAYS.between(from, day)
                    : day.isAfter(to) ? ChronoUnit.DAYS.between(to, day) : 0;
        }
    }

    /**
     * All that can be chosen, with their dates of one year.
     *
     * @param chosen stays to be seen, whatever it is
     */
    List<Group> groups(PlanDocument plan, int year, @Nullable String chosen, Locale locale) {
        var groups = new ArrayList<Group>();
        var own =
                plan.calendar().stream()
                        .map(event -> new Option(event.key(), dated(event.name(), event.from())))
                        .toList();
        var dates =
                CommercialCalendar.of(year).stream()
                        .sorted(Comparator.comparing(KeyDate::from).thenComparing(KeyDate::key))
                        .toList();
        add(groups, "plan", own, locale);
        for (var kind : KeyDate.Kind.values()) {
            var ofKind =
                    dates.stream()
                            .filter(date -> date.region() == Region.FR && date.kind() == kind);
            add(groups, kind.name(), options(ofKind, locale), locale);
        }
        var abroad = dates.stream().filter(date -> date.region() != Region.FR);
        add(groups, "abroad", options(abroad, locale), locale);
        var isKnown =
                groups.stream()
                        .flatMap(group -> group.options().stream())
                        .anyMatch(option -> option.value().equals(chosen));
        if (chosen != null && !chosen.isBlank() && !isKnown) {
            add(groups, "other", List.of(new Option(chosen, chosen)), locale);
        }
        return groups;
    }

    /** What an event is called; its key where it is unknown. */
    String name(PlanDocument plan, String key, @Nullable LocalDate day, Locale locale) {
        return nearest(plan, key, day == null ? today(plan) : day, locale)
                .map(Event::name)
                .orElse(key);
    }

    /** How far a day is from an event: "12 days before Mother’s Day (30 May 2027)". */
    Optional<String> distance(
            PlanDocument plan, @Nullable String key, @Nullable LocalDate day, Locale locale) {
        if (key == null || key.isBlank() || day == null) {
            return Optional.empty();
        }
        return nearest(plan, key, day, locale).map(event -> distance(event, day, locale));
    }

    /** The year whose dates are of interest: that of a day, else the one that the plan is in. */
    int year(PlanDocument plan, @Nullable LocalDate day) {
        return (day == null ? today(plan) : day).getYear();
    }

    private LocalDate today(PlanDocument plan) {
        var today = LocalDate.ofInstant(clock.instant(), plan.plan().zone());
        var from = plan.plan().from();
        var to = plan.plan().to();
        return today.isBefore(from) ? from : today.isAfter(to) ? to : today;
    }

    private String distance(Event event, LocalDate day, Locale locale) {
        var days = event.distance(day);
        var name = event.name();
        var date = figures.date(event.from());
        if (days == 0) {
            return event.from().equals(event.to())
                    ? sayings.say("event.on", locale, name, date)
                    : sayings.say("event.during", locale, name, date, figures.date(event.to()));
        }
        var form = Plural.of(Math.abs(days), locale);
        return sayings.say(
                (days < 0 ? "event.before." : "event.after.") + form,
                locale,
                name,
                days < 0 ? date : figures.date(event.to()),
                figures.number(Math.abs(days)));
    }

    private static Optional<Event> nearest(
            PlanDocument plan, String key, LocalDate day, Locale locale) {
        var own =
                plan.calendar().stream()
                        .filter(event -> event.key().equals(key))
                        .map(event -> new Event(event.name(), event.from(), event.to()));
        var computed =
                CommercialCalendar.knows(key)
                        ? IntStream.rangeClosed(day.getYear() - 1, day.getYear() + 1)
                                .mapToObj(year -> CommercialCalendar.find(key, year))
                                .flatMap(Optional::stream)
                                .map(date -> new Event(date.name(locale), date.from(), date.to()))
                        : Stream.<Event>empty();
        var mine = own.toList();
        return (mine.isEmpty() ? computed : mine.stream())
                .min(Comparator.comparingLong(event -> Math.abs(event.distance(day))));
    }

    private List<Option> options(Stream<KeyDate> dates, Locale locale) {
        return dates.map(date -> new Option(date.key(), dated(full(date, locale), date.from())))
                .toList();
    }

    private String dated(String name, LocalDate day) {
        return name + " · " + figures.date(day);
    }

    private static String full(KeyDate date, Locale locale) {
        var place = date.place().isEmpty() ? "" : " (" + date.place() + ")";
        var region = date.region() == Region.FR ? "" : ", " + date.region().name(locale);
        return date.name(locale) + place + region;
    }

    private void add(List<Group> groups, String key, List<Option> options, Locale locale) {
        if (!options.isEmpty()) {
            groups.add(new Group(sayings.say("event.group." + key, locale), options));
        }
    }
}
