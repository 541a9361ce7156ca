package org.marronnier.store.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file with a header (RFC 4180; comma, semicolon or tab, whichever the header uses).
 *
 * <p>A line without any quote holds nothing to interpret but separators, and is split as it lies in
 * the buffer. A record with a quote is read by FastCSV. Where the quotes of a record do not match,
 * only its first line is refused, and reading goes on with the second.
 */
final class CsvRows implements Rows {

    private static final int MOST_LINES = 10_000;

    private final Lines lines;
    private final Row row;
    private final byte separator;

    /** Of each column, its known field, or -1. */
    private final int[] field;

    private final String[] name;
    private final byte[][] key;
    private final int[] from;
    private final int[] to;
    private final Bytes unquoted = new Bytes(4096);
    private @Nullable Refusal refusal;

    /** Reads the header. */
    CsvRows(Lines lines, ImportKind kind) throws IOException {
        this.lines = lines;
        this.row = new Row(kind.fields().size());
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
        separator = separator();
        var names = header();
        field = new int[names.size()];
        name = names.toArray(String[]::new);
        key = new byte[names.size()][];
        from = new int[names.size()];
        to = new int[names.size()];
        var seen = new HashSet<String>();
        for (int i = 0; i < name.length; i++) {
            if (name[i].isEmpty()) {
                throw new UnreadableImport(ImportFailure.UNNAMED_COLUMN, Integer.toString(i + 1));
            }
            if (!seen.add(name[i])) {
                throw new UnreadableImport(ImportFailure.REPEATED_COLUMN, name[i]);
            }
            field[i] = kind.fields().indexOf(name[i]);
            if (field[i] < 0 && !kind.takesMore()) {
                throw new UnreadableImport(ImportFailure.UNKNOWN_COLUMN, name[i]);
            }
            key[i] = name[i].getBytes(StandardCharsets.UTF_8);
        }
        for (var required : kind.requiredFields()) {
            if (!seen.contains(required)) {
                throw new UnreadableImport(ImportFailure.MISSING_COLUMN, required);
            }
        }
    }

    @Override
    public Row row() {
        return row;
    }

    @Override
    public @Nullable Refusal refusal() {
        return refusal;
    }

    @Override
    public boolean sameShape() {
        return true;
    }

    @Override
    public Step next() throws IOException {
        do {
            if (!lines.next()) {
                return Step.END;
            }
        } while (lines.end == lines.start);
        if (lines.tooLong) {
            return refuse(RefusalReason.LINE_TOO_LONG);
        }
        row.clear();
        row.line = lines.number;
        var bytes = lines.buffer;
        int column = 0;
        int begin = lines.start;
        int all = 0;
        boolean quote = false;
        boolean nul = false;
        for (int i = lines.start; i < lines.end; i++) {
            byte b = bytes[i];
            all |= b;
            if (b == separator) {
                if (column < from.length) {
                    from[column] = begin;
                    to[column] = i;
                }
                column++;
                begin = i + 1;
            } else if (b == '"') {
                quote = true;
                break;
            } else if (b == 0) {
                nul = true;
            }
        }
        if (quote) {
            return quoted();
        }
        if (column < from.length) {
            from[column] = begin;
            to[column] = lines.end;
        }
        column++;
        if (nul) {
            return refuse(RefusalReason.NUL);
        }
        if (all < 0 && !Utf8.isWellFormed(bytes, lines.start, lines.end)) {
            for (int i = 0; i < Math.min(column, from.length); i++) {
                if (!Utf8.isWellFormed(bytes, from[i], to[i])) {
                    return refuse(name[i], text(from[i], to[i]), RefusalReason.BAD_UTF8);
                }
            }
            return refuse(RefusalReason.BAD_UTF8);
        }
        if (column != from.length) {
            return refuse(RefusalReason.BAD_NUMBER_OF_FIELDS);
        }
        fill(bytes);
        return Step.ROW;
    }

    /** A record that holds a quote. */
    private Step quoted() throws IOException {
        int most = MOST_LINES;
        while (isOpen(lines.buffer, lines.start, lines.end)) {
            if (--most == 0 || !lines.extend()) {
                lines.shrink();
                return refuse(RefusalReason.UNTERMINATED_QUOTE);
            }
        }
        CsvRecord fields;
        try {
            fields = parse(text(lines.start, lines.end));
        } catch (CsvParseException faulty) {
            lines.shrink();
            return refuse(RefusalReason.BAD_QUOTE);
        }
        for (int i = lines.start; i < lines.end; i++) {
            if (lines.buffer[i] == 0) {
                return refuse(RefusalReason.NUL);
            }
        }
        if (!Utf8.isWellFormed(lines.buffer, lines.start, lines.end)) {
            return refuse(RefusalReason.BAD_UTF8);
        }
        if (fields.getFieldCount() != field.length) {
            return refuse(RefusalReason.BAD_NUMBER_OF_FIELDS);
        }
        unquoted.clear();
        for (int i = 0; i < field.length; i++) {
            from[i] = unquoted.size;
            unquoted.put(fields.getField(i).getBytes(StandardCharsets.UTF_8));
            to[i] = unquoted.size;
        }
        fill(unquoted.array);
        return Step.ROW;
    }

    /** Whether the bytes end inside a quoted field. */
    private boolean isOpen(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end) {
            if (bytes[i] == '"') {
                i++;
                while (true) {
                    while (i < end && bytes[i] != '"') {
                        i++;
                    }
                    if (i >= end) {
                        return true;
                    }
                    if (i + 1 < end && bytes[i + 1] == '"') {
                        i += 2;
                    } else {
                        i++;
                        break;
                    }
                }
            }
            while (i < end && bytes[i] != separator) {
                i++;
            }
            i++;
        }
        return false;
    }

    private CsvRecord parse(String text) {
        Iterator<CsvRecord> records =
                CsvReader.builder()
                        .fieldSeparator((char) separator)
                        .skipEmptyLines(false)
                        .maxBufferSize(2 * Lines.LONGEST)
                        .ofCsvRecord(text)
                        .iterator();
        return records.next();
    }

    private void fill(byte[] bytes) {
        row.bytes = bytes;
        for (int i = 0; i < field.length; i++) {
            int length = to[i] - from[i];
            if (field[i] >= 0) {
                row.start[field[i]] = from[i];
                row.length[field[i]] = length;
                row.strip(field[i]);
            } else if (length == 0) {
                row.clears(key[i]);
            } else {
                row.startMore(key[i]);
                if (isLiteral(bytes, from[i], length)) {
                    row.more.put(bytes, from[i], length);
                } else {
                    row.more.putJson(bytes, from[i], length);
                }
            }
        }
    }

    /**
     * Whether a cell goes in as a JSON number or boolean: plain decimals of at most 30 characters
     * without leading zeros, sign plus or exponent ({@code 007}, {@code +33} and {@code 12E4} are
     * codes, not numbers).
     */
    static boolean isLiteral(byte[] bytes, int from, int length) {
        byte first = bytes[from];
        if (first == 't') {
            return length == 4
                    && bytes[from + 1] == 'r'
                    && bytes[from + 2] == 'u'
                    && bytes[from + 3] == 'e';
        }
        if (first == 'f') {
            return length == 5
                    && bytes[from + 1] == 'a'
                    && bytes[from + 2] == 'l'
                    && bytes[from + 3] == 's'
                    && bytes[from + 4] == 'e';
        }
        int i = first == '-' ? from + 1 : from;
        int end = from + length;
        if (length > 30 || i == end || bytes[i] < '0' || bytes[i] > '9') {
            return false;
        }
        if (bytes[i] == '0' && i + 1 < end && bytes[i + 1] != '.') {
            return false;
        }
        boolean point = false;
        boolean zero = true;
        for (; i < end; i++) {
            byte b = bytes[i];
            if (b == '.' && !point && i + 1 < end) {
                point = true;
            } else if (b < '0' || b > '9') {
                return false;
            } else if (b != '0') {
                zero = false;
            }
        }
        return !(zero && first == '-');
    }

    private Step refuse(RefusalReason reason) {
        return refuse(null, text(lines.start, lines.end), reason);
    }

    private Step refuse(@Nullable String column, String value, RefusalReason reason) {
        refusal = new Refusal(lines.number, column, value, reason);
        return Step.REFUSED;
    }

    private String text(int start, int end) {
        return new String(lines.buffer, start, end - start, StandardCharsets.UTF_8);
    }

    private byte separator() {
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

    private List<String> header() {
        try {
            return parse(text(lines.start, lines.end)).getFields().stream()
                    .map(String::strip)
                    .toList();
        } catch (CsvParseException faulty) {
            throw new UnreadableImport(ImportFailure.NO_HEADER, "its quotes do not match");
        }
    }
}
