package org.marronnier.domain.document;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.telling.Phrase;

/** A shape seen as another type. */
record Mapped<A, B>(Shape<A> shape, Function<A, B> to, Function<B, A> from) implements Shape<B> {

    @Override
    public @Nullable B read(Cursor cursor) {
        var value = shape.read(cursor);
        if (value == null) {
            return null;
        }
        try {
            return to.apply(value);
        } catch (IllegalArgumentException e) {
            cursor.mistake(Phrase.INVALID.with(String.valueOf(e.getMessage())));
            return null;
        }
    }

    @Override
    public Object write(B value) {
        return shape.write(from.apply(value));
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return shape.schema(definitions);
    }
}
