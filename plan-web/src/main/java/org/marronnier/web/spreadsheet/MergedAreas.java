package org.marronnier.web.spreadsheet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The areas of a sheet whose cells were merged. What such an area says stands in its first cell
 * alone; a reader of the sheet means every row beside it.
 */
final class MergedAreas {

    static final MergedAreas NONE = new MergedAreas(List.of());

    /**
     * The areas of some rows of one column.
     *
     * @param top the number of the first row, from 1
     */
    record Area(int column, int top, int bottom) {}

    private static final Pattern AREA =
            Pattern.compile(
                    "mergeCell [^>]{0,200}?ref=[\"']([A-Z]{1,3})(\\d{1,7}):[A-Z]{1,3}(\\d{1,7})[\"']");
    private static final byte[] MARK = "mergeCell ".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST = 256;

    private final List<Area> areas;

    private MergedAreas(List<Area> areas) {
        this.areas = areas.stream().sorted(Comparator.comparingInt(Area::top)).toList();
    }

    /**
     * Reads a sheet to its end. The areas come after all rows, so that the rows cannot be read at
     * the same time; they are found by their mark alone, many times faster than by reading XML.
     */
    static MergedAreas read(InputStream sheet) throws IOException, UnreadableSheet {
        var areas = new ArrayList<Area>();
        var buffer = new byte[64 << 10];
        int kept = 0;
        int read;
        while ((read = sheet.read(buffer, kept, buffer.length - kept)) >= 0) {
            int end = kept + read;
            int done = find(buffer, end, areas);
            kept = end - done;
            System.arraycopy(buffer, done, buffer, 0, kept);
        }
        return new MergedAreas(areas);
    }

    /** Fills what merging left blank, row after row. */
    Filling filling() {
        return new Filling();
    }

    /** Returns up to where nothing more can begin. */
    private static int find(byte[] buffer, int end, List<Area> areas) throws UnreadableSheet {
        int at = 0;
        while (at + LONGEST <= end) {
            if (buffer[at] == MARK[0] && isMark(buffer, at)) {
                add(new String(buffer, at, LONGEST, StandardCharsets.ISO_8859_1), areas);
            }
            at++;
        }
        return at;
    }

    private static boolean isMark(byte[] buffer, int at) {
        for (int i = 1; i < MARK.length; i++) {
            if (buffer[at + i] != MARK[i]) {
                return false;
            }
        }
        return true;
    }

    private static void add(String text, List<Area> areas) throws UnreadableSheet {
        var found = AREA.matcher(text);
        if (!found.lookingAt()) {
            return;
        }
        int top = Integer.parseInt(found.group(2));
        int bottom = Integer.parseInt(found.group(3));
        if (bottom > top) {
            areas.add(new Area(column(found.group(1)), top, bottom));
        }
        if (areas.size() > Limits.MERGED_AREAS) {
            throw new UnreadableSheet(UnreadableSheet.Why.BOMB);
        }
    }

    private static int column(String letters) {
        int column = 0;
        for (char letter : letters.toCharArray()) {
            column = column * 26 + letter - 'A' + 1;
        }
        return column - 1;
    }

    /** What the merged areas say at the row that was reached. */
    final class Filling {

        private final Map<Integer, Area> open = new HashMap<>();
        private final Map<Integer, Cell> said = new HashMap<>();
        private int next;

        /** The row with each blank cell of a merged area saying what the area says. */
        SheetRow fill(SheetRow row) {
            if (areas.isEmpty()) {
                return row;
            }
            while (next < areas.size() && areas.get(next).top() <= row.line()) {
                var area = areas.get(next++);
                open.put(area.column(), area);
                said.put(area.column(), Cell.BLANK);
            }
            open.values().removeIf(area -> area.bottom() < row.line());
            if (open.isEmpty()) {
                return row;
            }
            var cells = new ArrayList<>(row.cells());
            for (var area : open.values()) {
                if (area.column() >= Limits.COLUMNS) {
                    continue;
                }
                while (cells.size() <= area.column()) {
                    cells.add(Cell.BLANK);
                }
                if (area.top() == row.line()) {
                    said.put(area.column(), cells.get(area.column()));
                } else if (cells.get(area.column()).isBlank()) {
                    cells.set(area.column(), said.getOrDefault(area.column(), Cell.BLANK));
                }
            }
            return new SheetRow(row.line(), cells);
        }
    }
}
