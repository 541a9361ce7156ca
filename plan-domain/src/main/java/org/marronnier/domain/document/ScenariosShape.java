package org.marronnier.domain.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.lifecycle.Status;

/** The scenarios of a programme: each stands where the programme does, unless it says otherwise. */
final class ScenariosShape implements Shape<ScenariosShape.Group> {

    /** Scenarios beside their programme's status. */
    record Group(Status programme, List<PlanDocument.Scenario> scenarios) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Group group && group.scenarios.equals(scenarios);
        }

        @Override
        public int hashCode() {
            return scenarios.hashCode();
        }
    }

    private static final int MOST = 2_000;

    private final ListShape<PlanDocument.Scenario> list =
            ListShape.declaring(Kind.SCENARIO, new Inheriting(), MOST);

    @Override
    public @Nullable Group read(Cursor cursor) {
        var scenarios = list.read(cursor);
        return scenarios == null ? null : new Group(Status.DRAFT, scenarios);
    }

    @Override
    public Object write(Group group) {
        return group.scenarios.stream()
                .map(
                        scenario -> {
                            var tree =
                                    new LinkedHashMap<Object, Object>(
                                            (Map<?, ?>) ProgrammeShapes.SCENARIO.write(scenario));
                            if (scenario.status() == group.programme) {
                                tree.remove("status");
                            }
                            return tree;
                        })
                .toList();
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return list.schema(definitions);
    }

    /** Fills the programme's status in. */
    private static final class Inheriting implements Shape<PlanDocument.Scenario> {
        @Override
        public PlanDocument.@Nullable Scenario read(Cursor cursor) {
            if (cursor.value() instanceof Map<?, ?> map && map.get("status") == null) {
                var filled = new LinkedHashMap<Object, @Nullable Object>(map);
                filled.put("status", cursor.journal().programmeStatus());
                return ProgrammeShapes.SCENARIO.read(cursor.with(filled));
            }
            return ProgrammeShapes.SCENARIO.read(cursor);
        }

        @Override
        public Object write(PlanDocument.Scenario value) {
            return ProgrammeShapes.SCENARIO.write(value);
        }

        @Override
        public Map<String, Object> schema(Definitions definitions) {
            return ProgrammeShapes.SCENARIO.schema(definitions);
        }
    }
}
