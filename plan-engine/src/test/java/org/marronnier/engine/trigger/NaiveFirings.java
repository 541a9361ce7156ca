package org.marronnier.engine.trigger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.contact.EventRecord;
import org.marronnier.domain.scenario.Trigger;
import org.marronnier.domain.time.Span;

/** The firings of a contact, each asked for in the words of section 10, however slowly. */
final class NaiveFirings {

    private final ContactHistory contact;
    private final Set<Firing> found = new TreeSet<>();
    private final Instant from;
    private final Instant to;

    private NaiveFirings(ContactHistory contact, Instant from, Instant to) {
        this.contact = contact;
        this.from = from;
        this.to = to;
    }

    static List<Firing> of(Trigger trigger, ContactHistory contact, Instant from, Instant to) {
        var naive = new NaiveFirings(contact, from, to);
        switch (trigger) {
            case Trigger.OnEvent it -> naive.onEvent(it);
            case Trigger.Abandonment it -> naive.abandonment(it);
            case Trigger.OnDate it -> naive.onDate(it);
            case Trigger.Inactivity it -> naive.inactivity(it);
            case Trigger.Replenishment it -> naive.replenishment(it);
            default -> throw new IllegalArgumentException("It is not fired by what is known.");
        }
        return List.copyOf(naive.found);
    }

    /** The only test that the histories are drawn for: {@code kind: {eq: "shoes"}}. */
    private void onEvent(Trigger.OnEvent trigger) {
        for (var event : of(trigger.event())) {
            if (trigger.where().isEmpty() || "shoes".equals(text(event, "kind"))) {
                found("event:" + event.id(), later(event.at(), trigger.delay()));
            }
        }
    }

    private void abandonment(Trigger.Abandonment trigger) {
        for (var started : of(trigger.started())) {
            var due = later(started.at(), trigger.after());
            var isCompleted =
                    of(trigger.completed()).stream()
                            .anyMatch(
                                    completed ->
                                            same(started, completed, trigger.correlate())
                                                    && !completed.at().isBefore(started.at())
                                                    && !completed.at().isAfter(due));
            var isRestarted =
                    of(trigger.started()).stream()
                            .anyMatch(
                                    other ->
                                            same(started, other, trigger.correlate())
                                                    && comesLater(other, started)
                                                    && !other.at().isAfter(due));
            if (!isCompleted && !isRestarted) {
                found("event:" + started.id(), due);
            }
        }
    }

    private void inactivity(Trigger.Inactivity trigger) {
        for (var event : contact.events()) {
            if (trigger.events().contains(event.type())) {
                var due = later(event.at(), trigger.after());
                var isLastThen =
                        contact.events().stream()
                                .filter(other -> trigger.events().contains(other.type()))
                                .filter(other -> !other.at().isAfter(due))
                                .noneMatch(other -> comesLater(other, event));
                if (isLastThen) {
                    found("event:" + event.id(), due);
                }
            }
        }
    }

    private void onDate(Trigger.OnDate trigger) {
        var date = contact.date();
        if (date == null) {
            return;
        }
        for (var year = date.getYear(); year < 2040; year++) {
            var day =
                    LocalDate.of(year, date.getMonth(), 1)
                            .plusDays(
                                    date.getDayOfMonth() == 29
                                                    && date.getMonthValue() == 2
                                                    && !date.withYear(year).isLeapYear()
                                            ? 27
                                            : date.getDayOfMonth() - 1);
            var at =
                    onClock(day.plusDays(trigger.offset().period().getDays()).atTime(trigger.at()));
            if (!trigger.once()) {
                found("date:" + year, at);
            } else if (year == date.getYear()) {
                found("date", at);
            }
        }
    }

    private void replenishment(Trigger.Replenishment trigger) {
        for (var purchase : of(trigger.event())) {
            var product = text(purchase, trigger.product());
            if (product == null) {
                continue;
            }
            var until =
                    of(trigger.event()).stream()
                            .filter(other -> product.equals(text(other, trigger.product())))
                            .map(EventRecord::at)
                            .filter(at -> !at.isAfter(purchase.at()))
                            .sorted()
                            .toList();
            var intervals = new java.util.ArrayList<Long>();
            for (var i = 1; i < until.size(); i++) {
                intervals.add(Duration.between(until.get(i - 1), until.get(i)).toSeconds());
            }
            intervals.sort(null);
            var usual = trigger.defaults().getOrDefault(product, trigger.otherwise());
            BigDecimal seconds;
            if (intervals.size() >= 2) {
                var half = intervals.size() / 2;
                seconds =
                        intervals.size() % 2 == 1
                                ? BigDecimal.valueOf(intervals.get(half))
                                : BigDecimal.valueOf(intervals.get(half - 1) + intervals.get(half))
                                        .divide(BigDecimal.TWO);
            } else if (usual != null) {
                seconds =
                        BigDecimal.valueOf(
                                Duration.between(purchase.at(), later(purchase.at(), usual))
                                        .toSeconds());
            } else {
                continue;
            }
            var micros =
                    seconds.movePointRight(6)
                            .multiply(trigger.factor())
                            .setScale(0, RoundingMode.FLOOR)
                            .longValueExact();
            found("event:" + purchase.id(), purchase.at().plusNanos(micros * 1_000));
        }
    }

    private List<EventRecord> of(String type) {
        return contact.events().stream().filter(event -> event.type().equals(type)).toList();
    }

    private static boolean comesLater(EventRecord one, EventRecord other) {
        return one.at().isAfter(other.at())
                || (one.at().equals(other.at()) && one.id().compareTo(other.id()) > 0);
    }

    private static boolean same(EventRecord one, EventRecord other, @Nullable String property) {
        return property == null || Objects.equals(text(one, property), text(other, property));
    }

    /** A number as its plain figures, a text in lower case; a list is nothing. */
    private static @Nullable String text(EventRecord event, String property) {
        return switch (event.properties().get(property)) {
            case null -> null;
            case List<?> _ -> null;
            case Number number ->
                    new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
            case Object other -> other.toString().toLowerCase(Locale.ROOT);
        };
    }

    private Instant later(Instant start, Span span) {
        if (span.period().isZero()) {
            return start.plus(span.time());
        }
        return onClock(LocalDateTime.ofInstant(start, contact.zone()).plus(span.period()))
                .plus(span.time());
    }

    /** The first minute whose local time is this or, where the clock leaves it out, later. */
    private Instant onClock(LocalDateTime local) {
        return firstNotBefore(local, contact.zone());
    }

    static Instant firstNotBefore(LocalDateTime local, ZoneId zone) {
        var at = local.toInstant(ZoneOffset.UTC).minus(Duration.ofHours(15));
        while (LocalDateTime.ofInstant(at, zone).isBefore(local)) {
            at = at.plusSeconds(60);
        }
        return at;
    }

    private void found(String firedBy, Instant at) {
        if (at.isAfter(from) && !at.isAfter(to)) {
            found.add(new Firing(firedBy, at));
        }
    }
}
