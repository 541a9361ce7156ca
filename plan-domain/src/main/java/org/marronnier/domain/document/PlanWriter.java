package org.marronnier.domain.document;

import java.util.Map;
import java.util.Optional;

/**
 * Writes a plan document as a tree: what is default or empty is left out, and the order is kept.
 */
public final class PlanWriter {

    private PlanWriter() {}

    /** The tree of a document; reading it again gives an equal document. */
    @SuppressWarnings("unchecked") // an object is always written as a map by field name
    public static Map<String, Object> write(PlanDocument document) {
        return (Map<String, Object>) Whole.DOCUMENT.write(document);
    }

    /**
     * The tree of one item, where there is such an item. A programme, a scenario or a campaign says
     * its status in it, and a programme holds its scenarios.
     */
    public static Optional<Map<String, Object>> write(PlanDocument document, ItemPlace place) {
        return WrittenItem.of(document, place);
    }
}
