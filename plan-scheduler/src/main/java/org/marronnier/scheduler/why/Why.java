package org.marronnier.scheduler.why;

import java.time.Instant;
import java.util.List;
import org.marronnier.domain.condition.Condition;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.engine.decision.Decision;

/** What is answered to who asks why. */
public sealed interface Why {

    /**
     * What would be decided.
     *
     * @param contact external id; the survivor's for a contact that was merged
     * @param due when the source would ask
     * @param missed the parts of the target that the contact does not match; none where it is
     *     targeted
     * @param perDay what the channel carries a day, where that is limited: who is within it is
     *     known only when all are decided; 0 where it is not
     */
    record Foreseen(
            PlanDocument plan,
            String contact,
            Question question,
            Instant due,
            Decision decision,
            List<Condition> missed,
            int perDay)
            implements Why {
        public Foreseen {
            missed = List.copyOf(missed);
        }
    }

    record NoContact() implements Why {}

    /** No plan has the campaign or scenario, or the scenario has not so many steps that send. */
    record NoSource() implements Why {}

    /** Several plans have one of this key. */
    record Ambiguous(List<String> plans) implements Why {
        public Ambiguous {
            plans = List.copyOf(plans);
        }
    }

    record NotApproved(Status status) implements Why {}

    /** The scenario may run, but its programme may not: nothing of it leaves. */
    record ProgrammeNotApproved(String programme, Status status) implements Why {}

    /** It has no channel or no template, or is only a highlight of the calendar. */
    record SendsNothing() implements Why {}

    /** The campaign does not happen at that time. */
    record NoOccurrence() implements Why {}

    /** A rule of the plan cannot be evaluated. */
    record Unusable(String detail) implements Why {}
}
