package org.marronnier.domain.document;

import java.time.LocalDate;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The items that were read before, each with what it says about others. An item is known by its
 * very tree, which nobody changes, and within the dates of its plan.
 */
final class Memory {

    /** An item as it was read somewhere. */
    record Known<T>(
            Cursor at,
            Shape<T> shape,
            T value,
            Facts facts,
            @Nullable LocalDate first,
            @Nullable LocalDate last) {}

    private final Map<Object, Known<?>> known = new IdentityHashMap<>();
    private final Map<Object, Object> trees = new IdentityHashMap<>();

    /** What is known of the tree at the cursor, or null. */
    @SuppressWarnings("unchecked") // a shape knows what it reads
    <T> @Nullable Known<T> recall(
            Cursor at, Shape<T> shape, @Nullable LocalDate first, @Nullable LocalDate last) {
        var held = at.value() == null ? null : known.get(at.value());
        return held != null
                        && held.shape == shape
                        && Objects.equals(held.first, first)
                        && Objects.equals(held.last, last)
                ? (Known<T>) held
                : null;
    }

    <T> void learn(
            Cursor at,
            Shape<T> shape,
            T value,
            Facts facts,
            @Nullable LocalDate first,
            @Nullable LocalDate last) {
        if (at.value() instanceof Object tree) {
            known.put(tree, new Known<>(at, shape, value, facts, first, last));
            trees.put(value, tree);
        }
    }

    /** Takes over what another memory knows of a tree. */
    void learn(Object tree, Memory other) {
        var held = other.known.get(tree);
        if (held != null) {
            known.put(tree, held);
            trees.put(held.value, tree);
        }
    }

    /** Knows no item any more, but still from which tree each was read. */
    void forget() {
        known.clear();
    }

    /** The tree that this very value was read from, or null. */
    @Nullable Object tree(Object value) {
        return trees.get(value);
    }
}
