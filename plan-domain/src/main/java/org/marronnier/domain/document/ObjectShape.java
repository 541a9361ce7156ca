package org.marronnier.domain.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.telling.Phrase;

/** An object with named fields, written in their order. */
final class ObjectShape<T> implements Shape<T> {

    private final String name;
    private final List<Field<T, ?>> fields;
    private final List<String> names;
    private final Function<Values, T> build;
    private final List<BiConsumer<Values, Cursor>> checks;
    private final BiConsumer<Cursor, Map<?, ?>> before;
    private final Runner around;

    /** Reads the fields, with something to do before or after. */
    private interface Runner {
        void run(Cursor cursor, Runnable reading);
    }

    private ObjectShape(
            String name,
            List<Field<T, ?>> fields,
            Function<Values, T> build,
            List<BiConsumer<Values, Cursor>> checks,
            BiConsumer<Cursor, Map<?, ?>> before,
            Runner around) {
        this.name = name;
        this.fields = fields;
        this.names = fields.stream().map(field -> field.name()).toList();
        this.build = build;
        this.checks = checks;
        this.before = before;
        this.around = around;
    }

    @SafeVarargs
    static <T> ObjectShape<T> of(String name, Function<Values, T> build, Field<T, ?>... fields) {
        return of(name, build, List.of(fields));
    }

    static <T> ObjectShape<T> of(String name, Function<Values, T> build, List<Field<T, ?>> fields) {
        return new ObjectShape<>(
                name, fields, build, List.of(), (_, _) -> {}, (_, reading) -> reading.run());
    }

    /** With one more check across fields; it is asked even where some field could not be read. */
    ObjectShape<T> checked(BiConsumer<Values, Cursor> check) {
        var all = new ArrayList<>(checks);
        all.add(check);
        return new ObjectShape<>(name, fields, build, List.copyOf(all), before, around);
    }

    /** With something to look at in the raw object before its fields are read. */
    ObjectShape<T> preparedBy(BiConsumer<Cursor, Map<?, ?>> look) {
        return new ObjectShape<>(name, fields, build, checks, look, around);
    }

    /**
     * Its condition belongs to the segment or stage of its key: references found below are its own.
     */
    ObjectShape<T> owning(Kind kind) {
        return new ObjectShape<>(
                name,
                fields,
                build,
                checks,
                before,
                (cursor, reading) -> {
                    if (cursor.value() instanceof Map<?, ?> map
                            && map.get("key") instanceof String key) {
                        cursor.journal().enter(new Journal.Owner(kind, key, cursor));
                    }
                    reading.run();
                    cursor.journal().leave();
                });
    }

    boolean has(String field) {
        return names.contains(field);
    }

    @Override
    public @Nullable T read(Cursor cursor) {
        if (!(cursor.value() instanceof Map<?, ?> map)) {
            cursor.expected(Phrase.AN_OBJECT_WITH.with(names));
            return null;
        }
        if (cursor.isTooDeep()) {
            cursor.mistake(Phrase.TOO_DEEP.with(Cursor.DEEPEST));
            return null;
        }
        var mistakes = cursor.journal().count();
        before.accept(cursor, map);
        for (var entry : map.entrySet()) {
            var field = String.valueOf(entry.getKey());
            if (!has(field)) {
                cursor.field(field, entry.getValue())
                        .mistake(
                                Phrase.FIELD_UNKNOWN
                                        .with()
                                        .then(Nearest.question(field, names))
                                        .then(List.of(Phrase.FIELDS_ARE.with(names))));
            }
        }
        var values = new Values();
        around.run(cursor, () -> fields.forEach(field -> read(field, cursor, map, values)));
        checks.forEach(check -> check.accept(values, cursor));
        if (cursor.journal().count() > mistakes) {
            return null;
        }
        try {
            return build.apply(values);
        } catch (IllegalArgumentException e) {
            cursor.mistake(Phrase.INVALID.with(String.valueOf(e.getMessage())));
            return null;
        }
    }

    private <V> void read(Field<T, V> field, Cursor cursor, Map<?, ?> map, Values values) {
        var raw = map.get(field.name());
        var at = cursor.field(field.name(), raw);
        if (raw == null) {
            if (field.required()) {
                at.mistake(Phrase.FIELD_MISSING.with(field.name()));
                values.breakOff(field, at);
            } else {
                values.put(field, at, field.byDefault());
            }
            return;
        }
        var value = field.shape().read(at);
        if (value == null) {
            values.breakOff(field, at);
        } else {
            values.put(field, at, value);
        }
    }

    @Override
    public Map<String, Object> write(T value) {
        var tree = new LinkedHashMap<String, Object>();
        fields.forEach(field -> write(field, value, tree));
        return tree;
    }

    private static <T, V> void write(Field<T, V> field, T value, Map<String, Object> tree) {
        var held = field.getter().of(value);
        if (held != null && !held.equals(field.byDefault())) {
            tree.put(field.name(), field.shape().write(held));
        }
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return definitions.reference(name, () -> describe(definitions));
    }

    private Map<String, Object> describe(Definitions definitions) {
        var properties = new LinkedHashMap<String, Object>();
        for (var field : fields) {
            var schema = field.shape().schema(definitions);
            properties.put(
                    field.name(),
                    field.required()
                            ? schema
                            : Map.of("anyOf", List.of(schema, Map.of("type", "null"))));
        }
        var description = new LinkedHashMap<String, Object>();
        description.put("type", "object");
        description.put("properties", properties);
        var required = fields.stream().filter(Field::required).map(Field::name).toList();
        if (!required.isEmpty()) {
            description.put("required", required);
        }
        description.put("additionalProperties", false);
        return description;
    }
}
