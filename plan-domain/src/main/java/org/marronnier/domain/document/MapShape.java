package org.marronnier.domain.document;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.telling.Phrase;

/** Values of one shape by free names, written in the order of the names. */
final class MapShape<V> implements Shape<Map<String, V>> {

    private final Shape<String> name;
    private final Shape<V> value;
    private final int most;

    MapShape(Shape<String> name, Shape<V> value, int most) {
        this.name = name;
        this.value = value;
        this.most = most;
    }

    @Override
    public @Nullable Map<String, V> read(Cursor cursor) {
        if (!(cursor.value() instanceof Map<?, ?> map)) {
            cursor.expected(Phrase.AN_OBJECT.with());
            return null;
        }
        if (map.size() > most) {
            cursor.mistake(Phrase.TOO_MANY_FIELDS.with(most, map.size()));
            return null;
        }
        var mistakes = cursor.journal().count();
        var all = new LinkedHashMap<String, V>();
        map.forEach(
                (key, raw) -> {
                    var text = String.valueOf(key);
                    name.read(cursor.field(text, text));
                    var read = value.read(cursor.field(text, raw));
                    if (read != null) {
                        all.put(text, read);
                    }
                });
        return cursor.journal().count() > mistakes ? null : all;
    }

    @Override
    public Object write(Map<String, V> values) {
        var tree = new LinkedHashMap<String, Object>();
        new TreeMap<>(values).forEach((key, held) -> tree.put(key, value.write(held)));
        return tree;
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return Map.of(
                "type",
                "object",
                "additionalProperties",
                value.schema(definitions),
                "maxProperties",
                most,
                "propertyNames",
                name.schema(definitions));
    }
}
