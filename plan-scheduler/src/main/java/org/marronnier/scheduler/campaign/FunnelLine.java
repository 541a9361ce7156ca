package org.marronnier.scheduler.campaign;

import org.marronnier.domain.run.Funnel;
import org.marronnier.engine.decision.Decision;
import org.marronnier.engine.decision.Reason;

/** The line of the funnel that a decision belongs to. */
public final class FunnelLine {

    private FunnelLine() {}

    /** The line in which a decision is counted first. */
    public static String of(Decision decision) {
        return switch (decision.outcome()) {
            case SEND -> Funnel.QUEUED;
            case DEFER -> Funnel.DEFERRED;
            case CONTROL, SUPPRESS -> of(decision.mainReason().orElseThrow());
        };
    }

    private static String of(Reason reason) {
        return switch (reason) {
            case Reason.Blocked _ -> Funnel.BLOCKED;
            case Reason.NotTargeted _ -> Funnel.NO_LONGER_TARGETED;
            case Reason.NoAddress _ -> Funnel.NO_ADDRESS;
            case Reason.NoConsent _ -> Funnel.NO_CONSENT;
            case Reason.Duplicate _ -> Funnel.DUPLICATE;
            case Reason.Control _ -> Funnel.CONTROL;
            case Reason.Expired _ -> Funnel.EXPIRED;
            case Reason.Quiet _ -> Funnel.QUIET;
            case Reason.Pressure(var _, var refusals) ->
                    Funnel.PRESSURE + refusals.getFirst().rule();
            case Reason.CapacityUsed _ -> Funnel.CAPACITY;
        };
    }
}
