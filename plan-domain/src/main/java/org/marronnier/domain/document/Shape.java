package org.marronnier.domain.document;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How values of one kind are read from a tree, written to it and described: three sides of one
 * definition.
 */
interface Shape<T> {

    /** The value at the cursor, or null when a mistake was noted there or below. */
    @Nullable T read(Cursor cursor);

    /** The tree of a value. */
    Object write(T value);

    /** Its JSON Schema (2020-12). */
    Map<String, Object> schema(Definitions definitions);
}
