package org.marronnier.scheduler.demonstration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Holds the invented customers to the real ones. 20,000 customers are drawn, so that a share has a
 * standard error of at most 0.4 points and a median one of about 1 %: what is left in the
 * tolerances is how well few parameters describe a real shop.
 */
class ShopRhythmsTest {

    private static final LocalDate START = LocalDate.of(2009, 12, 1);
    private static final LocalDate END = LocalDate.of(2011, 12, 9);
    private static final Path REAL = real();

    private static Figures made;

    @BeforeAll
    static void drawCustomers() {
        var seasons = new Seasons(START, END);
        var random = new SplittableRandom(2);
        var figures = new Figures();
        for (var customer = 0; customer < 20_000; customer++) {
            var days = new TreeMap<LocalDate, Double>();
            for (var purchase : ShopRhythms.customer(random, seasons)) {
                assertThat(days.put(purchase.day(), purchase.amount().doubleValue())).isNull();
                figures.hours[purchase.hour()]++;
                figures.lines.add((double) purchase.lines());
                figures.cancelled += purchase.cancelled() ? 1 : 0;
            }
            figures.add(days);
        }
        made = figures;
    }

    @Test
    void drawsOneTimeBuyersAndFaithfulOnesInTheShopsShares() {
        assertThat(made.shareWithAtMost(1)).isCloseTo(0.287, within(0.015));
        assertThat(made.shareWithAtMost(3)).isCloseTo(0.567, within(0.02));
        assertThat(made.shareWithAtMost(8)).isCloseTo(0.826, within(0.02));
        assertThat(made.shareWithAtMost(20)).isCloseTo(0.957, within(0.015));
        // The real mean is lifted by a few wholesalers with up to 200 purchases, whom the fit
        // leaves out.
        assertThat(made.purchases() / made.counts.size()).isCloseTo(5.63, withinPercentage(9));
    }

    @Test
    void drawsIntervalsLikeTheShops() {
        assertThat(made.interval(0.10)).isCloseTo(5, within(1.0));
        assertThat(made.interval(0.25)).isCloseTo(13, within(1.5));
        assertThat(made.interval(0.50)).isCloseTo(31, within(2.0));
        assertThat(made.interval(0.75)).isCloseTo(70, withinPercentage(7));
        assertThat(made.interval(0.90)).isCloseTo(147, withinPercentage(7));
    }

    @Test
    void drawsBasketsLikeTheShops() {
        assertThat(made.basket(0.10)).isCloseTo(111.5, withinPercentage(6));
        assertThat(made.basket(0.50)).isCloseTo(313.2, withinPercentage(3));
        assertThat(made.basket(0.90)).isCloseTo(902.4, withinPercentage(6));
        assertThat(quantile(made.lines, 0.5)).isCloseTo(17, within(1.5));
        assertThat(made.cancelled / made.purchases()).isCloseTo(7901 / 33107.0, within(0.02));
    }

    @Test
    void drawsTheShopsMonthsWeekdaysAndHours() {
        assertThat(made.month(11)).isCloseTo(0.144, within(0.01));
        assertThat(made.month(1)).isCloseTo(0.0575, within(0.01));
        assertThat(made.weekdays[3] / made.purchases()).isCloseTo(0.209, within(0.01));
        assertThat(made.weekdays[5] / made.purchases()).isLessThan(0.003);
        assertThat(made.hours[12] / made.purchases()).isCloseTo(0.167, within(0.01));
        assertThat(made.hours[3]).isZero();
    }

    @Test
    void agreesWithTheRealShopItself() {
        assumeTrue(
                Files.isDirectory(REAL),
                () -> "The real shop's data is not at %s: not compared.".formatted(REAL));
        var real = realFigures();

        assertThat(made.shareWithAtMost(1)).isCloseTo(real.shareWithAtMost(1), withinPercentage(5));
        assertThat(made.interval(0.5)).isCloseTo(real.interval(0.5), withinPercentage(7));
        assertThat(made.basket(0.5)).isCloseTo(real.basket(0.5), withinPercentage(3));
        assertThat(made.largestGapOfCounts(real)).isLessThan(0.025);
        assertThat(made.largestGapOfIntervals(real)).isLessThan(0.03);
        for (var month = 1; month <= 11; month++) {
            assertThat(made.month(month)).isCloseTo(real.month(month), within(0.012));
        }
    }

    private static Path real() {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            var found = at.resolveSibling("shared").resolve("data/online_retail");
            if (Files.isDirectory(found)) {
                return found;
            }
        }
        return Path.of("../shared/data/online_retail");
    }

    /**
     * Customers, quantities and prices above zero, without cancellations; the lines that stand in
     * both files once.
     */
    private static Figures realFigures() {
        var customers = new HashMap<String, TreeMap<LocalDate, Double>>();
        read("online_retail_2009_2010.csv.gz", "2010-12-01", customers);
        read("online_retail_2010_2011.csv.gz", "9999", customers);
        var figures = new Figures();
        customers.values().forEach(figures::add);
        return figures;
    }

    private static void read(
            String file, String before, Map<String, TreeMap<LocalDate, Double>> customers) {
        try (var in = new GZIPInputStream(Files.newInputStream(REAL.resolve(file)));
                var csv = CsvReader.builder().ofNamedCsvRecord(in, StandardCharsets.UTF_8)) {
            for (var row : csv) {
                var customer = row.getField("CustomerID");
                var amount =
                        Double.parseDouble(row.getField(3)) * Double.parseDouble(row.getField(5));
                if (!customer.isEmpty()
                        && amount > 0
                        && !row.getField(0).startsWith("C")
                        && row.getField("InvoiceDate").compareTo(before) < 0) {
                    var day = LocalDate.parse(row.getField("InvoiceDate").substring(0, 10));
                    customers
                            .computeIfAbsent(customer, any -> new TreeMap<>())
                            .merge(day, amount, Double::sum);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double quantile(List<Double> values, double share) {
        var sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[(int) (sorted.length * share)];
    }

    /**
     * What is compared: purchases a customer, days between them, amounts, months, weekdays, hours.
     */
    private static final class Figures {

        private final List<Double> counts = new ArrayList<>();
        private final List<Double> intervals = new ArrayList<>();
        private final List<Double> baskets = new ArrayList<>();
        private final List<Double> lines = new ArrayList<>();
        private final double[] months = new double[12];
        private final double[] weekdays = new double[7];
        private final double[] hours = new double[24];
        private double cancelled;

        void add(TreeMap<LocalDate, Double> days) {
            counts.add((double) days.size());
            baskets.addAll(days.values());
            var before = days.firstKey();
            for (var day : days.keySet()) {
                if (day.isAfter(before)) {
                    intervals.add((double) (day.toEpochDay() - before.toEpochDay()));
                }
                before = day;
                weekdays[day.getDayOfWeek().getValue() - 1]++;
                if (day.isBefore(LocalDate.of(2011, 12, 1))) {
                    months[day.getMonthValue() - 1]++;
                }
            }
        }

        double purchases() {
            return baskets.size();
        }

        double month(int month) {
            return months[month - 1] / Arrays.stream(months).sum();
        }

        double interval(double share) {
            return quantile(intervals, share);
        }

        double basket(double share) {
            return quantile(baskets, share);
        }

        double shareWithAtMost(int purchases) {
            return share(counts, purchases);
        }

        double largestGapOfCounts(Figures other) {
            return largestGap(counts, other.counts, 40);
        }

        double largestGapOfIntervals(Figures other) {
            return largestGap(intervals, other.intervals, 400);
        }

        private static double largestGap(List<Double> some, List<Double> others, int upTo) {
            var gap = 0.0;
            for (var at = 1; at <= upTo; at++) {
                gap = Math.max(gap, Math.abs(share(some, at) - share(others, at)));
            }
            return gap;
        }

        private static double share(List<Double> values, int atMost) {
            return values.stream().filter(value -> value <= atMost).count()
                    / (double) values.size();
        }
    }
}
