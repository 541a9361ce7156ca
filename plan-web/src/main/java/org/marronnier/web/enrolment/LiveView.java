package org.marronnier.web.enrolment;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.web.condition.Sentence;
import org.marronnier.web.scenario.DrawingSteps;

/**
 * How a scenario runs, as its page shows it.
 *
 * @param address of the scenario
 * @param state none, live, paused or ended
 * @param query what the page is asked with, such as {@code days=7}
 * @param edition the one that is drawn
 * @param running how many are inside, whatever the edition
 * @param trigger null where the edition has none
 * @param exit null where the edition has none
 * @param steps the figures of each step, by its place
 * @param ways the share that went each way, by the way's place
 */
record LiveView(
        String address,
        String state,
        String query,
        int days,
        List<Choice> periods,
        @Nullable EditionLine edition,
        List<EditionLine> editions,
        long running,
        List<Note> notes,
        List<Tile> tiles,
        List<Bar> curve,
        String most,
        @Nullable Sentence trigger,
        @Nullable Sentence exit,
        DrawingSteps.Way flow,
        Map<String, StepFigures> steps,
        Map<String, String> ways,
        List<Row> messages,
        List<Row> refused,
        List<Row> deferred,
        String failed,
        List<Failure> failures) {

    record Choice(int days, boolean chosen) {}

    /** Something to know first. */
    record Note(String tone, String icon, String text) {}

    /**
     * A figure.
     *
     * @param href the contacts behind it; null where they are not listed
     */
    record Tile(String label, String value, String hint, @Nullable String href) {}

    /** A day of the curve; its height in percent of the highest. */
    record Bar(String day, String value, int height) {}

    /**
     * What happens at a step.
     *
     * @param there how many are there now
     * @param passed how many passed it in the period
     * @param told what became of its messages in the period, where it sends
     */
    record StepFigures(String there, boolean anybody, String passed, List<Row> told, String href) {}

    /** A line of a small table. */
    record Row(String label, String value, String tone, @Nullable String href) {}

    /** An enrolment that cannot go on. */
    record Failure(long id, String contact, String name, String text, String href) {}

    /**
     * An edition.
     *
     * @param inside how many go by it
     * @param moves whether those can be moved to the one that is entered by
     */
    record EditionLine(
            long id,
            int number,
            String since,
            long inside,
            boolean current,
            boolean chosen,
            boolean moves) {}

    public boolean isOn() {
        return state.equals("live") || state.equals("paused");
    }

    /** Whether somebody inside goes by an earlier edition, and can be moved to the current one. */
    public boolean moves() {
        return editions.stream().anyMatch(EditionLine::moves);
    }

    /** Whether figures still change: those inside one that has ended stop batch after batch. */
    public boolean renews() {
        return isOn() || running > 0;
    }
}
