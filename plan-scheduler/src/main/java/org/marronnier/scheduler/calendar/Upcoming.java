package org.marronnier.scheduler.calendar;

import java.time.Instant;
import java.util.Optional;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.engine.calendar.Occurrences;

/** When campaigns of a plan are due next. */
final class Upcoming {

    private Upcoming() {}

    /**
     * The next instant after another at which a campaign is to be fired; none where it may not run,
     * or never will again.
     *
     * @throws IllegalArgumentException when its recurrence cannot be read
     */
    static Optional<Instant> after(
            PlanDocument plan, PlanDocument.Campaign campaign, Instant instant) {
        var brief = campaign.brief();
        if (!campaign.status().mayRun() || brief.kind() == CampaignKind.HIGHLIGHT) {
            return Optional.empty();
        }
        return Occurrences.of(brief, plan.plan().zone()).firstAfter(instant);
    }
}
