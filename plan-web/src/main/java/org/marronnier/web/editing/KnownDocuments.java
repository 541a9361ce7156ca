package org.marronnier.web.editing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.marronnier.domain.document.KnownDocument;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.domain.document.PlanReader;
import org.springframework.stereotype.Component;

/** What is known of the plans that were edited last, so that the next edit costs its item alone. */
@Component
class KnownDocuments {

    private static final int MOST = 8;

    private final PlanReader reader;
    private final Map<String, KnownDocument> plans = new LinkedHashMap<>(16, 0.75f, true);

    KnownDocuments(PlanReader reader) {
        this.reader = reader;
    }

    /** What is known of a plan that says this. */
    synchronized KnownDocument of(PlanDocument document) {
        var key = document.plan().key();
        var before = plans.get(key);
        var known = before == null ? KnownDocument.of(reader, document) : before.becoming(document);
        plans.put(key, known);
        if (plans.size() > MOST) {
            plans.remove(plans.keySet().iterator().next());
        }
        return known;
    }
}
