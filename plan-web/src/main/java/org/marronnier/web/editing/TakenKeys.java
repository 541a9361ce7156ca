package org.marronnier.web.editing;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.marronnier.domain.change.Changes;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.document.PlanDocument;
import org.springframework.stereotype.Component;

/** The keys that new items cannot have, or that would mix them up with others. */
@Component
class TakenKeys {

    private static final Set<String> UNAPPROVED = Set.of("draft", "submitted");
    private static final int MOST_GONE = 1_000;

    private final Changes changes;

    TakenKeys(Changes changes) {
        this.changes = changes;
    }

    /** Those of the items of a list, and of those that left it. */
    Set<String> taken(PlanDocument document, ItemPlace list) {
        var taken = new HashSet<>(document.keys(list.kind(), list.programme()));
        changes.gone(document.plan().key(), list.kind(), list.programme(), MOST_GONE)
                .forEach(gone -> taken.add(gone.place().key()));
        return taken;
    }

    /**
     * Whether an item of this key left the plan after it was approved, so that messages may bear
     * its key.
     */
    boolean isSpent(String plan, ItemPlace place) {
        return place.kind().isLiving()
                && changes.last(plan, place)
                        .filter(
                                last ->
                                        last.after() == null
                                                && last.before() instanceof Map<?, ?> it
                                                && !UNAPPROVED.contains(
                                                        String.valueOf(it.get("status"))))
                        .isPresent();
    }
}
