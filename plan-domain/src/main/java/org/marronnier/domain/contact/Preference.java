package org.marronnier.domain.contact;

import java.time.Instant;
import org.marronnier.domain.channel.Channel;
import org.marronnier.domain.time.Span;

/**
 * At most so many service and promotional messages on a channel within a rolling window, as the
 * contact wishes.
 *
 * @param max at least 1: who wants none denies the consent
 * @param span of the window, in days or in hours
 */
public record Preference(Channel channel, int max, Span span, Instant setAt) {

    public static final int MOST = 1_000;

    public Preference {
        if (max < 1 || max > MOST) {
            throw new IllegalArgumentException(
                    "A preference (%d) allows from 1 to %d messages. Deny the consent instead of allowing none."
                            .formatted(max, MOST));
        }
    }

    /**
     * Whether a span can be that of a preference: longer than nothing, at most a year, and in days
     * or in hours, not in both.
     */
    public static boolean allows(Span span) {
        return !span.isZero()
                && !span.isNegative()
                && (span.period().isZero() || span.time().isZero())
                && span.period().toTotalMonths() * 31 + span.period().getDays() <= 12 * 31
                && span.time().toDays() <= 366;
    }
}
