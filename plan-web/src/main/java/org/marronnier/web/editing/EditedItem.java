package org.marronnier.web.editing;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.change.Preparation;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.lifecycle.Status;

/**
 * An item as it can be edited.
 *
 * @param tree what the plan document says of it, without its status and without the scenarios of a
 *     programme
 * @param version the number of its last change, zero where there was none; a change names the one
 *     it leans on
 * @param status where it stands in its life; null for what has none
 * @param changedBy who changed it last; null while nobody has since it came in
 * @param preparation the version in preparation, where there is one
 */
public record EditedItem(
        ItemPlace place,
        Map<String, Object> tree,
        long version,
        @Nullable Status status,
        @Nullable String changedBy,
        @Nullable Instant changedAt,
        @Nullable Preparation preparation) {

    public EditedItem {
        tree = Collections.unmodifiableMap(new LinkedHashMap<>(tree));
    }

    /** What an editor shows and changes: the version in preparation, else what holds. */
    public Map<String, Object> working() {
        return preparation == null ? tree : preparation.tree();
    }

    /** What people call it, which is its key where it has no name. */
    public String name() {
        return tree.get("name") instanceof String name ? name : place.key();
    }

    /** Whether a change of it needs an approval before it holds. */
    public boolean isHeld() {
        return status != null && (status.mayRun() || status == Status.PAUSED);
    }
}
