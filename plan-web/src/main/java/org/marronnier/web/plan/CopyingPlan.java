package org.marronnier.web.plan;

import java.util.List;
import org.marronnier.domain.document.Mistake;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.PlanReader;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.document.Reading;
import org.marronnier.engine.copy.MovedDate;
import org.marronnier.engine.copy.PlanCopy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Carries a plan over to the next year, as a new plan of drafts. The old one is only read, and what
 * is made is what was shown before.
 */
@Component
class CopyingPlan {

    /** What a copy is, or why there is none. */
    sealed interface Copy {

        /** The new plan and every date that moves. */
        record Ready(PlanDocument document, List<MovedDate> moves) implements Copy {
            public Ready {
                moves = List.copyOf(moves);
            }
        }

        /** There is a plan of the key that it would have. */
        record Taken(String key) implements Copy {}

        /** The new plan would not hold. */
        record Refused(List<Mistake> mistakes) implements Copy {
            public Refused {
                mistakes = List.copyOf(mistakes);
            }
        }
    }

    private final PlanReader reader;
    private final Plans plans;
    private final ImportingPlan importing;

    CopyingPlan(PlanReader reader, Plans plans, ImportingPlan importing) {
        this.reader = reader;
        this.plans = plans;
        this.importing = importing;
    }

    /** What a copy would be; nothing is kept. */
    @Transactional(readOnly = true)
    Copy preview(PlanDocument plan) {
        return made(plan);
    }

    /** Makes the copy, where it can be made. */
    @Transactional
    Copy copy(PlanDocument plan, String who) {
        var copy = made(plan);
        if (copy instanceof Copy.Ready ready) {
            importing.importDocument(ready.document(), who, false);
        }
        return copy;
    }

    private Copy made(PlanDocument plan) {
        var copied = PlanCopy.of(plan);
        return switch (reader.read(copied.tree())) {
            case Reading.Refused(var mistakes) -> new Copy.Refused(mistakes);
            case Reading.Accepted(var document) ->
                    plans.load(document.plan().key()).isPresent()
                            ? new Copy.Taken(document.plan().key())
                            : new Copy.Ready(document, copied.moves());
        };
    }
}
