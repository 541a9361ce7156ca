package org.marronnier.store.audience;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.marronnier.domain.time.Span;

/**
 * Windows that end now, as SQL.
 *
 * <p>A span of days, weeks, months or years reaches back on the contact's own clock, one of hours,
 * minutes or seconds in exact time. No zone is more than 18 hours from UTC: an instant below {@code
 * floor} is out and one above {@code ceiling} is in whatever the zone, so only the few between ask
 * for the contact's zone, and an index can find the rest.
 */
final class Windows {

    private static final int FARTHEST_OFFSET = 18;

    private final Instant now;
    private final Parameters parameters;
    private final String planZone;
    private final String nowName;

    Windows(Instant now, ZoneId planZone, Parameters parameters) {
        this.now = now;
        this.parameters = parameters;
        this.planZone = parameters.text(posixName(planZone));
        this.nowName = parameters.instant(now);
    }

    String now() {
        return nowName;
    }

    /** The zone of the contact of an alias. */
    String zone(String contact) {
        return "coalesce(" + contact + ".known_zone, " + planZone + ")";
    }

    String localNow(String zone) {
        return "(" + nowName + " at time zone " + zone + ")";
    }

    /**
     * Whether an instant is later than now less the span; the end of the window is left to the
     * caller.
     */
    String within(String instant, Span span, String zone) {
        if (span.isExact()) {
            return reaches(() -> now.minus(span.time()).atOffset(ZoneOffset.UTC).toLocalDateTime())
                    ? instant + " > " + parameters.instant(now.minus(span.time()))
                    : "true";
        }
        var utc = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        if (!reaches(
                () -> span.before(utc.minusHours(FARTHEST_OFFSET)).minusHours(FARTHEST_OFFSET))) {
            return "true";
        }
        var floor = span.before(utc.minusHours(FARTHEST_OFFSET)).minusHours(FARTHEST_OFFSET);
        var ceiling = span.before(utc.plusHours(FARTHEST_OFFSET)).plusHours(FARTHEST_OFFSET);
        return "%1$s > %2$s and (%1$s > %3$s or %4$s)"
                .formatted(
                        instant,
                        parameters.instant(floor.toInstant(ZoneOffset.UTC)),
                        parameters.instant(ceiling.toInstant(ZoneOffset.UTC)),
                        compared(instant, ">", span, zone));
    }

    /**
     * Whether an instant lies, on one side, from now less the span: {@code <} is older, {@code >}
     * is newer.
     */
    String compared(String instant, String sign, Span span, String zone) {
        if (!reaches(
                () -> span.before(LocalDateTime.ofInstant(now, ZoneOffset.UTC)).minusDays(2))) {
            return sign.equals(">") ? instant + " is not null" : "false";
        }
        if (span.isExact()) {
            return instant + " " + sign + " " + parameters.instant(now.minus(span.time()));
        }
        return "(%s at time zone %s) %s %s - %s"
                .formatted(instant, zone, sign, localNow(zone), parameters.interval(iso(span)));
    }

    /** Nothing is recorded before year 1; a span that reaches further back is "ever". */
    private static boolean reaches(java.util.function.Supplier<LocalDateTime> start) {
        try {
            return start.get().getYear() >= 1;
        } catch (DateTimeException | ArithmeticException e) {
            return false;
        }
    }

    private static String iso(Span span) {
        var period = span.period();
        return "P%dM%dDT%dS"
                .formatted(period.toTotalMonths(), period.getDays(), span.time().toSeconds());
    }

    /**
     * PostgreSQL reads {@code +02:00} the other way round; a fixed offset is spelt so that both
     * mean the same.
     */
    private static String posixName(ZoneId zone) {
        if (!(zone.normalized() instanceof ZoneOffset offset)) {
            return zone.getId();
        }
        var seconds = Math.abs(offset.getTotalSeconds());
        var clock = "%02d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
        return offset.getTotalSeconds() >= 0
                ? "<+" + clock + ">-" + clock
                : "<-" + clock + ">" + clock;
    }
}
