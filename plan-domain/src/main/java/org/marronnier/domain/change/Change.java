package org.marronnier.domain.change;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.ItemPlace;

/**
 * One change of one item of a plan. Its trees are as the plan document writes them; a programme, a
 * scenario or a campaign says its status in them.
 *
 * @param before the item as it was; null where there was none
 * @param after the item as it became; null where it left the plan
 * @param position where in its list it stood, or stands where it is new; null where that did not
 *     matter
 */
public record Change(
        long id,
        String plan,
        ItemPlace place,
        What what,
        String who,
        Instant at,
        @Nullable Map<String, Object> before,
        @Nullable Map<String, Object> after,
        @Nullable Integer position) {

    /** How it was changed. */
    public enum What {
        CREATED,
        DUPLICATED,
        CHANGED,
        ARCHIVED,
        /** The trees hold the keys of the whole list. */
        ORDERED,
        IMPORTED,
        /** A version in preparation was changed; the item itself stands as it did. */
        PREPARED,
        /** A version in preparation was given up. */
        DISCARDED,
        /** An approved version took the place of the item. */
        REPLACED,
        /** It moved on in its life; the trees hold its status alone. */
        MOVED,
        UNDONE,
        RESTORED
    }
}
