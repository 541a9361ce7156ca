package org.marronnier.domain.document;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shape of an item that need not be read again while its tree is the same. It depends on
 * nothing around it but the dates of its plan.
 */
record Remembered<T>(Shape<T> shape) implements Shape<T> {

    @Override
    public @Nullable T read(Cursor cursor) {
        return cursor.journal().remembering(cursor, shape);
    }

    @Override
    public Object write(T value) {
        return shape.write(value);
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return shape.schema(definitions);
    }
}
