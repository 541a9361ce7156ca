package org.marronnier.web.enrolment;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.marronnier.web.enrolment.LiveView.Row;
import org.marronnier.web.shell.Figures;

/** Lines of a small table of counts, as they are found. */
final class Rows {

    private final List<Row> rows = new ArrayList<>();
    private final Figures figures;

    Rows(Figures figures) {
        this.figures = figures;
    }

    /** Adds a line, even of none. */
    void put(String label, long n, String tone, @Nullable String href) {
        rows.add(new Row(label, figures.number(n), tone, href));
    }

    /** Adds a line where there is something to count. */
    void add(String label, long n, String tone, @Nullable String href) {
        if (n > 0) {
            put(label, n, tone, href);
        }
    }

    List<Row> toList() {
        return List.copyOf(rows);
    }
}
