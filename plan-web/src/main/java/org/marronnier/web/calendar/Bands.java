package org.marronnier.web.calendar;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.calendar.CalendarEvent;
import org.marronnier.engine.calendar.CommercialCalendar;
import org.marronnier.engine.calendar.KeyDate;
import org.marronnier.web.shell.Sayings;
import org.springframework.stereotype.Component;

/**
 * The key dates of some days: the plans' own events, and the marronnier of the chosen regions. An
 * event of a plan stands in the place of the computed one of the same key.
 */
@Component
public final class Bands {

    /**
     * One of them.
     *
     * @param end the day after the last
     * @param kind own, commercial, public_holiday or school
     * @param lane bands of the same days and kind lie in different lanes
     * @param detail what else there is to say of it; empty for nothing
     * @param href where it is edited; null for what is computed
     */
    public record Band(
            String key,
            LocalDate start,
            LocalDate end,
            String name,
            String kind,
            int lane,
            String detail,
            @Nullable String href) {

        public LocalDate last() {
            return end.minusDays(1);
        }

        public boolean school() {
            return kind.equals("school");
        }
    }

    /** A public holiday within a celebration as short as this is not shown beside it. */
    private static final int SHORT = 2;

    private final Sayings sayings;

    Bands(Sayings sayings) {
        this.sayings = sayings;
    }

    List<Band> of(
            List<CalendarEvent> events,
            Set<String> moments,
            LocalDate from,
            LocalDate to,
            Locale locale) {
        var bands = new ArrayList<Band>();
        for (var event : events) {
            add(
                    bands,
                    event.key(),
                    event.from(),
                    event.to(),
                    event.name(),
                    "own",
                    "",
                    "/events/" + event.key());
        }
        var own = events.stream().map(CalendarEvent::key).collect(toUnmodifiableSet());
        var dates =
                CommercialCalendar.between(from, to).stream()
                        .filter(date -> isShown(date, moments) && !own.contains(date.key()))
                        .toList();
        together(dates).stream()
                .filter(date -> dates.stream().noneMatch(other -> isWithin(date, other)))
                .sorted(Comparator.comparing(KeyDate::from))
                .forEach(
                        date ->
                                add(
                                        bands,
                                        date.key(),
                                        date.from(),
                                        date.to(),
                                        name(date, moments, locale),
                                        date.kind().name().toLowerCase(Locale.ROOT),
                                        date.estimated()
                                                ? sayings.say("calendar.estimated", locale)
                                                : "",
                                        null));
        bands.sort(Comparator.comparing(Band::start).thenComparing(Band::end));
        return bands;
    }

    /** School zones that leave on the same days stand as one. */
    private static List<KeyDate> together(List<KeyDate> dates) {
        var together = new ArrayList<KeyDate>();
        for (var date : dates) {
            var at = together.size() - 1;
            while (at >= 0 && !leavesWith(date, together.get(at))) {
                at--;
            }
            if (at < 0) {
                together.add(date);
            } else {
                together.set(at, with(together.get(at), date.place()));
            }
        }
        return together;
    }

    private static boolean leavesWith(KeyDate date, KeyDate other) {
        return date.kind() == KeyDate.Kind.SCHOOL
                && other.kind() == KeyDate.Kind.SCHOOL
                && date.french().equals(other.french())
                && date.from().equals(other.from())
                && date.to().equals(other.to());
    }

    private static KeyDate with(KeyDate date, String zone) {
        var places =
                date.place().startsWith("zones ")
                        ? date.place()
                        : date.place().replace("zone ", "zones ");
        return new KeyDate(
                date.key(),
                date.kind(),
                date.region(),
                places + ", " + zone.replace("zone ", ""),
                date.french(),
                date.english(),
                date.from(),
                date.to(),
                date.estimated());
    }

    private static boolean isShown(KeyDate date, Set<String> moments) {
        if (date.kind() == KeyDate.Kind.SCHOOL) {
            return moments.contains(CalendarAddress.SCHOOL);
        }
        return moments.contains(
                date.place().isEmpty()
                        ? date.region().code().toLowerCase(Locale.ROOT)
                        : CalendarAddress.LOCAL);
    }

    private static boolean isWithin(KeyDate holiday, KeyDate celebration) {
        return holiday.kind() == KeyDate.Kind.PUBLIC_HOLIDAY
                && celebration.kind() == KeyDate.Kind.COMMERCIAL
                && celebration.region() == holiday.region()
                && celebration.from().plusDays(SHORT).isAfter(celebration.to())
                && !holiday.from().isBefore(celebration.from())
                && !holiday.to().isAfter(celebration.to());
    }

    /** With its place or region where that is not plain. */
    private static String name(KeyDate date, Set<String> moments, Locale locale) {
        var name = date.name(locale);
        if (!date.place().isEmpty()) {
            return name + " (" + date.place() + ")";
        }
        var regions =
                moments.stream()
                        .filter(
                                word ->
                                        !word.equals(CalendarAddress.SCHOOL)
                                                && !word.equals(CalendarAddress.LOCAL))
                        .count();
        return regions > 1 ? name + " (" + date.region().name(locale) + ")" : name;
    }

    private static void add(
            List<Band> bands,
            String key,
            LocalDate from,
            LocalDate to,
            String name,
            String kind,
            String detail,
            @Nullable String href) {
        var school = kind.equals("school");
        var lane = 0;
        while (isTaken(lane, from, to, school, bands)) {
            lane++;
        }
        bands.add(new Band(key, from, to.plusDays(1), name, kind, lane, detail, href));
    }

    private static boolean isTaken(
            int lane, LocalDate from, LocalDate to, boolean school, List<Band> bands) {
        return bands.stream()
                .anyMatch(
                        band ->
                                band.lane == lane
                                        && band.school() == school
                                        && !band.start.isAfter(to)
                                        && band.end.isAfter(from));
    }
}
