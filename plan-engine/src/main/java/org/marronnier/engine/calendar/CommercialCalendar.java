package org.marronnier.engine.calendar;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The marronnier: the public holidays, commercial moments and school holidays of any year, computed
 * by rule for France with its regions and for its neighbours.
 */
public final class CommercialCalendar {

    /** The year that says which keys there are. */
    private static final int SOME_YEAR = 2027;

    private static final Set<String> KEYS = byKey(SOME_YEAR).keySet();

    private static final Comparator<KeyDate> BY_DAY =
            Comparator.comparing(KeyDate::from)
                    .thenComparing(KeyDate::to)
                    .thenComparing(KeyDate::key);

    private CommercialCalendar() {}

    /** All that begin in a year, in no order. */
    public static List<KeyDate> of(int year) {
        var all = new ArrayList<KeyDate>();
        all.addAll(Celebrations.of(year));
        all.addAll(Sales.of(year));
        all.addAll(SchoolHolidays.of(year));
        for (var region : Region.values()) {
            for (var holiday : PublicHolidays.of(region, year)) {
                all.add(
                        KeyDate.day(
                                key("ferie-" + holiday.key(), region),
                                KeyDate.Kind.PUBLIC_HOLIDAY,
                                region,
                                holiday.french(),
                                holiday.english(),
                                holiday.day()));
            }
        }
        return List.copyOf(all);
    }

    /**
     * All that lie within some days or reach into them, oldest first.
     *
     * @param to the day after the last
     */
    public static List<KeyDate> between(LocalDate from, LocalDate to) {
        return IntStream.rangeClosed(from.getYear() - 1, to.getYear())
                .mapToObj(CommercialCalendar::of)
                .flatMap(List::stream)
                .filter(date -> date.from().isBefore(to) && !date.to().isBefore(from))
                .sorted(BY_DAY)
                .toList();
    }

    /** All of a year by key. */
    public static Map<String, KeyDate> byKey(int year) {
        return of(year).stream().collect(toUnmodifiableMap(KeyDate::key, Function.identity()));
    }

    /** The one of a year, where it has one of this key. */
    public static Optional<KeyDate> find(String key, int year) {
        return of(year).stream().filter(date -> date.key().equals(key)).findFirst();
    }

    /** Whether a key names a date of every year. */
    public static boolean knows(String key) {
        return KEYS.contains(key);
    }

    /** Keys of France stand alone, others are followed by their region. */
    static String key(String key, Region region) {
        return region == Region.FR ? key : key + "-" + region.code().toLowerCase(Locale.ROOT);
    }
}
