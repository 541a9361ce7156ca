package org.marronnier.domain.law;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The mark of a rule that the law asks for: such a rule can be tightened, not loosened.
 *
 * @param source the text that asks for it, such as {@code décret 2022-1313}
 * @param since from when on it holds; null where it always did
 * @param pack the key of the pack that it came with; null where the plan says so itself
 */
public record Legal(String source, @Nullable LocalDate since, @Nullable String pack) {

    public Legal {
        if (source.isBlank()) {
            throw new IllegalArgumentException("A legal rule must name its source.");
        }
    }
}
