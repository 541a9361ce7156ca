package org.marronnier.store.imports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A file with one JSON object a line; null means empty, a field that is not there leaves alone what
 * is stored.
 */
final class JsonRows implements Rows {

    private final Lines lines;
    private final JsonObjects objects;
    private @Nullable Refusal refusal;

    JsonRows(Lines lines, ImportKind kind) {
        this.lines = lines;
        this.objects = new JsonObjects(kind);
    }

    @Override
    public Row row() {
        return objects.row;
    }

    @Override
    public @Nullable Refusal refusal() {
        return refusal;
    }

    @Override
    public boolean sameShape() {
        return false;
    }

    @Override
    public Step next() throws IOException {
        do {
            if (!lines.next()) {
                return Step.END;
            }
        } while (lines.end == lines.start);
        refusal =
                lines.tooLong
                        ? new Refusal(lines.number, null, line(), RefusalReason.LINE_TOO_LONG)
                        : objects.read(lines.buffer, lines.start, lines.end, lines.number);
        return refusal == null ? Step.ROW : Step.REFUSED;
    }

    private String line() {
        return new String(
                lines.buffer,
                lines.start,
                Math.min(lines.end - lines.start, 1000),
                StandardCharsets.UTF_8);
    }
}
