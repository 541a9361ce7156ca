package org.marronnier.domain.figure;

import java.time.Instant;
import java.util.Map;
import org.marronnier.domain.audience.Vocabulary;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.kpi.BuiltInKpi;
import org.marronnier.domain.kpi.Kpi;
import org.marronnier.domain.scenario.Reentry;
import org.marronnier.domain.scenario.Trigger;

/**
 * Measures contacts, events and messages as they stand at an instant. Reads whole tables; never for
 * a page that somebody waits for.
 */
public interface Measurements {

    /** The messages of a plan that left in the last days, by source, channel and type. */
    Figure.Volumes volumes(String plan, int days, Instant now);

    /**
     * What the rules of a plan did to the messages that were decided from one instant on and before
     * another; by rule as in {@link Figure.Effects}.
     */
    Map<String, Figure.Effect> effects(String plan, Instant from, Instant until);

    /** What the segments of a plan hold and share. */
    Figure.Overlaps overlaps(Vocabulary vocabulary, Instant now);

    /**
     * The share of those in scope who meet {@code over} who meet {@code of} too; {@link
     * Figure.Why#NOBODY} where none meets {@code over}.
     */
    Figure ratio(Kpi.Ratio ratio, Condition scope, Vocabulary vocabulary, Instant now);

    /**
     * A figure that every plan has, over those in scope.
     *
     * <ul>
     *   <li>repeat rate: of those who bought in the last 12 months, who bought at least twice in
     *       them
     *   <li>churn: of those who bought in the last 24 months, who bought nothing in the last 12
     *   <li>activation rate: of those whose first purchase lies in the last 12 months but not in
     *       the last 30 days, who bought again within 30 days of it
     *   <li>average basket: the mean {@code amount} of the purchases of the last 12 months
     *   <li>lifetime value: the sum of {@code amount} by contact who ever bought
     *   <li>open, click, opt-out and complaint rates: of the messages of this plan that were sent
     *       in the last 90 days, by e-mail for the first two
     *   <li>NPS: of the {@code score} (0 to 10) of the events {@code nps} of the last 12 months,
     *       the hundredths that are 9 or 10 less those that are 6 or less
     * </ul>
     */
    Figure builtIn(BuiltInKpi kpi, Condition scope, Vocabulary vocabulary, Instant now);

    /**
     * How often contacts would have entered a scenario in the last days, had it been live and
     * nobody in it before. The target is that of today; calendar spans are counted on the plan's
     * clock. For an entry into a segment or stage: those who are in it and were not, by what was
     * known of events, messages and consents then, and by the attributes of today.
     */
    Figure entries(
            Trigger trigger,
            Condition target,
            Reentry reentry,
            Vocabulary vocabulary,
            int days,
            Instant now);
}
