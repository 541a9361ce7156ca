package org.marronnier.engine.trigger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.contact.EventRecord;
import org.marronnier.domain.fact.Microseconds;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.time.Span;
import org.marronnier.engine.condition.PropertyFilter;
import org.marronnier.engine.trigger.TriggerFirings.Window;

/**
 * Time to buy a product again. Each purchase fires after {@code factor} times the median of the
 * intervals between the purchases of that product up to then, or the product's default where there
 * are fewer than two; a default in days or months is as long as it is on the contact's clock from
 * that purchase. The result is cut to microseconds.
 */
final class ReplenishmentRule {

    private static final int ENOUGH = 2;

    private final Trigger.Replenishment trigger;

    /** The default spans, by what makes two products the same. */
    private final Map<String, Span> defaults = new HashMap<>();

    private ReplenishmentRule(Trigger.Replenishment trigger) {
        this.trigger = trigger;
        new TreeMap<>(trigger.defaults())
                .forEach(
                        (product, span) ->
                                PropertyFilter.sameness(product)
                                        .ifPresent(same -> defaults.putIfAbsent(same, span)));
    }

    static TriggerFirings of(Trigger.Replenishment trigger) {
        var rule = new ReplenishmentRule(trigger);
        return TriggerFirings.ofEvents(
                trigger, Set.of(trigger.event()), Set.of(trigger.product()), null, rule::fire);
    }

    private void fire(ContactHistory contact, Window window) {
        var products = new HashMap<String, List<EventRecord>>();
        for (var event : contact.events()) {
            if (event.type().equals(trigger.event())) {
                PropertyFilter.sameness(event.properties().get(trigger.product()))
                        .ifPresent(
                                product ->
                                        products.computeIfAbsent(product, _ -> new ArrayList<>())
                                                .add(event));
            }
        }
        products.forEach((product, purchases) -> fire(product, purchases, contact, window));
    }

    private void fire(
            String product, List<EventRecord> purchases, ContactHistory contact, Window window) {
        purchases.sort(TriggerFirings.IN_TIME);
        var usual = defaults.getOrDefault(product, trigger.otherwise());
        var intervals = new ArrayList<Long>();
        var taken = 0;
        for (var purchase : purchases) {
            // All purchases of the same instant have the same past.
            while (taken < purchases.size() && !purchases.get(taken).at().isAfter(purchase.at())) {
                if (taken > 0) {
                    insert(between(purchases.get(taken - 1), purchases.get(taken)), intervals);
                }
                taken++;
            }
            interval(purchase.at(), intervals, usual, contact.zone())
                    .flatMap(interval -> due(purchase.at(), interval))
                    .ifPresent(at -> window.add(EventRules.name(purchase), at));
        }
    }

    private static long between(EventRecord earlier, EventRecord later) {
        return Microseconds.of(later.at()) - Microseconds.of(earlier.at());
    }

    private static void insert(Long interval, List<Long> sorted) {
        var at = Collections.binarySearch(sorted, interval);
        sorted.add(at < 0 ? -at - 1 : at, interval);
    }

    /** In microseconds; empty where nothing tells it. */
    private static Optional<BigDecimal> interval(
            Instant purchase, List<Long> intervals, @Nullable Span usual, ZoneId zone) {
        if (intervals.size() >= ENOUGH) {
            var upper = BigDecimal.valueOf(intervals.get(intervals.size() / 2));
            var lower = BigDecimal.valueOf(intervals.get((intervals.size() - 1) / 2));
            return Optional.of(upper.add(lower).divide(BigDecimal.TWO));
        }
        return Optional.ofNullable(usual)
                .flatMap(span -> TriggerFirings.after(purchase, span, zone))
                .map(end -> BigDecimal.valueOf(ChronoUnit.MICROS.between(purchase, end)));
    }

    private Optional<Instant> due(Instant purchase, BigDecimal interval) {
        try {
            var micros =
                    interval.multiply(trigger.factor())
                            .setScale(0, RoundingMode.FLOOR)
                            .longValueExact();
            return Optional.of(purchase.plus(micros, ChronoUnit.MICROS));
        } catch (ArithmeticException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
