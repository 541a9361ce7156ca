package org.marronnier.domain.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.marronnier.domain.time.Span;

/**
 * The frame of a plan.
 *
 * @param country ISO 3166 code; national phone numbers are read as this country's
 * @param lookAhead how far arbitration looks ahead; zero turns it off
 * @param lateEvents how old an event may be when it arrives and still fire what it would have fired
 *     in time
 * @param saleEvent the event that makes someone a customer
 * @param universalControl the share of contacts kept aside of every service and promotional
 *     message, from 0 to 1
 */
public record PlanFrame(
        String key,
        String name,
        String brand,
        LocalDate from,
        LocalDate to,
        ZoneId zone,
        Locale locale,
        String country,
        Span lookAhead,
        Span lateEvents,
        String saleEvent,
        BigDecimal universalControl) {

    public PlanFrame {
        universalControl = universalControl.stripTrailingZeros();
        if (to.isBefore(from)) {
            throw new IllegalArgumentException(
                    "The plan (%s) ends (%s) before it starts (%s).".formatted(key, to, from));
        }
        if (lookAhead.isNegative()) {
            throw new IllegalArgumentException(
                    "The look-ahead (%s) of plan (%s) cannot be negative."
                            .formatted(lookAhead, key));
        }
        if (lateEvents.isNegative()) {
            throw new IllegalArgumentException(
                    "The tolerance for late events (%s) of plan (%s) cannot be negative."
                            .formatted(lateEvents, key));
        }
        if (universalControl.signum() < 0 || universalControl.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException(
                    "The universal control group (%s) of plan (%s) must be from 0 to 1."
                            .formatted(universalControl, key));
        }
    }
}
