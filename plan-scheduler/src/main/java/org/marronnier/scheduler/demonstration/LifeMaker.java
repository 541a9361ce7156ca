package org.marronnier.scheduler.demonstration;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.marronnier.domain.time.LocalTimes;
import org.marronnier.scheduler.demonstration.Crowd.Deed;

/**
 * What an invented contact did over two years: purchases with the rhythms of {@link ShopRhythms},
 * and around them what that shop does not tell: visits, carts, sign-ups, claims, whose rates are
 * assumptions (docs/demonstration.md).
 */
final class LifeMaker {

    private static final double BOUGHT_ONLINE = 0.55;
    private static final double SIGNED_UP_FIRST = 0.25;
    private static final double VISITS_BEFORE_PURCHASE = 1.6;
    private static final double VISITS_A_MONTH = 0.7;
    private static final double VISIT_LEAVES_CART = 0.11;
    private static final double CLAIMS = 0.015;
    private static final int DAYS_OF_INTEREST = 150;

    private static final List<String> CATEGORIES =
            List.of("plantes", "semences", "outillage", "mobilier", "decoration", "bougies");

    /** How much of each category is bought in winter, spring, summer and autumn. */
    private static final double[][] CATEGORIES_BY_SEASON = {
        {1, 1, 1, 0.5, 4, 4}, {5, 4, 3, 3, 1, 0.5}, {3, 1, 2, 5, 2, 0.5}, {3, 1, 2, 1, 4, 3}
    };

    private final Seasons seasons;
    private final Instant now;
    private final ZoneId zone;
    private final LocalDate start;

    LifeMaker(LocalDate start, Instant now, ZoneId zone) {
        this.start = start;
        this.now = now;
        this.zone = zone;
        seasons = new Seasons(start, now.atZone(zone).toLocalDate());
    }

    /** Since when the contact is known, and what it did. */
    record Life(Instant since, List<Deed> deeds) {}

    /** The life of a contact; one who is no buyer signs up, looks round and buys nothing. */
    Life live(RandomGenerator random, String externalId, boolean buyer) {
        var deeds = new Diary(externalId);
        var since = buyer ? buy(random, deeds) : prospect(random, deeds);
        return new Life(since, deeds.inOrder());
    }

    private Instant buy(RandomGenerator random, Diary deeds) {
        var purchases = ShopRhythms.customer(random, seasons);
        var opening = purchases.getFirst().day();
        var known = opening.isBefore(start.plusDays(30));
        var first = at(random, opening, purchases.getFirst().hour());
        var since = first;
        if (known) {
            since = first.minus(Duration.ofDays(random.nextInt(30, 900)));
        } else if (random.nextDouble() < SIGNED_UP_FIRST) {
            since = first.minus(Duration.ofDays(random.nextInt(1, 60)));
            deeds.add("signup", since, Map.of("source", "site"));
        }
        for (var at = 0; at < purchases.size(); at++) {
            var when =
                    at == 0 ? first : at(random, purchases.get(at).day(), purchases.get(at).hour());
            purchase(random, deeds, purchases.get(at), when, at == 0 && !known);
        }
        visits(random, deeds, first, purchases.getLast().day());
        return since.isAfter(now) ? now.minusSeconds(60) : since;
    }

    private void purchase(
            RandomGenerator random,
            Diary deeds,
            ShopRhythms.Purchase purchase,
            Instant when,
            boolean first) {
        var online = random.nextDouble() < BOUGHT_ONLINE;
        var category = category(random, purchase.day());
        var bought =
                deeds.add(
                        "purchase",
                        when,
                        Map.of(
                                "amount",
                                purchase.amount(),
                                "items",
                                purchase.lines(),
                                "category",
                                category,
                                "store",
                                online ? "web" : "magasin",
                                "first",
                                first));
        if (online) {
            var before = when.minus(Duration.ofMinutes(random.nextInt(3, 75)));
            deeds.add("cart", before, Map.of("amount", purchase.amount(), "category", category));
        }
        for (var visit = poisson(random, VISITS_BEFORE_PURCHASE); visit > 0; visit--) {
            deeds.add(
                    "visit",
                    when.minus(Duration.ofMinutes(random.nextInt(10, 14 * 24 * 60))),
                    Map.of("page", category));
        }
        if (purchase.cancelled()) {
            var share = BigDecimal.valueOf(0.1 + 0.9 * random.nextDouble());
            deeds.add(
                    "cancellation",
                    when.plus(Duration.ofHours(random.nextInt(2, 20 * 24))),
                    Map.of(
                            "purchase",
                            bought,
                            "amount",
                            purchase.amount().multiply(share).setScale(2, RoundingMode.HALF_UP)));
        }
        if (random.nextDouble() < CLAIMS) {
            deeds.add(
                    "claim",
                    when.plus(Duration.ofHours(random.nextInt(24, 12 * 24))),
                    Map.of("purchase", bought));
        }
    }

    private Instant prospect(RandomGenerator random, Diary deeds) {
        var back = Math.pow(random.nextDouble(), 1.4) * (seasons.length() - 1);
        var day = now.atZone(zone).toLocalDate().minusDays(1 + (long) back);
        var since = at(random, day.isBefore(start) ? start : day, ShopRhythms.hour(random));
        deeds.add("signup", since, Map.of("source", random.nextBoolean() ? "site" : "salon"));
        visits(random, deeds, since, since.atZone(zone).toLocalDate());
        return since;
    }

    /** Visits without a purchase, some of which leave a cart, while the contact is interested. */
    private void visits(RandomGenerator random, Diary deeds, Instant from, LocalDate lastPurchase) {
        var until =
                LocalTimes.instant(lastPurchase.plusDays(DAYS_OF_INTEREST).atStartOfDay(), zone);
        var minutes = Duration.between(from, until.isAfter(now) ? now : until).toMinutes();
        for (var visit = poisson(random, VISITS_A_MONTH * minutes / (30 * 24 * 60.0));
                visit > 0;
                visit--) {
            var when = from.plus(Duration.ofMinutes((long) (random.nextDouble() * minutes)));
            var category = category(random, when.atZone(zone).toLocalDate());
            deeds.add("visit", when, Map.of("page", category));
            if (random.nextDouble() < VISIT_LEAVES_CART) {
                var amount = Math.exp(5.3 + 0.7 * random.nextGaussian());
                deeds.add(
                        "cart",
                        when.plus(Duration.ofMinutes(random.nextInt(1, 30))),
                        Map.of(
                                "amount",
                                BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_UP),
                                "category",
                                category));
            }
        }
    }

    private Instant at(RandomGenerator random, LocalDate day, int hour) {
        return LocalTimes.instant(day.atTime(hour, random.nextInt(60), random.nextInt(60)), zone);
    }

    private static String category(RandomGenerator random, LocalDate day) {
        var weights = CATEGORIES_BY_SEASON[day.getMonthValue() % 12 / 3];
        var left = random.nextDouble();
        var sum = 0.0;
        for (var weight : weights) {
            sum += weight;
        }
        for (var at = 0; at < weights.length; at++) {
            left -= weights[at] / sum;
            if (left < 0) {
                return CATEGORIES.get(at);
            }
        }
        return CATEGORIES.getLast();
    }

    /**
     * A Poisson variate: Knuth (1969), The Art of Computer Programming, volume 2; the mean is small
     * here.
     */
    private static int poisson(RandomGenerator random, double mean) {
        var limit = Math.exp(-mean);
        var count = -1;
        for (var product = 1.0; product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    /** The deeds of one contact; those that lie after now have not happened. */
    private final class Diary {

        private final String externalId;
        private final List<Deed> deeds = new ArrayList<>();
        private int next = 1;

        Diary(String externalId) {
            this.externalId = externalId;
        }

        String add(String type, Instant at, Map<String, Object> properties) {
            var id = "%s-%04d".formatted(externalId, next++);
            if (!at.isAfter(now)) {
                deeds.add(new Deed(id, type, at, properties));
            }
            return id;
        }

        List<Deed> inOrder() {
            return deeds.stream()
                    .sorted(Comparator.comparing(Deed::at).thenComparing(Deed::id))
                    .toList();
        }
    }
}
