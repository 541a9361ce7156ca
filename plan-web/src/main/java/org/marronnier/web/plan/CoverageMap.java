package org.marronnier.web.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.audience.AudienceCount;
import org.marronnier.domain.convention.Conventions.Stage;
import org.marronnier.domain.convention.Conventions.Touchpoint;
import org.marronnier.domain.document.PlanDocument;
import org.marronnier.engine.diagnostic.Coverage;

/**
 * The coverage of a plan as it is drawn: stages across, touchpoints down, a programme over the
 * stages at which it speaks.
 *
 * @param hidden how many stages find no room
 */
record CoverageMap(List<Phase> phases, List<Row> rows, List<Heat> campaigns, int hidden) {

    private static final int MOST_PHASES = 12;
    private static final int DEGREES = 5;

    /**
     * A stage.
     *
     * @param contacts how many contacts live there; null where that was never counted
     */
    record Phase(String key, String name, @Nullable Long contacts) {}

    /**
     * @param touchpoint its key; null for the programmes that name none
     * @param name null where the touchpoint is none
     */
    record Row(@Nullable String touchpoint, @Nullable String name, List<Box> boxes) {}

    /**
     * Something on the map.
     *
     * @param from the first of its stages, counted from 1
     * @param over how many stages it spans
     * @param programme null for a place where nobody speaks
     * @param stages the names of its stages
     */
    record Box(
            int from,
            int over,
            PlanDocument.@Nullable Programme programme,
            String stages,
            Phase phase) {}

    /** How many campaigns reach a stage, and of how many degrees out of five that is. */
    record Heat(String stage, int campaigns, int degree) {}

    static CoverageMap of(
            PlanDocument plan, Coverage coverage, Map<String, AudienceCount> contacts) {
        var phases =
                plan.conventions().stages().stream()
                        .limit(MOST_PHASES)
                        .map(stage -> phase(stage, contacts))
                        .toList();
        Map<String, PlanDocument.Programme> programmes =
                plan.programmes().stream()
                        .collect(Collectors.toMap(one -> one.brief().key(), Function.identity()));
        Map<String, String> touchpoints =
                plan.conventions().touchpoints().stream()
                        .collect(Collectors.toMap(Touchpoint::key, Touchpoint::name));
        var rows =
                coverage.rows().stream()
                        .map(
                                row ->
                                        new Row(
                                                row.touchpoint(),
                                                name(row.touchpoint(), touchpoints),
                                                boxes(row, phases, programmes)))
                        .toList();
        return new CoverageMap(
                phases, rows, heat(coverage, phases), coverage.stages().size() - phases.size());
    }

    private static @Nullable String name(@Nullable String key, Map<String, String> touchpoints) {
        return key == null ? null : touchpoints.getOrDefault(key, key);
    }

    private static Phase phase(Stage stage, Map<String, AudienceCount> contacts) {
        var count = contacts.get(stage.key());
        var figures = count == null ? null : count.figures();
        return new Phase(stage.key(), stage.name(), figures == null ? null : figures.contacts());
    }

    private static List<Box> boxes(
            Coverage.Row row, List<Phase> phases, Map<String, PlanDocument.Programme> programmes) {
        var cells = row.cells().subList(0, phases.size());
        var boxes = new ArrayList<Box>();
        for (var at = 0; at < cells.size(); at++) {
            for (var key : cells.get(at).programmes()) {
                var goesOn = at > 0 && cells.get(at - 1).programmes().contains(key);
                if (!goesOn) {
                    var over = 1;
                    while (at + over < cells.size()
                            && cells.get(at + over).programmes().contains(key)) {
                        over++;
                    }
                    boxes.add(box(at, over, phases, programmes.get(key)));
                }
            }
            if (cells.get(at).voice() == Coverage.Voice.SILENT) {
                boxes.add(box(at, 1, phases, null));
            }
        }
        return boxes;
    }

    private static Box box(
            int at, int over, List<Phase> phases, PlanDocument.@Nullable Programme programme) {
        var stages =
                phases.subList(at, at + over).stream()
                        .map(Phase::name)
                        .collect(Collectors.joining(", "));
        return new Box(at + 1, over, programme, stages, phases.get(at));
    }

    private static List<Heat> heat(Coverage coverage, List<Phase> phases) {
        var most = coverage.campaigns().values().stream().mapToInt(Integer::intValue).max();
        return phases.stream()
                .map(
                        phase -> {
                            var count = coverage.campaigns().getOrDefault(phase.key(), 0);
                            var degree =
                                    count == 0 ? 0 : Math.ceilDiv(count * DEGREES, most.orElse(1));
                            return new Heat(phase.key(), count, degree);
                        })
                .toList();
    }
}
