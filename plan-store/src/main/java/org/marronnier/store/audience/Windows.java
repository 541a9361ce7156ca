package org.marronnier.store.audience;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.marronnier.domain.time.Span;

/**
 * Windows that end now, as SQL.
 *
 * <p>A span of days, weeks, months or years reaches back on the contact's own clock, one of hours,
 * minutes or seconds in exact time. No zone is more than 18 hours from UTC: an instant below the
 * floor is out and one above the ceiling is in whatever the zone, so only the few between ask for
 * the contact's zone.
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

    /** The zone of contacts that have none. */
    String planZone() {
        return planZone;
    }

    /** The zone of the contact of an alias. */
    String zone(String contact) {
        return "coalesce(" + contact + ".known_zone, " + planZone + ")";
    }

    /** The zone of the contact of a fact, under the alias {@code f}. */
    String factZone() {
        return "coalesce(contact_known_zone(f.contact_id), " + planZone + ")";
    }

    String localNow(String zone) {
        return "(" + nowName + " at time zone " + zone + ")";
    }

    /**
     * Whether an instant of a fact, under the alias {@code f}, is later than now less the span.
     * Facts that are in whatever the zone ask nothing more; only those near the edge look their
     * contact up.
     */
    String factWithin(String instant, Span span) {
        if (span.isExact() || span.isEver(now)) {
            return within(instant, span, planZone);
        }
        return "%1$s > %2$s and (%1$s > %3$s or %4$s)"
                .formatted(
                        instant,
                        parameters.instant(edge(span, -FARTHEST_OFFSET)),
                        parameters.instant(edge(span, FARTHEST_OFFSET)),
                        exactly(instant, ">", span, factZone()));
    }

    /** Whether an instant is later than now less the span, with a bound that an index can find. */
    String within(String instant, Span span, String zone) {
        if (span.isEver(now)) {
            return "true";
        }
        var exactly = exactly(instant, ">", span, zone);
        return span.isExact()
                ? exactly
                : "%s > %s and %s"
                        .formatted(
                                instant, parameters.instant(edge(span, -FARTHEST_OFFSET)), exactly);
    }

    /**
     * Whether an instant lies, on one side, from now less the span: {@code <} is older, {@code >}
     * is newer.
     */
    String compared(String instant, String sign, Span span, String zone) {
        if (span.isEver(now)) {
            return sign.equals(">") ? instant + " is not null" : "false";
        }
        var exactly = exactly(instant, sign, span, zone);
        if (span.isExact()) {
            return exactly;
        }
        var older = sign.equals("<");
        return "(%1$s %2$s %3$s or (%1$s %2$s %4$s and %5$s))"
                .formatted(
                        instant,
                        sign,
                        parameters.instant(edge(span, older ? -FARTHEST_OFFSET : FARTHEST_OFFSET)),
                        parameters.instant(edge(span, older ? FARTHEST_OFFSET : -FARTHEST_OFFSET)),
                        exactly);
    }

    private String exactly(String instant, String sign, Span span, String zone) {
        if (span.isExact()) {
            return instant + " " + sign + " " + parameters.instant(now.minus(span.time()));
        }
        return "(%s at time zone %s) %s %s - %s"
                .formatted(instant, zone, sign, localNow(zone), parameters.interval(iso(span)));
    }

    /** An instant that lies in no window of a span that ends now, whatever the zone. */
    static Instant earliest(Span span, Instant now) {
        return span.isExact() ? now.minus(span.time()) : edge(span, now, -FARTHEST_OFFSET);
    }

    private Instant edge(Span span, int hours) {
        return edge(span, now, hours);
    }

    private static Instant edge(Span span, Instant now, int hours) {
        var utc = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        return span.before(utc.plusHours(hours)).plusHours(hours).toInstant(ZoneOffset.UTC);
    }

    /** A span as PostgreSQL reads an interval. */
    static String iso(Span span) {
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
