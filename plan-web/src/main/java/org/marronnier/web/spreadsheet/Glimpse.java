package org.marronnier.web.spreadsheet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person sees of a sheet while saying how it is read.
 *
 * @param header the line that the headers stand on
 */
record Glimpse(List<String> sheets, int sheet, int header, List<Head> heads) {

    private static final int SAMPLES = 3;
    private static final int LONGEST = 60;

    /** A column: its header and the first things that stand below it. */
    record Head(String header, List<String> samples) {}

    /**
     * Looks at the top of a sheet.
     *
     * @param sheet null for the first that has a row
     * @param header the line of the headers; null to look for it
     */
    static Glimpse of(SheetFile file, @Nullable Integer sheet, @Nullable Integer header)
            throws IOException, UnreadableSheet {
        int first = sheet == null ? 0 : sheet;
        int last = sheet == null ? file.sheets().size() - 1 : sheet;
        for (int i = first; i <= last; i++) {
            var top = top(file, i);
            if (!top.isEmpty()) {
                return of(file.sheets(), i, top, header);
            }
        }
        if (sheet == null) {
            throw new UnreadableSheet(UnreadableSheet.Why.EMPTY);
        }
        return new Glimpse(file.sheets(), sheet, 1, List.of());
    }

    List<String> headers() {
        return heads.stream().map(Head::header).toList();
    }

    private static List<SheetRow> top(SheetFile file, int sheet)
            throws IOException, UnreadableSheet {
        var top = new ArrayList<SheetRow>();
        file.read(
                sheet,
                row -> {
                    top.add(row);
                    return top.size() < Limits.HEADERS + SAMPLES * 3;
                });
        return top;
    }

    private static Glimpse of(
            List<String> sheets, int sheet, List<SheetRow> top, @Nullable Integer header) {
        int at =
                header == null
                        ? Guessing.headerRow(top.subList(0, Math.min(top.size(), Limits.HEADERS)))
                        : place(top, header);
        var heading = top.get(at);
        var below = top.subList(at + 1, top.size());
        int columns =
                top.subList(at, top.size()).stream()
                        .mapToInt(row -> row.cells().size())
                        .max()
                        .orElse(0);
        var heads = new ArrayList<Head>();
        for (int i = 0; i < columns; i++) {
            heads.add(head(heading.cell(i), i, below));
        }
        return new Glimpse(sheets, sheet, heading.line(), heads);
    }

    /** The row that stands on a line, or the nearest below it. */
    private static int place(List<SheetRow> top, int line) {
        for (int i = 0; i < top.size(); i++) {
            if (top.get(i).line() >= line) {
                return i;
            }
        }
        return top.size() - 1;
    }

    private static Head head(Cell header, int column, List<SheetRow> below) {
        var samples =
                below.stream()
                        .map(row -> row.cell(column).shown())
                        .filter(text -> !text.isEmpty())
                        .distinct()
                        .limit(SAMPLES)
                        .map(Glimpse::cut)
                        .toList();
        return new Head(cut(header.shown()), samples);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
