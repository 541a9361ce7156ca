package org.marronnier.web.scenario;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.marronnier.web.imports.ShopYears;
import org.marronnier.web.imports.ShopYears.Line;
import org.marronnier.web.scenario.ShopSky.Place;

/**
 * Some customers of the shop and all that happened to them in two years: what they bought and
 * cancelled is real; visits, carts, birthdays, zones and homes are made up beside it, always the
 * same.
 */
record ShopStory(List<Customer> customers, List<Event> events) {

    static final Instant BEGIN = Instant.parse("2009-12-01T00:00:00Z");
    static final Instant END = Instant.parse("2011-12-12T00:00:00Z");

    private static final List<String> ZONES =
            List.of(
                    "Europe/London",
                    "Europe/Paris",
                    "America/New_York",
                    "Asia/Kolkata",
                    "Australia/Lord_Howe");

    /** Nights in which the clocks change. */
    private static final List<Instant> NIGHTS =
            List.of(
                    Instant.parse("2010-03-28T01:00:00Z"),
                    Instant.parse("2010-10-31T01:00:00Z"),
                    Instant.parse("2011-03-13T07:00:00Z"),
                    Instant.parse("2011-11-06T06:00:00Z"),
                    Instant.parse("2011-04-02T15:00:00Z"));

    /**
     * @param movesAt when the customer moves from home to another place
     */
    record Customer(
            String id, LocalDate birth, ZoneId zone, Place home, Place next, Instant movesAt) {

        Place place(Instant now) {
            return now.isBefore(movesAt) ? home : next;
        }
    }

    record Event(
            String id, String customer, String type, Instant at, Map<String, Object> properties) {}

    /** One customer in {@code share} of all. */
    static ShopStory of(ShopYears shop, int share) {
        var lines = new TreeMap<String, List<Line>>();
        shop.eachLine(
                line -> {
                    if (Math.floorMod(line.customer().hashCode(), share) == 0) {
                        lines.computeIfAbsent(line.customer(), _ -> new ArrayList<>()).add(line);
                    }
                });
        var customers = new ArrayList<Customer>();
        var events = new ArrayList<Event>();
        lines.forEach(
                (id, ofOne) -> {
                    var random = new Random(id.hashCode());
                    customers.add(customer(id, random));
                    events.addAll(new Told(id, random).all(ofOne));
                });
        events.sort(Comparator.comparing(Event::at).thenComparing(Event::id));
        return new ShopStory(customers, events);
    }

    private static Customer customer(String id, Random random) {
        var birth =
                random.nextInt(8) == 0
                        ? LocalDate.of(1960 + 4 * random.nextInt(10), 2, 29)
                        : LocalDate.of(1940, 1, 1).plusDays(random.nextInt(20_000));
        return new Customer(
                id,
                birth,
                ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))),
                place(random),
                place(random),
                BEGIN.plus(Duration.ofMinutes(random.nextInt(1_060_000))));
    }

    private static Place place(Random random) {
        return Place.values()[random.nextInt(Place.values().length)];
    }

    /** What happened to one customer. */
    private static final class Told {
        private final String customer;
        private final Random random;
        private final List<Event> events = new ArrayList<>();

        Told(String customer, Random random) {
            this.customer = customer;
            this.random = random;
        }

        List<Event> all(List<Line> lines) {
            var invoices = new LinkedHashMap<String, List<Line>>();
            lines.forEach(
                    line ->
                            invoices.computeIfAbsent(line.invoice(), _ -> new ArrayList<>())
                                    .add(line));
            invoices.forEach(this::invoice);
            for (var i = 0; i < 6; i++) {
                visit("w" + i, BEGIN.plus(Duration.ofMinutes(random.nextInt(1_060_000))));
            }
            for (var night : NIGHTS) {
                var at = night.plus(Duration.ofMinutes(random.nextInt(-180, 180)));
                add("night-" + night, "cart", at, Map.of("cart", "n" + random.nextInt(3)));
            }
            for (var i = 0; i < 4; i++) {
                var at = BEGIN.plus(Duration.ofMinutes(random.nextInt(1_060_000)));
                add("phone-" + i, "inbound.call", at, Map.of("minutes", random.nextInt(9)));
            }
            return events;
        }

        private void invoice(String number, List<Line> lines) {
            var at = lines.getFirst().at();
            var amount = lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
            if (lines.getFirst().isCancellation()) {
                add("cancel-" + number, "cancellation", at, Map.of("amount", amount.negate()));
                return;
            }
            var properties = new LinkedHashMap<String, Object>();
            properties.put("amount", amount);
            if (random.nextInt(3) > 0) {
                properties.put("cart", number);
            }
            add("buy-" + number, "purchase", at, properties);
            for (var line : lines) {
                var id = "item-" + number + "-" + line.product();
                if (events.stream().noneMatch(event -> event.id().equals(id(id)))) {
                    add(id, "item", line.at(), Map.of("product", line.product()));
                }
            }
            before(number, at);
        }

        /** Visits and carts that lead to a purchase, or to none. */
        private void before(String number, Instant purchase) {
            for (var i = random.nextInt(3); i > 0; i--) {
                visit(number + "-" + i, purchase.minus(Duration.ofMinutes(random.nextInt(6_000))));
            }
            for (var i = random.nextInt(3); i > 0; i--) {
                var at = purchase.minus(Duration.ofMinutes(10L * random.nextInt(60)));
                var other = random.nextInt(4) == 0 ? number + "-other" : number;
                add(
                        "cart-" + number + "-" + i,
                        "cart",
                        at,
                        random.nextInt(5) == 0 ? Map.of() : Map.of("cart", other));
            }
        }

        private void visit(String name, Instant at) {
            add("visit-" + name, "visit", at, Map.of());
        }

        private void add(String id, String type, Instant at, Map<String, Object> properties) {
            var instant = at.truncatedTo(ChronoUnit.SECONDS);
            if (instant.isAfter(BEGIN) && instant.isBefore(END)) {
                events.add(new Event(id(id), customer, type, instant, properties));
            }
        }

        private String id(String id) {
            return customer + "-" + id;
        }
    }
}
