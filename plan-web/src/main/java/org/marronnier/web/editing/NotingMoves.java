package org.marronnier.web.editing;

import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.approval.Approval;
import org.marronnier.domain.approval.Approvals;
import org.marronnier.domain.approval.Aspect;
import org.marronnier.domain.change.Change;
import org.marronnier.domain.lifecycle.Status;
import org.springframework.stereotype.Component;

/** Keeps who moved an item on in its life, when, and from where to where. */
@Component
class NotingMoves {

    private final Approvals approvals;
    private final KeepingItem keeping;

    NotingMoves(Approvals approvals, KeepingItem keeping) {
        this.approvals = approvals;
        this.keeping = keeping;
    }

    /** What somebody did to an item, and where it stands then. */
    void judged(
            Editor who,
            HeldItem held,
            Approval.What what,
            Status outcome,
            @Nullable String reason) {
        approvals.save(approval(who, held, what, outcome, reason));
    }

    /** The same of its version in preparation. */
    void judgedPrepared(
            Editor who,
            HeldItem held,
            Approval.What what,
            Status outcome,
            @Nullable String reason) {
        approvals.save(approval(who, held, what, outcome, reason).ofPreparation());
    }

    /** One aspect was approved, and others are not yet. */
    void apart(Editor who, HeldItem held, Aspect aspect) {
        approvals.save(
                approval(who, held, Approval.What.APPROVED, Status.SUBMITTED, null).of(aspect));
    }

    /** A line of the history. */
    void moved(Editor who, HeldItem held, Status from, Status to) {
        keeping.note(
                who,
                held.plan(),
                held.place(),
                Change.What.MOVED,
                Map.of("status", word(from)),
                Map.of("status", word(to)),
                null);
    }

    private Approval approval(
            Editor who,
            HeldItem held,
            Approval.What what,
            Status outcome,
            @Nullable String reason) {
        return new Approval(
                held.plan(),
                held.place(),
                what,
                who.name(),
                keeping.now().truncatedTo(ChronoUnit.SECONDS),
                outcome,
                reason);
    }

    private static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
