package org.marronnier.web.scenario;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.marronnier.web.scenario.ShopSky.Forecast;
import org.marronnier.web.scenario.ShopSky.Place;
import org.marronnier.web.scenario.ShopStory.Customer;
import org.marronnier.web.scenario.ShopStory.Event;

/**
 * When the scenarios of the replay fire for one customer, worked out from the whole story at once
 * by the plainest program.
 */
final class ShopByHand {

    private final Customer customer;
    private final List<Event> events;
    private final List<Instant> looks;
    private final Map<String, Instant> calls;

    /**
     * @param looks when somebody looked at the sky, in their order
     * @param calls by what names the customer was called, and when first
     */
    ShopByHand(
            Customer customer,
            List<Event> events,
            List<Instant> looks,
            Map<String, Instant> calls) {
        this.customer = customer;
        this.events = events;
        this.looks = looks;
        this.calls = calls;
    }

    /** All firings of a scenario, as they are to stand in the table. */
    List<String> fired(String scenario) {
        return switch (scenario) {
            case "big" ->
                    after(
                            "purchase",
                            event -> amount(event).compareTo(new BigDecimal(200)) >= 0,
                            Period.ofDays(1),
                            Duration.ZERO);
            case "cancelled" -> after("cancellation", _ -> true, Period.ZERO, Duration.ZERO);
            case "cart" -> carts(Duration.ofHours(4), true);
            case "any-cart" -> carts(Duration.ofMinutes(90), false);
            case "birthday" -> birthdays(0, LocalTime.of(2, 30));
            case "birthday-soon" -> birthdays(-7, LocalTime.of(9, 0));
            case "silent" -> silences(List.of("purchase", "visit"), 30);
            case "again" -> again(new BigDecimal("0.8"), 45);
            case "regular" -> entries(this::isRegular);
            case "lapsed" -> entries(this::isLapsed);
            case "older" -> entries(this::isOlder);
            case "rang" -> after("inbound.call", _ -> true, Period.ZERO, Duration.ofMinutes(45));
            case "frost" -> weather(ShopByHand::isFrost, 2);
            case "storm" -> weather(ShopByHand::isStorm, 1);
            case "advice" -> called();
            default -> throw new IllegalArgumentException(scenario);
        };
    }

    private List<String> after(String type, Predicate<Event> where, Period days, Duration exact) {
        return of(type).stream()
                .filter(where)
                .map(event -> line(event.id(), later(event.at(), days).plus(exact)))
                .toList();
    }

    private List<String> carts(Duration after, boolean correlated) {
        var fired = new ArrayList<String>();
        for (var started : of("cart")) {
            var due = started.at().plus(after);
            var isCalledOff =
                    events.stream()
                            .filter(other -> !other.at().isAfter(due))
                            .filter(other -> !correlated || cart(other).equals(cart(started)))
                            .anyMatch(
                                    other ->
                                            other.type().equals("purchase")
                                                    ? !other.at().isBefore(started.at())
                                                    : other.type().equals("cart")
                                                            && isLater(other, started));
            if (!isCalledOff) {
                fired.add(line(started.id(), due));
            }
        }
        return fired;
    }

    private List<String> birthdays(int offset, LocalTime at) {
        var fired = new ArrayList<String>();
        for (var year = 2008; year < 2014; year++) {
            var leap =
                    customer.birth().getMonthValue() == 2 && customer.birth().getDayOfMonth() == 29;
            var day =
                    leap && !LocalDate.of(year, 1, 1).isLeapYear()
                            ? LocalDate.of(year, 2, 28)
                            : LocalDate.of(
                                    year,
                                    customer.birth().getMonth(),
                                    customer.birth().getDayOfMonth());
            fired.add("date:" + year + " " + first(day.plusDays(offset).atTime(at)));
        }
        return fired;
    }

    private List<String> silences(List<String> types, int days) {
        var fired = new ArrayList<String>();
        for (var event : events) {
            if (types.contains(event.type())) {
                var due = later(event.at(), Period.ofDays(days));
                if (events.stream()
                        .filter(other -> types.contains(other.type()))
                        .filter(other -> isLater(other, event))
                        .allMatch(other -> other.at().isAfter(due))) {
                    fired.add(line(event.id(), due));
                }
            }
        }
        return fired;
    }

    private List<String> again(BigDecimal factor, int usual) {
        var fired = new ArrayList<String>();
        for (var item : of("item")) {
            var bought = new ArrayList<Instant>();
            for (var other : of("item")) {
                if (product(other).equals(product(item)) && !other.at().isAfter(item.at())) {
                    bought.add(other.at());
                }
            }
            var intervals = new ArrayList<Long>();
            for (var i = 1; i < bought.size(); i++) {
                intervals.add(ChronoUnit.SECONDS.between(bought.get(i - 1), bought.get(i)));
            }
            intervals.sort(null);
            var n = intervals.size();
            var seconds =
                    n < 2
                            ? BigDecimal.valueOf(
                                    ChronoUnit.SECONDS.between(
                                            item.at(), later(item.at(), Period.ofDays(usual))))
                            : BigDecimal.valueOf(intervals.get((n - 1) / 2) + intervals.get(n / 2))
                                    .divide(BigDecimal.TWO);
            var micros = seconds.multiply(factor).movePointRight(6);
            fired.add(
                    line(
                            item.id(),
                            item.at()
                                    .plus(
                                            micros.setScale(0, RoundingMode.FLOOR).longValueExact(),
                                            ChronoUnit.MICROS)));
        }
        return fired;
    }

    /** Twice bought in thirty days. */
    private boolean isRegular(Instant now, ZoneId zone) {
        var start = LocalDateTime.ofInstant(now, zone).minusDays(30);
        return of("purchase").stream()
                        .filter(event -> !event.at().isAfter(now))
                        .filter(event -> LocalDateTime.ofInstant(event.at(), zone).isAfter(start))
                        .count()
                >= 2;
    }

    /** Neither without any purchase nor with one in two months. */
    private boolean isLapsed(Instant now, ZoneId zone) {
        var start = LocalDateTime.ofInstant(now, zone).minusMonths(2);
        var until = of("purchase").stream().filter(event -> !event.at().isAfter(now)).toList();
        return !until.isEmpty()
                && until.stream()
                        .noneMatch(
                                event -> LocalDateTime.ofInstant(event.at(), zone).isAfter(start));
    }

    /** Forty, and has been here this week. */
    private boolean isOlder(Instant now, ZoneId zone) {
        var start = LocalDateTime.ofInstant(now, zone).minusDays(7);
        return Period.between(customer.birth(), LocalDate.ofInstant(now, zone)).getYears() >= 40
                && of("visit").stream()
                        .filter(event -> !event.at().isAfter(now))
                        .anyMatch(
                                event -> LocalDateTime.ofInstant(event.at(), zone).isAfter(start));
    }

    /** Asked at every second at which the answer could be another one. */
    private List<String> entries(BiPredicate<Instant, ZoneId> matches) {
        var zone = customer.zone();
        var moments = new TreeSet<Instant>();
        for (var event : events) {
            if (!List.of("purchase", "visit").contains(event.type())) {
                continue;
            }
            moments.add(event.at());
            var local = LocalDateTime.ofInstant(event.at(), zone);
            for (var end : List.of(local.plusDays(7), local.plusDays(30), local.plusMonths(2))) {
                for (var day = -4; day <= 4; day++) {
                    around(end.plusDays(day), moments);
                    around(end.toLocalDate().plusDays(day).atStartOfDay(), moments);
                }
            }
        }
        for (var year = 2009; year < 2013; year++) {
            for (var day = -2; day <= 2; day++) {
                around(customer.birth().withYear(year).plusDays(day).atStartOfDay(), moments);
            }
        }
        var fired = new ArrayList<String>();
        var wasInside = matches.test(ShopStory.BEGIN, zone);
        for (var moment : moments.tailSet(ShopStory.BEGIN, false)) {
            var isInside = matches.test(moment, zone);
            if (isInside && !wasInside) {
                fired.add("entry:" + moment + " " + moment);
            }
            wasInside = isInside;
        }
        return fired;
    }

    /** Wherever the clock shows this time, a change of the clock, and the seconds beside them. */
    private void around(LocalDateTime local, TreeSet<Instant> moments) {
        var rules = customer.zone().getRules();
        for (var offset : rules.getValidOffsets(local)) {
            for (var second = -1; second <= 1; second++) {
                moments.add(local.toInstant(offset).plusSeconds(second));
            }
        }
        var transition = rules.getTransition(local);
        if (transition != null) {
            moments.add(transition.getInstant());
        }
    }

    /**
     * At the first look of a day at which a good answer says so, by the clocks of the place, and so
     * many days after the last.
     */
    private List<String> weather(Predicate<Forecast> meets, int days) {
        var fired = new ArrayList<String>();
        var rested = LocalDate.MIN;
        for (var look : looks) {
            var place = customer.place(look);
            var day = ShopSky.day(place, look);
            var first =
                    looks.stream()
                            .filter(other -> ShopSky.day(place, other).equals(day))
                            .filter(other -> ShopSky.silence(place, other) == null)
                            .filter(other -> meets.test(ShopSky.today(place, other)))
                            .findFirst();
            if (place != Place.NOWHERE
                    && first.equals(Optional.of(look))
                    && !day.isBefore(rested)) {
                fired.add("weather:" + day + " " + look);
                rested = day.plusDays(days);
            }
        }
        return fired;
    }

    private static boolean isFrost(Forecast today) {
        return today.lowest().signum() < 0;
    }

    private static boolean isStorm(Forecast today) {
        return today.snow().compareTo(new BigDecimal("11.5")) >= 0
                && today.wind() != null
                && today.wind().compareTo(new BigDecimal(40)) > 0;
    }

    private List<String> called() {
        return calls.entrySet().stream()
                .map(call -> "call:" + call.getKey() + " " + call.getValue())
                .toList();
    }

    private List<Event> of(String type) {
        return events.stream().filter(event -> event.type().equals(type)).toList();
    }

    private static boolean isLater(Event one, Event other) {
        return one.at().isAfter(other.at())
                || (one.at().equals(other.at()) && one.id().compareTo(other.id()) > 0);
    }

    private static BigDecimal amount(Event event) {
        return (BigDecimal) Objects.requireNonNull(event.properties().get("amount"));
    }

    private static String product(Event event) {
        return Objects.requireNonNull(event.properties().get("product"))
                .toString()
                .toLowerCase(Locale.ROOT);
    }

    private static String cart(Event event) {
        return Objects.requireNonNullElse(event.properties().get("cart"), "")
                .toString()
                .toLowerCase(Locale.ROOT);
    }

    private Instant later(Instant start, Period days) {
        return first(LocalDateTime.ofInstant(start, customer.zone()).plus(days));
    }

    /** The first second at which the clock shows this time or a later one. */
    private Instant first(LocalDateTime local) {
        var at = local.toInstant(ZoneOffset.UTC).minusSeconds(15 * 3_600);
        while (LocalDateTime.ofInstant(at, customer.zone()).isBefore(local)) {
            var isFar = LocalDateTime.ofInstant(at, customer.zone()).plusHours(3).isBefore(local);
            at = at.plusSeconds(isFar ? 3_600 : 1);
        }
        return at;
    }

    private static String line(String event, Instant at) {
        return "event:" + event + " " + at;
    }
}
