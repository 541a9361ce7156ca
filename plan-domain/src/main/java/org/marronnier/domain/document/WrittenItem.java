package org.marronnier.domain.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** One item of a document as a tree; a programme, a scenario or a campaign says its status. */
final class WrittenItem {

    private static final Shape<PlanDocument.Programme> PROGRAMME = Contents.programme();

    private WrittenItem() {}

    static Optional<Map<String, Object>> of(PlanDocument document, ItemPlace place) {
        Predicate<String> named = place.key()::equals;
        return switch (place.kind()) {
            case PLAN -> Optional.of(map(Frames.FRAME.write(document.plan())));
            case CONVENTIONS -> Optional.of(map(Frames.CONVENTIONS.write(document.conventions())));
            case JOURNEY -> find(document.journeys(), it -> named.test(it.key()), Contents.JOURNEY);
            case SEGMENT -> find(document.segments(), it -> named.test(it.key()), Contents.SEGMENT);
            case PRESSURE_RULE ->
                    find(document.pressure(), it -> named.test(it.key()), Rules.PRESSURE);
            case QUIET_PERIOD -> find(document.quiet(), it -> named.test(it.key()), Rules.QUIET);
            case CAPACITY ->
                    find(
                            document.capacity(),
                            it -> named.test(it.channel().name()),
                            Rules.CAPACITY);
            case OBJECTIVE ->
                    find(document.objectives(), it -> named.test(it.key()), Contents.OBJECTIVE);
            case KPI -> find(document.kpis(), it -> named.test(it.key()), Contents.KPI);
            case TEMPLATE ->
                    find(document.templates(), it -> named.test(it.key()), Contents.TEMPLATE);
            case PROGRAMME ->
                    find(document.programmes(), it -> named.test(it.brief().key()), PROGRAMME)
                            .map(tree -> withStatus(document, place, tree));
            case SCENARIO ->
                    document.programmes().stream()
                            .filter(it -> it.brief().key().equals(place.programme()))
                            .findFirst()
                            .flatMap(
                                    it ->
                                            find(
                                                    it.scenarios(),
                                                    scenario -> named.test(scenario.brief().key()),
                                                    Contents.SCENARIO))
                            .map(tree -> withStatus(document, place, tree));
            case CAMPAIGN ->
                    find(
                                    document.campaigns(),
                                    it -> named.test(it.brief().key()),
                                    Contents.CAMPAIGN)
                            .map(tree -> withStatus(document, place, tree));
            case CALENDAR_EVENT ->
                    find(document.calendar(), it -> named.test(it.key()), Frames.CALENDAR_EVENT);
        };
    }

    private static <T> Optional<Map<String, Object>> find(
            List<T> items, Predicate<T> which, Shape<T> shape) {
        return items.stream().filter(which).findFirst().map(item -> map(shape.write(item)));
    }

    private static Map<String, Object> withStatus(
            PlanDocument document, ItemPlace place, Map<String, Object> tree) {
        var full = new LinkedHashMap<>(tree);
        document.status(place).ifPresent(status -> full.put("status", Scalars.dashed(status)));
        return full;
    }

    @SuppressWarnings("unchecked") // an object is always written as a map by field name
    private static Map<String, Object> map(Object tree) {
        return (Map<String, Object>) tree;
    }
}
