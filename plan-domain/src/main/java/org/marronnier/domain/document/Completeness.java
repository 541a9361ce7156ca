package org.marronnier.domain.document;

import java.util.EnumSet;
import java.util.Set;
import org.marronnier.domain.lifecycle.Status;
import org.marronnier.domain.telling.Phrase;

/** What an item must say once it is submitted, approved or live; a draft may still lack it. */
public final class Completeness {

    /** A status as a fact of a mistake; as documents write it where nobody says it better. */
    public record Standing(Status status) {
        @Override
        public String toString() {
            return DocumentWord.dashed(status);
        }
    }

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
                    .mistake(Phrase.NEEDED.with(field.name(), what.with(), new Standing(stands)));
        }
    }
}
