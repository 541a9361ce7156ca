package org.marronnier.domain.document;

import org.jspecify.annotations.Nullable;

/** One field of an object: its name, its shape, and what holds where it is left out. */
record Field<T, V>(
        String name, Shape<V> shape, Getter<T, V> getter, boolean required, @Nullable V byDefault) {

    /** Takes the field out of its object. */
    @FunctionalInterface
    interface Getter<T, V> {
        /** What the object holds, or null where the field is to be left out. */
        @Nullable V of(T holder);
    }

    static <T, V> Field<T, V> required(String name, Shape<V> shape, Getter<T, V> getter) {
        return new Field<>(name, shape, getter, true, null);
    }

    static <T, V> Field<T, V> optional(String name, Shape<V> shape, Getter<T, V> getter) {
        return new Field<>(name, shape, getter, false, null);
    }

    static <T, V> Field<T, V> optional(
            String name, Shape<V> shape, Getter<T, V> getter, V byDefault) {
        return new Field<>(name, shape, getter, false, byDefault);
    }
}
