package org.marronnier.web.editing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the history of an item, in words.
 *
 * @param restores the number of the change before which the item can be brought back; null where it
 *     cannot
 */
public record HistoryLine(
        String at,
        String text,
        @Nullable String reason,
        List<Differences.Line> lines,
        @Nullable Long restores) {
    public HistoryLine {
        lines = List.copyOf(lines);
    }
}
