package org.marronnier.domain.document;

import org.jspecify.annotations.Nullable;

/**
 * Where an item stands in a plan.
 *
 * @param programme the programme of a scenario; null for all other kinds
 * @param key its key; the plan's own for {@code PLAN} and {@code CONVENTIONS}, the channel for
 *     {@code CAPACITY}, and empty for the list of all items of a kind
 */
public record ItemPlace(ItemKind kind, @Nullable String programme, String key) {

    public ItemPlace {
        if ((programme != null) != (kind == ItemKind.SCENARIO)) {
            throw new IllegalArgumentException(
                    "A scenario (%s), and nothing else, stands in a programme (%s)."
                            .formatted(key, programme));
        }
    }

    public static ItemPlace of(ItemKind kind, String key) {
        return new ItemPlace(kind, null, key);
    }

    public static ItemPlace scenario(String programme, String key) {
        return new ItemPlace(ItemKind.SCENARIO, programme, key);
    }

    /** All items of a kind, as far as their order goes. */
    public static ItemPlace list(ItemKind kind, @Nullable String programme) {
        return new ItemPlace(kind, programme, "");
    }

    /** The same list with another key. */
    public ItemPlace named(String other) {
        return new ItemPlace(kind, programme, other);
    }
}
