package org.marronnier.domain.contact;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some lines of a list that may be long, and where the next ones start.
 *
 * @param next the cursor of the lines after these; null at the end
 */
public record Chunk<T>(List<T> lines, @Nullable String next) {

    public Chunk {
        lines = List.copyOf(lines);
    }

    /** The first lines of a list that was read one line further than asked. */
    public static <T> Chunk<T> of(List<T> read, int limit, Function<T, String> cursor) {
        if (read.size() <= limit) {
            return new Chunk<>(read, null);
        }
        var lines = read.subList(0, limit);
        return new Chunk<>(lines, cursor.apply(lines.getLast()));
    }
}
