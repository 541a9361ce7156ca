package org.marronnier.store.json;

import jakarta.persistence.AttributeConverter;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.document.Part;

/** A part of the plan document in a jsonb column. */
abstract class PartConverter<T> implements AttributeConverter<T, Json> {

    private final Part<T> part;

    PartConverter(Part<T> part) {
        this.part = part;
    }

    @Override
    public @Nullable Json convertToDatabaseColumn(@Nullable T value) {
        return value == null ? null : Json.of(part.write(value));
    }

    @Override
    public @Nullable T convertToEntityAttribute(@Nullable Json json) {
        return json == null ? null : part.read(json.tree());
    }
}
