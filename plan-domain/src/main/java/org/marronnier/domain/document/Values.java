package org.marronnier.domain.document;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of one object as they were read. */
final class Values {

    private final Map<Field<?, ?>, Object> read = new HashMap<>();
    private final Set<Field<?, ?>> broken = new HashSet<>();
    private final Map<Field<?, ?>, Cursor> places = new HashMap<>();

    <V> void put(Field<?, V> field, Cursor at, @Nullable V value) {
        places.put(field, at);
        if (value != null) {
            read.put(field, value);
        }
    }

    void breakOff(Field<?, ?> field, Cursor at) {
        places.put(field, at);
        broken.add(field);
    }

    /** The value of a field that has one for sure: a required one, or one with a default. */
    <V> V get(Field<?, V> field) {
        var value = find(field);
        if (value == null) {
            throw new IllegalStateException("The field (%s) was not read.".formatted(field.name()));
        }
        return value;
    }

    /** The value of a field, or null where it was left out or could not be read. */
    @SuppressWarnings("unchecked") // put() keeps the types together
    <V> @Nullable V find(Field<?, V> field) {
        return (V) read.get(field);
    }

    /** Whether something stands there that could not be read. */
    boolean isBroken(Field<?, ?> field) {
        return broken.contains(field);
    }

    /** Whether the field was simply left out and has no default. */
    boolean lacks(Field<?, ?> field) {
        return !broken.contains(field) && !read.containsKey(field);
    }

    Cursor at(Field<?, ?> field) {
        var place = places.get(field);
        if (place == null) {
            throw new IllegalStateException(
                    "The field (%s) is none of this object.".formatted(field.name()));
        }
        return place;
    }
}
