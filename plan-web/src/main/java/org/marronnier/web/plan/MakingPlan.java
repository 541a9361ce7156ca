package org.marronnier.web.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.marronnier.domain.document.Mistake;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.Plans;
import org.marronnier.domain.document.Reading;
import org.marronnier.web.editing.FreshKey;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes a plan that holds its frame alone. */
@Component
class MakingPlan {

    private static final String PATH = "plan.";

    /** What became of it. */
    sealed interface Outcome {

        /** The plan is there, and empty. */
        record Made(PlanDocument document) implements Outcome {}

        /** There is none, for these reasons; their paths are those of the frame. */
        record Refused(List<Mistake> mistakes) implements Outcome {
            public Refused {
                mistakes = List.copyOf(mistakes);
            }
        }
    }

    private final FrameForm form;
    private final Plans plans;
    private final ImportingPlan importing;
    private final MessageSource messages;

    MakingPlan(FrameForm form, Plans plans, ImportingPlan importing, MessageSource messages) {
        this.form = form;
        this.plans = plans;
        this.importing = importing;
        this.messages = messages;
    }

    /** A key after a name that no plan has. */
    @Transactional(readOnly = true)
    String freshKey(String name) {
        return FreshKey.of(name, "plan", Set.copyOf(plans.keys()));
    }

    @Transactional
    Outcome make(Map<String, Object> frame, String who) {
        return switch (form.read(frame)) {
            case Reading.Refused(var mistakes) ->
                    new Outcome.Refused(mistakes.stream().map(MakingPlan::within).toList());
            case Reading.Accepted(var document) -> keep(document, who);
        };
    }

    private Outcome keep(PlanDocument document, String who) {
        var key = document.plan().key();
        plans.lock(key);
        if (plans.load(key).isPresent()) {
            var taken =
                    messages.getMessage(
                            "editing.key.used",
                            new Object[] {key},
                            LocaleContextHolder.getLocale());
            return new Outcome.Refused(List.of(new Mistake("key", taken)));
        }
        return new Outcome.Made(importing.importDocument(document, who, false).document());
    }

    private static Mistake within(Mistake mistake) {
        return mistake.path().startsWith(PATH)
                ? new Mistake(mistake.path().substring(PATH.length()), mistake.telling())
                : mistake;
    }
}
