package org.marronnier.store.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.PlanDocument;

/** The plans asked for last, each as it stood at a revision. */
final class Shelf {

    private static final int MOST = 8;

    private record Kept(long revision, PlanDocument document) {}

    private final Map<String, Kept> plans = new LinkedHashMap<>(16, 0.75f, true);

    synchronized Optional<PlanDocument> find(String key, long revision) {
        @Nullable Kept kept = plans.get(key);
        return kept != null && kept.revision == revision
                ? Optional.of(kept.document)
                : Optional.empty();
    }

    synchronized void put(String key, long revision, PlanDocument document) {
        plans.put(key, new Kept(revision, document));
        if (plans.size() > MOST) {
            plans.remove(plans.keySet().iterator().next());
        }
    }
}
