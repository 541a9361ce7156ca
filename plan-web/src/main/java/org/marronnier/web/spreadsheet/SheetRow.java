package org.marronnier.web.spreadsheet;

import java.util.List;

/**
 * A row of a sheet that has something in it.
 *
 * @param line its number, as a spreadsheet or an editor shows it
 */
record SheetRow(int line, List<Cell> cells) {

    SheetRow {
        cells = List.copyOf(cells);
    }

    /** The cell of a column, which may lie beyond the last that was written. */
    Cell cell(int column) {
        return column < cells.size() ? cells.get(column) : Cell.BLANK;
    }

    boolean isBlank() {
        return cells.stream().allMatch(Cell::isBlank);
    }
}
