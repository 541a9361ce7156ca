package org.marronnier.web.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.AudienceCount;
import org.marronnier.domain.computing.ComputingState;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.figure.Figure;
import org.marronnier.domain.figure.PlanFigure;
import org.marronnier.domain.scenario.ScenarioBrief;
import org.marronnier.web.condition.Sentence;
import org.marronnier.web.editing.Differences;
import org.marronnier.web.editing.EditedItem;

/**
 * A scenario as its page shows it.
 *
 * @param brief the version in preparation, where there is one
 * @param trigger null where it has none yet
 * @param target null for everybody within the programme
 * @param exit null where it has none
 * @param changed what the version in preparation changes
 */
record ScenarioPage(
        PlanDocument.Programme programme,
        ScenarioBrief brief,
        EditedItem item,
        @Nullable Sentence trigger,
        @Nullable Sentence target,
        @Nullable Sentence exit,
        Sentence reentry,
        DrawingSteps.Way flow,
        List<Check> checks,
        AudienceCount audience,
        PlanFigure entries,
        List<Differences.Line> changed) {

    /**
     * Something to look at before the scenario may go live.
     *
     * @param blocking whether it keeps the scenario from being submitted
     * @param part the part of the page where it is mended
     */
    record Check(boolean blocking, String text, String part) {}

    /** The address of the page. */
    public String address() {
        return "/programmes/" + programme.brief().key() + "/scenarios/" + brief.key();
    }

    /** How many would have entered; null where that is not known. */
    public @Nullable Long entered() {
        return entries.figure() instanceof Figure.Value(var value) ? value.longValue() : null;
    }

    /** Why it is not known how many would have entered, in a word; null where it is. */
    public @Nullable String why() {
        return entries.figure() instanceof Figure.None(var why) ? why.name() : null;
    }

    public long blocking() {
        return checks.stream().filter(Check::blocking).count();
    }

    /** Whether something is still counted. */
    public boolean isWaiting() {
        var counts = audience.figures() == null && audience.state() == ComputingState.WAITING;
        var measures =
                brief.trigger() != null
                        && entries.figure() == null
                        && entries.state() == ComputingState.WAITING;
        return counts || measures;
    }
}
