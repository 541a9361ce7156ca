package org.marronnier.store.imports;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Checks a row and writes it into a batch in the binary form of COPY; one for each kind of file.
 */
abstract sealed class Encoder permits ContactEncoder, ConsentEncoder, EventEncoder {

    private static final int LONGEST_ID = 200;
    static final int LONGEST_WORD = 100;
    static final int LONGEST_TEXT = 500;

    private final ImportKind kind;
    private Aliases aliases = Aliases.NONE;

    Encoder(ImportKind kind) {
        this.kind = kind;
    }

    /** Rows of merged contacts are written as their survivors'. */
    final Encoder redirecting(Aliases merged) {
        this.aliases = merged;
        return this;
    }

    /** Adds the row to the batch, or its refusal. */
    final void encode(Row row, Batch batch) {
        batch.start(row.line);
        var refusal = write(row, batch);
        if (refusal == null) {
            batch.finish();
        } else {
            batch.undo();
            batch.refuse(refusal);
        }
    }

    abstract @Nullable Refusal write(Row row, Batch batch);

    final Refusal refuse(Row row, int field, RefusalReason reason) {
        return new Refusal(row.line, kind.fields().get(field), Row.orNull(row.text(field)), reason);
    }

    /** Writes the key. */
    final @Nullable Refusal key(Row row, Batch batch) {
        var survivor =
                row.length[0] <= 0 ? null : aliases.of(row.bytes, row.start[0], row.length[0]);
        @Nullable Refusal refusal = null;
        if (survivor == null) {
            refusal = id(row, batch, 0);
        } else {
            batch.data.putInt(survivor.length);
            batch.data.put(survivor);
        }
        batch.startBody();
        return refusal;
    }

    final @Nullable Refusal id(Row row, Batch batch, int field) {
        return word(row, batch, field, LONGEST_ID);
    }

    /** Writes a field that must be there. */
    final @Nullable Refusal word(Row row, Batch batch, int field, int longest) {
        if (row.length[field] <= 0) {
            return refuse(row, field, RefusalReason.MISSING);
        }
        return text(row, batch, field, longest);
    }

    /** Writes a field that may be empty or absent. */
    final @Nullable Refusal text(Row row, Batch batch, int field, int longest) {
        int length = row.length[field];
        if (length <= 0) {
            batch.data.putInt(-1);
            return null;
        }
        if (length > longest && Utf8.length(row.bytes, row.start[field], length) > longest) {
            return refuse(row, field, RefusalReason.TOO_LONG);
        }
        batch.data.putInt(length);
        batch.data.put(row.bytes, row.start[field], length);
        return null;
    }

    final @Nullable Refusal instant(Row row, Batch batch, int field) {
        if (row.length[field] <= 0) {
            return refuse(row, field, RefusalReason.MISSING);
        }
        long micros = InstantSyntax.micros(row.bytes, row.start[field], row.length[field]);
        if (micros == InstantSyntax.BAD) {
            return refuse(row, field, RefusalReason.BAD_INSTANT);
        }
        batch.data.putInt(8);
        batch.data.putLong(micros);
        return null;
    }

    /** Writes the value of a closed list, whatever its case. */
    final @Nullable Refusal oneOf(
            Row row, Batch batch, int field, byte[][] words, RefusalReason reason) {
        int length = row.length[field];
        if (length <= 0) {
            return refuse(row, field, RefusalReason.MISSING);
        }
        for (var word : words) {
            if (equalsIgnoringCase(word, row.bytes, row.start[field], length)) {
                batch.data.putInt(word.length);
                batch.data.put(word);
                return null;
            }
        }
        return refuse(row, field, reason);
    }

    /** Writes the other fields as JSON. */
    final void json(Row row, Batch batch) {
        batch.data.putInt(row.more.size + 3);
        batch.data.put(1);
        batch.data.put('{');
        batch.data.put(row.more.array, 0, row.more.size);
        batch.data.put('}');
    }

    static byte[][] words(Enum<?>[] values) {
        var words = new byte[values.length][];
        for (int i = 0; i < values.length; i++) {
            words[i] = values[i].name().getBytes(StandardCharsets.US_ASCII);
        }
        return words;
    }

    private static boolean equalsIgnoringCase(byte[] word, byte[] bytes, int from, int length) {
        if (word.length != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            byte b = bytes[from + i];
            if (word[i] != (b >= 'a' && b <= 'z' ? b - 32 : b)) {
                return false;
            }
        }
        return true;
    }
}
