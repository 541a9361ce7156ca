package org.marronnier.web.calendar;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.campaign.CampaignKind;
import org.marronnier.domain.document.PlanDocument;
import org.springframework.stereotype.Component;

/** How far a campaign may be placed: within its plan, and not where it could no longer leave. */
@Component
final class PlacingBounds {

    private final Clock clock;

    PlacingBounds(Clock clock) {
        this.clock = clock;
    }

    /** Why a copy cannot stand at a time; empty where it can. */
    Optional<Placing> ofCopy(PlanDocument plan, @Nullable LocalDateTime to) {
        if (to == null) {
            return Optional.of(Placing.stopped("placing.date.wrong"));
        }
        var frame = plan.plan();
        var day = to.toLocalDate();
        return day.isBefore(frame.from()) || day.isAfter(frame.to())
                ? Optional.of(
                        Placing.stopped(
                                "placing.outside", frame.from().toString(), frame.to().toString()))
                : Optional.empty();
    }

    /** Why a campaign cannot move to a time; empty where it can. */
    Optional<Placing> ofMove(
            PlanDocument plan,
            PlanDocument.Campaign campaign,
            @Nullable LocalDateTime to,
            PlacingCampaign.Scope scope) {
        return ofCopy(plan, to)
                .or(
                        () ->
                                scope != PlacingCampaign.Scope.ALL
                                                && leaves(campaign)
                                                && to != null
                                                && to.isBefore(now(plan))
                                        ? Optional.of(Placing.stopped("placing.past"))
                                        : Optional.empty());
    }

    /** Whether its messages leave at its time without anybody doing more. */
    private static boolean leaves(PlanDocument.Campaign campaign) {
        return campaign.brief().kind() != CampaignKind.HIGHLIGHT
                && switch (campaign.status()) {
                    case APPROVED, LIVE, PAUSED -> true;
                    case DRAFT, SUBMITTED, ENDED -> false;
                };
    }

    private LocalDateTime now(PlanDocument plan) {
        return LocalDateTime.ofInstant(clock.instant(), plan.plan().zone());
    }
}
