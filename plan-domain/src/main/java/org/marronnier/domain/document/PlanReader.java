package org.marronnier.domain.document;

import org.jspecify.annotations.Nullable;

/**
 * Reads a plan document from a tree of maps, lists, texts, numbers, truth values and nulls, and
 * tells every mistake at once.
 */
public final class PlanReader {

    private final Recurrences recurrences;

    public PlanReader(Recurrences recurrences) {
        this.recurrences = recurrences;
    }

    /** Reads a whole document; whatever stands in the tree, the answer is a value. */
    public Reading read(@Nullable Object tree) {
        return read(tree, new Memory());
    }

    /** The same, where items may be known already; those that are not are learnt. */
    Reading read(@Nullable Object tree, Memory memory) {
        var journal = Journal.ofDocument(recurrences, memory);
        var document = Whole.DOCUMENT.read(Cursor.at(tree, journal));
        if (document != null && journal.count() == 0) {
            return new Reading.Accepted(document);
        }
        if (journal.isMisplaced()) {
            memory.forget();
            return read(tree, memory);
        }
        return new Reading.Refused(journal.mistakes());
    }
}
