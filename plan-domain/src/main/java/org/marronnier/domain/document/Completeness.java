package org.marronnier.domain.document;

import java.util.EnumSet;
import java.util.Set;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.telling.Phrase;

/** What an item must say once it is submitted, approved or live; a draft may still lack it. */
final class Completeness {

    private static final Set<Status> WHOLE =
            EnumSet.complementOf(EnumSet.of(Status.DRAFT, Status.ENDED));

    private Completeness() {}

    /** Whether an item of this status must be complete. */
    static boolean isAsked(Status stands) {
        return WHOLE.contains(stands);
    }

    /** Tells that a field is lacking. */
    static void needed(Values in, Field<?, ?> field, Status stands, Phrase what) {
        if (in.lacks(field)) {
            in.at(field)
                    .mistake(
                            Phrase.NEEDED.with(
                                    field.name(), what.with(), DocumentWord.dashed(stands)));
        }
    }
}
