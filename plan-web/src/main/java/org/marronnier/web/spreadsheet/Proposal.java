package org.marronnier.web.spreadsheet;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a sheet would do to a plan.
 *
 * @param entries the lines that would be taken, in their order
 * @param refusals the first lines that would not
 * @param refused how many lines would not, those beyond the list included
 * @param empty how many lines say nothing in any column that is read
 * @param unknown the words of each column that nothing answers to, with how many lines hold each
 */
record Proposal(
        List<Entry> entries,
        List<Refusal> refusals,
        int refused,
        int empty,
        SequencedMap<Column, SequencedMap<String, Integer>> unknown) {

    /** As many refused lines as are kept in words. */
    static final int MOST_REFUSALS = 10_000;

    /** What becomes of a line. */
    enum Outcome {
        NEW,
        CHANGED,
        SAME
    }

    /**
     * A line that would be taken.
     *
     * @param tree the campaign as the document would write it
     * @param changes of a campaign that is there, what changes
     */
    record Entry(
            int line,
            Outcome outcome,
            String key,
            String name,
            @Nullable LocalDateTime start,
            Map<String, Object> tree,
            List<Change> changes) {}

    /** What a field says before and after, in words; empty for nothing. */
    record Change(Column column, String before, String after) {}

    Proposal {
        entries = List.copyOf(entries);
        refusals = List.copyOf(refusals);
    }

    int count(Outcome outcome) {
        return (int) entries.stream().filter(entry -> entry.outcome() == outcome).count();
    }

    /** The lines that would change the plan. */
    List<Entry> changing() {
        return entries.stream().filter(entry -> entry.outcome() != Outcome.SAME).toList();
    }
}
