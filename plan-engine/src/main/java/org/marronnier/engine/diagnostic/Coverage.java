package org.marronnier.engine.diagnostic;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the plan speaks: stages across, touchpoints of the customer's life down.
 *
 * @param campaigns how many campaigns reach each stage, by its key
 */
public record Coverage(List<String> stages, List<Row> rows, Map<String, Integer> campaigns) {

    public Coverage {
        stages = List.copyOf(stages);
        rows = List.copyOf(rows);
        campaigns = Map.copyOf(campaigns);
    }

    /**
     * A touchpoint.
     *
     * @param touchpoint its key, which the conventions may not know; null for the programmes that
     *     name none
     * @param cells one a stage, in order
     */
    public record Row(@Nullable String touchpoint, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A touchpoint at a stage.
     *
     * @param programmes the keys of those that speak there, in the order of the plan
     */
    public record Cell(String stage, List<String> programmes, Voice voice) {
        public Cell {
            programmes = List.copyOf(programmes);
        }
    }

    /** Whether somebody speaks. */
    public enum Voice {
        /** A scenario is approved or live. */
        SPOKEN,
        /** A programme is there, and nothing of it may run yet. */
        PLANNED,
        /** Contacts live there, and nobody speaks. */
        SILENT,
        /** Nobody speaks, and nothing says that somebody should. */
        IDLE
    }

    /** Whether any programme speaks, or is planned, at a stage. */
    public boolean hasProgramme(String stage) {
        return rows.stream()
                .flatMap(row -> row.cells().stream())
                .anyMatch(cell -> cell.stage().equals(stage) && !cell.programmes().isEmpty());
    }
}
