package org.marronnier.scheduler.campaign;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.marronnier.domain.run.Funnel;
import org.marronnier.engine.decision.Decision;
import org.marronnier.engine.decision.Reason;
import org.marronnier.scheduler.decision.Decided;

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

    /** How many of some decisions are counted in each line; a map of the caller's own. */
    public static Map<String, Long> counts(Collection<Decided> decided) {
        return decided.stream()
                .map(Decided::decision)
                .collect(
                        Collectors.groupingBy(FunnelLine::of, HashMap::new, Collectors.counting()));
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
