package org.marronnier.web.editing;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.Difference;
import org.marronnier.domain.document.Mistake;

/** What became of asking to change something. */
public sealed interface Answer {

    /**
     * It stands like this now.
     *
     * @param change its number in the history, to undo it; null when nothing changed
     */
    record Saved(EditedItem item, @Nullable Long change) implements Answer {}

    /**
     * The plan would not hold with it, for these reasons: at paths within the item, or, where
     * another item would break, at paths of the whole document.
     */
    record Refused(List<Mistake> mistakes) implements Answer {
        public Refused {
            mistakes = List.copyOf(mistakes);
        }
    }

    /**
     * Somebody changed it since it was looked at.
     *
     * @param theirs what they changed
     * @param base the tree as it was looked at
     */
    record Collided(
            EditedItem now,
            String by,
            Instant at,
            List<Difference> theirs,
            Map<String, Object> base)
            implements Answer {
        public Collided {
            theirs = List.copyOf(theirs);
        }

        /** What was typed, over theirs where it was left as it had been. */
        public Map<String, Object> merged(Map<String, Object> typed) {
            var merged = new LinkedHashMap<>(now.working());
            Difference.between(base, typed).stream()
                    .map(difference -> difference.path().replaceFirst("[.\\[].*", ""))
                    .distinct()
                    .forEach(
                            field -> {
                                if (typed.get(field) instanceof Object mine) {
                                    merged.put(field, mine);
                                } else {
                                    merged.remove(field);
                                }
                            });
            return merged;
        }
    }

    /** This user may not, or it cannot be done; the key of the message that says why. */
    record NotAllowed(String key) implements Answer {}

    /** There is no such item (any more). */
    record Unknown() implements Answer {}
}
