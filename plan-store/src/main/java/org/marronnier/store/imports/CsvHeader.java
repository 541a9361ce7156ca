package org.marronnier.store.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;

/**
 * The first line of a CSV file that is not empty.
 *
 * @param fields of each column, its known field, or -1
 */
record CsvHeader(byte separator, List<String> names, int[] fields) {

    /**
     * @throws UnreadableImport where the columns are not those of the kind
     */
    static CsvHeader read(Lines lines, ImportKind kind) throws IOException {
        do {
            if (!lines.next()) {
                throw new UnreadableImport(ImportFailure.EMPTY, "");
            }
        } while (lines.end == lines.start);
        if (lines.tooLong) {
            throw new UnreadableImport(ImportFailure.NO_HEADER, "it is longer than 1 MB");
        }
        if (!Utf8.isWellFormed(lines.buffer, lines.start, lines.end)) {
            throw new UnreadableImport(ImportFailure.NOT_UTF8, "broken bytes in the header");
        }
        byte separator = separator(lines);
        var names = names(lines, separator);
        return new CsvHeader(separator, names, fields(names, kind));
    }

    /** Reads one record of text, whose quotes may hold separators and line breaks. */
    static CsvRecord parse(String text, byte separator) {
        return CsvReader.builder()
                .fieldSeparator((char) separator)
                .skipEmptyLines(false)
                .maxBufferSize(2 * Lines.LONGEST)
                .ofCsvRecord(text)
                .iterator()
                .next();
    }

    private static byte separator(Lines lines) {
        int[] counts = new int[128];
        boolean inside = false;
        for (int i = lines.start; i < lines.end; i++) {
            byte b = lines.buffer[i];
            if (b == '"') {
                inside = !inside;
            } else if (b > 0 && !inside) {
                counts[b]++;
            }
        }
        byte most = ',';
        for (byte candidate : new byte[] {';', '\t'}) {
            if (counts[candidate] > counts[most]) {
                most = candidate;
            }
        }
        return most;
    }

    private static List<String> names(Lines lines, byte separator) {
        try {
            return parse(lines.text(), separator).getFields().stream().map(String::strip).toList();
        } catch (CsvParseException faulty) {
            throw new UnreadableImport(ImportFailure.NO_HEADER, "its quotes do not match");
        }
    }

    private static int[] fields(List<String> names, ImportKind kind) {
        var fields = new int[names.size()];
        var seen = new HashSet<String>();
        for (int i = 0; i < fields.length; i++) {
            var name = names.get(i);
            if (name.isEmpty()) {
                throw new UnreadableImport(ImportFailure.UNNAMED_COLUMN, Integer.toString(i + 1));
            }
            if (!seen.add(name)) {
                throw new UnreadableImport(ImportFailure.REPEATED_COLUMN, name);
            }
            fields[i] = kind.fields().indexOf(name);
            if (fields[i] < 0 && !kind.takesMore()) {
                throw new UnreadableImport(ImportFailure.UNKNOWN_COLUMN, name);
            }
        }
        for (var required : kind.requiredFields()) {
            if (!seen.contains(required)) {
                throw new UnreadableImport(ImportFailure.MISSING_COLUMN, required);
            }
        }
        return fields;
    }
}
