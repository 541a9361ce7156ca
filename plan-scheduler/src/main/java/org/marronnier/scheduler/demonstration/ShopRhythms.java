package org.marronnier.scheduler.demonstration;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How the customers of a real shop buy, as draws from fitted distributions.
 *
 * <p>Source of every figure: Chen, D. (2015), Online Retail, UCI Machine Learning Repository (CC BY
 * 4.0), December 2009 to December 2011, measured as docs/demonstration.md tells. A purchase is what
 * one customer orders on one day.
 */
final class ShopRhythms {

    /**
     * The inclination to buy on a day of each month, relative to the mean, from January on; growth
     * of the base apart.
     */
    private static final double[] MONTHS = {
        0.874, 0.846, 0.975, 0.884, 0.990, 0.947, 0.904, 0.830, 1.042, 1.194, 1.529, 0.986
    };

    /** Purchases of each weekday, relative to the mean, from Monday on. */
    private static final double[] WEEKDAYS = {1.080, 1.257, 1.253, 1.466, 1.013, 0.005, 0.925};

    private static final int FIRST_HOUR = 7;

    /** The share of purchases in each hour, from seven o'clock on. */
    private static final double[] HOURS = {
        0.0021, 0.0267, 0.0696, 0.1196, 0.1251, 0.1672, 0.1462, 0.1224, 0.1086, 0.0610, 0.0311,
        0.0104, 0.0087, 0.0013
    };

    /**
     * When customers are first seen, as shares of two years on the shop's clock, and the share of
     * customers seen by then.
     */
    private static final double[] FIRST_SEEN = {
        0.001, 0.006, 0.012, 0.023, 0.066, 0.116, 0.177, 0.262, 0.378, 0.463, 0.641, 0.847, 0.999
    };

    private static final double[] SEEN_BY_THEN = {
        0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1
    };

    /**
     * Ticks between two purchases: log-normal, with a centre of each customer's own that is normal
     * itself.
     */
    private static final double INTERVAL_MU = 4.423;

    private static final double INTERVAL_SIGMA_BETWEEN = 1.040;
    private static final double INTERVAL_SIGMA_WITHIN = 0.827;

    /**
     * The chance that a purchase is the last: beta over the customers, and some more after the
     * first one.
     */
    private static final double LAST_ALPHA = 0.317;

    private static final double LAST_BETA = 2.439;
    private static final double LAST_AFTER_FIRST = 0.060;

    /** Amounts: a mixture of two log-normals, whose spread is partly the customer's own. */
    private static final double BASKET_CORE = 0.813;

    private static final double BASKET_MU_CORE = 5.747;
    private static final double BASKET_SIGMA_CORE = 0.667;
    private static final double BASKET_MU_WIDE = 5.643;
    private static final double BASKET_SIGMA_WIDE = 1.752;
    private static final double BASKET_SIGMA_CUSTOMER = 0.5;

    /** Lines of a basket: log-normal around a line in the logarithm of the amount. */
    private static final double LINES_MU = 2.80;

    private static final double LINES_SLOPE = 0.564;
    private static final double LINES_SIGMA = 0.930;

    /** Seven customers in ten ever cancel; they cancel about a third of what they order. */
    private static final double CANCELLERS = 0.70;

    private static final double CANCELLED = 0.34;

    private ShopRhythms() {}

    /**
     * One purchase of a customer; {@code cancelled} says that some of it was sent back or called
     * off.
     */
    record Purchase(LocalDate day, int hour, BigDecimal amount, int lines, boolean cancelled) {}

    /** How much is bought on a day, relative to other days. */
    static double weight(LocalDate day) {
        return MONTHS[day.getMonthValue() - 1] * WEEKDAYS[day.getDayOfWeek().getValue() - 1];
    }

    /** An hour of the shop's day. */
    static int hour(RandomGenerator random) {
        var left = random.nextDouble();
        for (var hour = 0; hour < HOURS.length; hour++) {
            left -= HOURS[hour];
            if (left < 0) {
                return FIRST_HOUR + hour;
            }
        }
        return FIRST_HOUR + HOURS.length - 1;
    }

    /** All purchases of one customer, at least one, in order, at most one a day. */
    static List<Purchase> customer(RandomGenerator random, Seasons seasons) {
        var centre = INTERVAL_MU + INTERVAL_SIGMA_BETWEEN * random.nextGaussian();
        var last = beta(random, LAST_ALPHA, LAST_BETA);
        var taste = BASKET_SIGMA_CUSTOMER * random.nextGaussian();
        var cancels = random.nextDouble() < CANCELLERS;
        var purchases = new ArrayList<Purchase>();
        var tick = firstSeen(random) * seasons.length();
        while (tick < seasons.length()) {
            var day = seasons.dayOf(tick);
            if (purchases.isEmpty() || day.isAfter(purchases.getLast().day())) {
                purchases.add(purchase(random, day, taste, cancels));
            }
            var over = purchases.size() == 1 ? last + LAST_AFTER_FIRST * (1 - last) : last;
            if (random.nextDouble() < over) {
                break;
            }
            tick += Math.max(0.5, Math.exp(centre + INTERVAL_SIGMA_WITHIN * random.nextGaussian()));
        }
        return purchases;
    }

    private static Purchase purchase(
            RandomGenerator random, LocalDate day, double taste, boolean cancels) {
        var core = random.nextDouble() < BASKET_CORE;
        var mu = core ? BASKET_MU_CORE : BASKET_MU_WIDE;
        var sigma = core ? BASKET_SIGMA_CORE : BASKET_SIGMA_WIDE;
        var own = Math.sqrt(sigma * sigma - BASKET_SIGMA_CUSTOMER * BASKET_SIGMA_CUSTOMER);
        var log = mu + taste + own * random.nextGaussian();
        var lines =
                Math.exp(
                        LINES_MU
                                + LINES_SLOPE * (log - BASKET_MU_CORE)
                                + LINES_SIGMA * random.nextGaussian());
        return new Purchase(
                day,
                hour(random),
                BigDecimal.valueOf(Math.clamp(Math.exp(log), 1.0, 20_000.0))
                        .setScale(2, RoundingMode.HALF_UP),
                (int) Math.clamp(Math.round(lines), 1, 500),
                cancels && random.nextDouble() < CANCELLED);
    }

    private static double firstSeen(RandomGenerator random) {
        var share = random.nextDouble();
        var at = 1;
        while (SEEN_BY_THEN[at] < share) {
            at++;
        }
        var part = (share - SEEN_BY_THEN[at - 1]) / (SEEN_BY_THEN[at] - SEEN_BY_THEN[at - 1]);
        return FIRST_SEEN[at - 1] + part * (FIRST_SEEN[at] - FIRST_SEEN[at - 1]);
    }

    private static double beta(RandomGenerator random, double alpha, double beta) {
        var first = gamma(random, alpha);
        return first / (first + gamma(random, beta));
    }

    /**
     * A gamma variate: Marsaglia and Tsang (2000), ACM Transactions on Mathematical Software 26(3),
     * 363.
     */
    private static double gamma(RandomGenerator random, double shape) {
        if (shape < 1) {
            return gamma(random, shape + 1) * Math.pow(1 - random.nextDouble(), 1 / shape);
        }
        var d = shape - 1.0 / 3;
        var c = 1 / Math.sqrt(9 * d);
        while (true) {
            var x = random.nextGaussian();
            var v = Math.pow(1 + c * x, 3);
            if (v > 0
                    && Math.log(1 - random.nextDouble())
                            < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
