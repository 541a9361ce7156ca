package org.marronnier.web.spreadsheet;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.marronnier.web.shell.PlainText;

/** Guesses what the columns of a sheet say from their headers, in French or English. */
final class Guessing {

    private Guessing() {}

    /**
     * The columns that headers mean, each at most once: a header that is the very word for a column
     * comes before one that only holds it.
     */
    static List<@Nullable Column> columns(List<String> headers) {
        var plain = headers.stream().map(PlainText::of).toList();
        var columns = new ArrayList<@Nullable Column>();
        plain.forEach(_ -> columns.add(null));
        var taken = EnumSet.noneOf(Column.class);
        for (int i = 0; i < plain.size(); i++) {
            take(i, exact(plain.get(i)), columns, taken);
        }
        for (int i = 0; i < plain.size(); i++) {
            if (columns.get(i) == null) {
                take(i, holding(plain.get(i)), columns, taken);
            }
        }
        return columns;
    }

    /** The row among these that looks most like headers; the first where none does. */
    static int headerRow(List<SheetRow> rows) {
        int best = 0;
        long most = 0;
        for (int i = 0; i < rows.size(); i++) {
            var known = known(rows.get(i));
            if (known > most) {
                best = i;
                most = known;
            }
        }
        return best;
    }

    private static long known(SheetRow row) {
        return row.cells().stream()
                .filter(Cell.Text.class::isInstance)
                .map(cell -> exact(PlainText.of(cell.shown())))
                .filter(column -> column != null)
                .distinct()
                .count();
    }

    private static void take(
            int at, @Nullable Column column, List<@Nullable Column> columns, Set<Column> taken) {
        if (column != null && taken.add(column)) {
            columns.set(at, column);
        }
    }

    private static @Nullable Column exact(String header) {
        for (var column : Column.values()) {
            if (column.headers().contains(header)) {
                return column;
            }
        }
        return null;
    }

    /** The column whose word the header begins with, the longest word first. */
    private static @Nullable Column holding(String header) {
        @Nullable Column best = null;
        int longest = 0;
        for (var column : Column.values()) {
            for (var word : column.headers()) {
                if (word.length() > longest && (header + " ").startsWith(word + " ")) {
                    best = column;
                    longest = word.length();
                }
            }
        }
        return best;
    }
}
