package org.marronnier.domain.change;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.ItemPlace;
import org.marronnier.domain.lifecycle.Status;

/**
 * A version of an item that is prepared beside the one that holds, and takes its place once it is
 * approved.
 *
 * @param status draft or submitted
 * @param by who brought it there
 * @param reason why it was sent back, where it was
 */
public record Preparation(
        ItemPlace place,
        Map<String, Object> tree,
        Status status,
        String by,
        Instant at,
        @Nullable String reason) {

    public Preparation {
        if (status != Status.DRAFT && status != Status.SUBMITTED) {
            throw new IllegalArgumentException(
                    "A version in preparation (%s) is draft or submitted, not %s."
                            .formatted(place.key(), status));
        }
    }
}
