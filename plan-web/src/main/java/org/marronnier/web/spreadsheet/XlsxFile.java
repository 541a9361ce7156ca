package org.marronnier.web.spreadsheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * A workbook of the kind that spreadsheet programs have written since 2007. Its parts are unpacked
 * and counted once before anything is read; rows are then streamed. A formula is worth the result
 * that was kept with it. What the library throws where a file is not as it should be is of many
 * kinds, and means one thing: the file is broken.
 */
final class XlsxFile implements SheetFile {

    private final byte[] bytes;
    private final Parts parts;
    private final List<String> sheets;
    private final boolean from1904;

    private XlsxFile(byte[] bytes, Parts parts, List<String> sheets, boolean from1904) {
        this.bytes = bytes;
        this.parts = parts;
        this.sheets = List.copyOf(sheets);
        this.from1904 = from1904;
    }

    static XlsxFile open(byte[] bytes) throws UnreadableSheet {
        var parts = Parts.check(bytes);
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes))) {
            var sheets = workbook.getSheets().map(Sheet::getName).toList();
            if (sheets.isEmpty() || sheets.size() > Limits.SHEETS) {
                throw new UnreadableSheet(UnreadableSheet.Why.NO_SHEET);
            }
            return new XlsxFile(bytes, parts, sheets, workbook.isDate1904());
        } catch (IOException | RuntimeException _) {
            throw new UnreadableSheet(UnreadableSheet.Why.BROKEN);
        }
    }

    @Override
    public List<String> sheets() {
        return sheets;
    }

    @Override
    public boolean countsFrom1904() {
        return from1904;
    }

    @Override
    public void read(int sheet, Rows rows) throws UnreadableSheet {
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes));
                var stream =
                        workbook.getSheet(sheet)
                                .orElseThrow(
                                        () -> new UnreadableSheet(UnreadableSheet.Why.NO_SHEET))
                                .openStream()) {
            read(stream.iterator(), parts.merged(sheet).filling(), rows);
        } catch (IOException | RuntimeException _) {
            throw new UnreadableSheet(UnreadableSheet.Why.BROKEN);
        }
    }

    private static void read(Iterator<Row> written, MergedAreas.Filling filling, Rows rows)
            throws UnreadableSheet {
        int count = 0;
        while (written.hasNext()) {
            var row = filling.fill(row(written.next()));
            if (row.isBlank()) {
                continue;
            }
            if (++count > Limits.ROWS + Limits.HEADERS) {
                throw new UnreadableSheet(UnreadableSheet.Why.TOO_MANY_ROWS, Limits.ROWS);
            }
            if (!rows.take(row)) {
                return;
            }
        }
    }

    private static SheetRow row(Row written) throws UnreadableSheet {
        var cells = new ArrayList<Cell>();
        for (int i = 0; i < written.getCellCount(); i++) {
            @Nullable Cell cell = cell(written.getCell(i));
            if (cell == null || cell.isBlank()) {
                continue;
            }
            if (i >= Limits.COLUMNS) {
                throw new UnreadableSheet(UnreadableSheet.Why.TOO_MANY_COLUMNS, Limits.COLUMNS);
            }
            while (cells.size() < i) {
                cells.add(Cell.BLANK);
            }
            cells.add(cell);
        }
        return new SheetRow(written.getRowNum(), cells);
    }

    private static @Nullable Cell cell(org.dhatim.fastexcel.reader.@Nullable Cell written)
            throws UnreadableSheet {
        if (written == null || written.getType() == CellType.EMPTY) {
            return null;
        }
        if (written.getType() == CellType.ERROR) {
            return new Cell.Broken(written.getRawValue());
        }
        return switch (written.getValue()) {
            case null -> written.getFormula() == null ? null : new Cell.Broken("");
            case BigDecimal number -> new Cell.Amount(number);
            case Boolean truth -> new Cell.Truth(truth);
            case String text -> text(text);
            default -> null;
        };
    }

    private static Cell text(String text) throws UnreadableSheet {
        if (text.length() > Limits.TEXT) {
            throw new UnreadableSheet(UnreadableSheet.Why.TEXT_TOO_LONG, Limits.TEXT);
        }
        return Cell.of(text);
    }
}
