package org.marronnier.domain.document;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One item of a document as a tree; a programme, a scenario or a campaign says its status. */
final class WrittenItem {

    private WrittenItem() {}

    static Optional<Map<String, Object>> of(PlanDocument document, ItemPlace place) {
        return switch (place.kind()) {
            case PLAN -> Optional.of(map(Frames.FRAME.write(document.plan())));
            case CONVENTIONS ->
                    Optional.of(map(ConventionShapes.CONVENTIONS.write(document.conventions())));
            case PROGRAMME, SCENARIO, CAMPAIGN ->
                    ItemList.of(place)
                            .written(document, place.key())
                            .map(tree -> withStatus(document, place, tree));
            case JOURNEY,
                    SEGMENT,
                    PRESSURE_RULE,
                    QUIET_PERIOD,
                    CAPACITY,
                    OBJECTIVE,
                    KPI,
                    TEMPLATE,
                    CALENDAR_EVENT ->
                    ItemList.of(place).written(document, place.key());
        };
    }

    private static Map<String, Object> withStatus(
            PlanDocument document, ItemPlace place, Map<String, Object> tree) {
        var full = new LinkedHashMap<>(tree);
        document.status(place).ifPresent(status -> full.put("status", DocumentWord.dashed(status)));
        return full;
    }

    @SuppressWarnings("unchecked") // an object is always written as a map by field name
    private static Map<String, Object> map(Object tree) {
        return (Map<String, Object>) tree;
    }
}
