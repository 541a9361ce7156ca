package org.marronnier.domain.document;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One field of an object: its name, its shape, and what holds where it is left out. */
record Field<T, V>(
        String name, Shape<V> shape, Function<T, @Nullable V> getter, boolean required, @Nullable V byDefault) {

    static <T, V> Field<T, V> required(String name, Shape<V> shape, Function<T, @Nullable V> getter) {
        return new Field<>(name, shape, getter, true, null);
    }

    static <T, V> Field<T, V> optional(String name, Shape<V> shape, Function<T, @Nullable V> getter) {
        return new Field<>(name, shape, getter, false, null);
    }

    static <T, V> Field<T, V> optional(String name, Shape<V> shape, Function<T, @Nullable V> getter, V byDefault) {
        return new Field<>(name, shape, getter, false, byDefault);
    }
}
