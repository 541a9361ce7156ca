package org.marronnier.engine.decision;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import org.marronnier.domain.consent.Typology;
import org.marronnier.domain.pressure.PressureRule;
import org.marronnier.domain.pressure.QuietPeriod;
import org.marronnier.engine.calendar.PublicHolidays;

/**
 * The rules of a plan, as one decision needs them. Their order changes nothing: they are held by
 * key.
 *
 * @param plan its key, the salt of the universal control group
 * @param zone for contacts that have none
 * @param universalControl from 0 to 1
 */
public record RuleBook(
        String plan,
        ZoneId zone,
        Typology typology,
        List<PressureRule> pressure,
        List<QuietPeriod> quiet,
        BigDecimal universalControl) {

    /**
     * @throws IllegalArgumentException when a quiet period names public holidays that are not
     *     known, or when there are more pressure rules than can be decided by
     */
    public RuleBook {
        pressure = pressure.stream().sorted(Comparator.comparing(PressureRule::key)).toList();
        quiet = quiet.stream().sorted(Comparator.comparing(QuietPeriod::key)).toList();
        if (pressure.size() > PressureRule.MOST) {
            throw new IllegalArgumentException(
                    "The plan has %d pressure rules; at most %d are decided by. Join those that are alike."
                            .formatted(pressure.size(), PressureRule.MOST));
        }
        for (var period : quiet) {
            if (period.pattern() instanceof QuietPeriod.PublicHolidays(var country)
                    && !PublicHolidays.knows(country)) {
                throw new IllegalArgumentException(
                        "The public holidays of %s, which the quiet period %s asks for, are not known. Name the dates instead."
                                .formatted(country, period.key()));
            }
        }
    }

    ZoneId zoneOf(Member member) {
        return member.zone() == null ? zone : member.zone();
    }
}
