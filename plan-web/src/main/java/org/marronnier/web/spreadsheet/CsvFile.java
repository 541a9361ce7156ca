package org.marronnier.web.spreadsheet;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.marronnier.web.shell.CsvText;

/**
 * A CSV file: semicolons, commas or tabs, whichever its first lines use; UTF-8, UTF-16 with its
 * mark, or else Windows-1252, which spreadsheet programs write in Western Europe.
 */
final class CsvFile implements SheetFile {

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final char[] SEPARATORS = {';', ',', '\t'};
    private static final int LOOKED_AT = 64 << 10;

    private final String text;
    private final char separator;

    private CsvFile(String text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    /** Whether this can be a text at all: one in UTF-16, or one without a zero. */
    static boolean isText(byte[] bytes) {
        if (isUtf16(bytes)) {
            return true;
        }
        for (int i = 0; i < Math.min(bytes.length, LOOKED_AT); i++) {
            if (bytes[i] == 0) {
                return false;
            }
        }
        return true;
    }

    static CsvFile open(byte[] bytes) {
        var text = decode(bytes);
        return new CsvFile(text, separator(text));
    }

    @Override
    public List<String> sheets() {
        return List.of("");
    }

    @Override
    public boolean countsFrom1904() {
        return false;
    }

    @Override
    public void read(int sheet, Rows rows) throws IOException, UnreadableSheet {
        int count = 0;
        long line = 1;
        try (var csv =
                CsvReader.builder()
                        .fieldSeparator(separator)
                        .skipEmptyLines(true)
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .allowExtraCharsAfterClosingQuote(true)
                        .allowUnclosedQuote(false)
                        .maxBufferSize(1 << 20)
                        .ofCsvRecord(text)) {
            for (var each : csv) {
                line = each.getStartingLineNumber();
                if (++count > Limits.ROWS + Limits.HEADERS) {
                    throw new UnreadableSheet(UnreadableSheet.Why.TOO_MANY_ROWS, Limits.ROWS);
                }
                var row = row(each);
                if (!row.isBlank() && !rows.take(row)) {
                    return;
                }
            }
        } catch (CsvParseException _) {
            throw new UnreadableSheet(UnreadableSheet.Why.BROKEN_CSV, line + 1);
        }
    }

    private static SheetRow row(CsvRecord written) throws UnreadableSheet {
        if (written.getFieldCount() > Limits.COLUMNS) {
            throw new UnreadableSheet(UnreadableSheet.Why.TOO_MANY_COLUMNS, Limits.COLUMNS);
        }
        var cells = new ArrayList<Cell>(written.getFieldCount());
        for (var field : written.getFields()) {
            if (field.length() > Limits.TEXT) {
                throw new UnreadableSheet(UnreadableSheet.Why.TEXT_TOO_LONG, Limits.TEXT);
            }
            cells.add(Cell.of(CsvText.original(field)));
        }
        return new SheetRow(Math.toIntExact(written.getStartingLineNumber()), cells);
    }

    private static String decode(byte[] bytes) {
        if (isUtf16(bytes)) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        try {
            var text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException _) {
            return new String(bytes, WINDOWS);
        }
    }

    private static boolean isUtf16(byte[] bytes) {
        return bytes.length >= 2
                && ((bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe)
                        || (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff));
    }

    /** The sign that stands most often outside quotes on the first lines. */
    private static char separator(String text) {
        var counts = new int[SEPARATORS.length];
        boolean quoted = false;
        int lines = 0;
        for (int i = 0; i < text.length() && lines < Limits.HEADERS; i++) {
            char sign = text.charAt(i);
            if (sign == '"') {
                quoted = !quoted;
            } else if (!quoted && sign == '\n') {
                lines++;
            } else if (!quoted) {
                for (int each = 0; each < SEPARATORS.length; each++) {
                    counts[each] += sign == SEPARATORS[each] ? 1 : 0;
                }
            }
        }
        int best = 0;
        for (int each = 1; each < SEPARATORS.length; each++) {
            best = counts[each] > counts[best] ? each : best;
        }
        return SEPARATORS[best];
    }
}
