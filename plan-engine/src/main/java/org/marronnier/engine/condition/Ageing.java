package org.marronnier.engine.condition;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.function.LongConsumer;
import org.marronnier.domain.fact.Microseconds;
import org.marronnier.domain.time.Span;

/**
 * When time alone moves a fact over the edge of a span that ends now. Instants are microseconds
 * since 1970.
 *
 * <p>On a local clock the edge moves with the time of day, and jumps at midnight where months are
 * of unequal length (a month before 29 March is 28 February again) and where the clock changes: a
 * local time that exists twice is passed, left again, and passed once more.
 */
final class Ageing {

    /** No instant. */
    static final long NEVER = Long.MAX_VALUE;

    private static final long A_DAY = 86_400 * Microseconds.A_SECOND;
    private static final int LAST_YEAR = 100_000;
    private static final Duration LONGEST = Duration.ofDays(365L * LAST_YEAR);
    private static final int SHORTEST_MONTH = 28;
    private static final int LONGEST_MONTH = 31;

    /** How far the days may lie apart that a span leads to when it is added and taken away. */
    private static final int DAYS_OF_DOUBT = 8;

    private final ZoneId zone;
    private final long now;
    private long next = NEVER;

    /**
     * @param now only later instants are looked for
     */
    Ageing(ZoneClock clock) {
        this.zone = clock.zone();
        this.now = clock.now();
    }

    /** The earliest instant that was found. */
    long next() {
        return next;
    }

    /** Something happens at this instant. */
    void at(long instant) {
        if (instant > now && instant < next) {
            next = instant;
        }
    }

    /** A fact of this instant gets as old as the span, or older. */
    void passes(long fact, Span span) {
        if (isBeyondAllTime(span)) {
            return;
        }
        if (span.isExact()) {
            passing(fact + span.time().toSeconds() * Microseconds.A_SECOND);
            return;
        }
        var period = span.period();
        var months = period.toTotalMonths();
        var exact = fact + span.time().toSeconds() * Microseconds.A_SECOND;
        var doubt = DAYS_OF_DOUBT + period.getDays();
        var earliest = exact + (months * SHORTEST_MONTH + doubt - 2 * DAYS_OF_DOUBT) * A_DAY;
        var latest = exact + (months * LONGEST_MONTH + doubt) * A_DAY;
        if (earliest < next && latest > now) {
            onTheClock(fact, span);
        }
    }

    /** The local midnight at which a day begins. */
    void begins(LocalDate day) {
        instants(day.atStartOfDay(), this::at);
    }

    private static boolean isBeyondAllTime(Span span) {
        var period = span.period();
        return span.time().abs().compareTo(LONGEST) > 0
                || Math.abs(period.toTotalMonths()) > 12L * LAST_YEAR
                || Math.abs((long) period.getDays()) > LONGEST.toDays();
    }

    private void onTheClock(long fact, Span span) {
        try {
            var reached = local(fact).plus(span.time());
            var middle = reached.toLocalDate().plus(span.period());
            if (middle.getYear() > LAST_YEAR) {
                return;
            }
            if (span.period().toTotalMonths() == 0) {
                instants(middle.atTime(reached.toLocalTime()), this::passing);
                return;
            }
            for (var i = -DAYS_OF_DOUBT; i <= DAYS_OF_DOUBT; i++) {
                onDay(middle.plusDays(i), reached, span);
            }
        } catch (DateTimeException | ArithmeticException e) {
            // Beyond what a calendar holds, nothing changes any more.
        }
    }

    private void onDay(LocalDate day, LocalDateTime reached, Span span) {
        var edge = day.minus(span.period());
        var edgeBefore = day.minusDays(1).minus(span.period()).atTime(LocalTime.MAX);
        if (edgeBefore.isBefore(reached) != edge.atStartOfDay().isBefore(reached)) {
            begins(day);
        }
        if (edge.equals(reached.toLocalDate())) {
            instants(day.atTime(reached.toLocalTime()), this::passing);
        }
    }

    /** As old as the span at this instant, and older at the next. */
    private void passing(long instant) {
        at(instant);
        at(instant + 1);
    }

    /** The instants at which the clock shows a local time, or jumps over it. */
    private void instants(LocalDateTime local, LongConsumer instants) {
        var rules = zone.getRules();
        var transition = rules.getTransition(local);
        if (transition == null) {
            instants.accept(Microseconds.of(local.toInstant(rules.getOffset(local))));
            return;
        }
        instants.accept(Microseconds.of(transition.getInstant()));
        if (transition.isOverlap()) {
            instants.accept(Microseconds.of(local.toInstant(transition.getOffsetBefore())));
            instants.accept(Microseconds.of(local.toInstant(transition.getOffsetAfter())));
        }
    }

    private LocalDateTime local(long micros) {
        return LocalDateTime.ofInstant(Microseconds.instant(micros), zone);
    }

    /** The first whole second at or after an instant. */
    static Instant wholeSecond(long micros) {
        return Instant.ofEpochSecond(Math.ceilDiv(micros, Microseconds.A_SECOND));
    }
}
