package org.marronnier.store.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.marronnier.store.copy.Bytes;

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
        var header = CsvHeader.read(lines, kind);
        separator = header.separator();
        field = header.fields();
        name = header.names().toArray(String[]::new);
        key = new byte[name.length][];
        for (int i = 0; i < name.length; i++) {
            key[i] = name[i].getBytes(StandardCharsets.UTF_8);
        }
        from = new int[name.length];
        to = new int[name.length];
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
            fields = CsvHeader.parse(lines.text(), separator);
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
                if (JsonLiteral.is(bytes, from[i], length)) {
                    row.more.put(bytes, from[i], length);
                } else {
                    row.more.putJson(bytes, from[i], length);
                }
            }
        }
    }

    private Step refuse(RefusalReason reason) {
        return refuse(null, lines.text(), reason);
    }

    private Step refuse(@Nullable String column, String value, RefusalReason reason) {
        refusal = new Refusal(lines.number, column, value, reason);
        return Step.REFUSED;
    }

    private String text(int start, int end) {
        return new String(lines.buffer, start, end - start, StandardCharsets.UTF_8);
    }
}
