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
        var journal = Journal.ofDocument(recurrences);
        var document = Whole.DOCUMENT.read(Cursor.at(tree, journal));
        return document == null || journal.count() > 0
                ? new Reading.Refused(journal.mistakes())
                : new Reading.Accepted(document);
    }
}
