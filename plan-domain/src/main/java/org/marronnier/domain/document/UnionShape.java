package org.marronnier.domain.document;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.telling.Phrase;
import org.marronnier.domain.telling.Telling;

/** One of several objects, told apart by the field that names it. */
final class UnionShape<T> implements Shape<T> {

    /**
     * One of the alternatives; the first whose marks all stand in the object is meant, where the
     * object fits.
     */
    record Variant<T, S extends T>(
            Class<S> type, Shape<S> shape, Predicate<Map<?, ?>> fits, List<String> marks) {

        static <T, S extends T> Variant<T, S> of(Class<S> type, Shape<S> shape, String... marks) {
            return of(type, shape, _ -> true, marks);
        }

        /** An alternative that shares its marks with another, and is told apart by more. */
        static <T, S extends T> Variant<T, S> of(
                Class<S> type, Shape<S> shape, Predicate<Map<?, ?>> fits, String... marks) {
            return new Variant<>(type, shape, fits, List.of(marks));
        }

        private boolean isMeant(Map<?, ?> raw) {
            return marks.stream().allMatch(raw::containsKey) && fits.test(raw);
        }
    }

    private final String name;
    private final Phrase what;
    private final Supplier<List<Variant<T, ? extends T>>> supplier;
    private volatile @Nullable List<Variant<T, ? extends T>> variants;

    /**
     * The alternatives are asked for when first needed, since they may hold this shape themselves.
     */
    UnionShape(String name, Phrase what, Supplier<List<Variant<T, ? extends T>>> variants) {
        this.name = name;
        this.what = what;
        this.supplier = variants;
    }

    @Override
    public @Nullable T read(Cursor cursor) {
        var names =
                variants().stream().map(variant -> variant.marks().getFirst()).distinct().toList();
        if (!(cursor.value() instanceof Map<?, ?> map)) {
            cursor.expected(Phrase.AN_OBJECT_OF.with(what.with(), Telling.anyOf(names)));
            return null;
        }
        for (var variant : variants()) {
            if (variant.isMeant(map)) {
                return variant.shape().read(cursor);
            }
        }
        if (map.size() == 1) {
            var only = String.valueOf(map.keySet().iterator().next());
            cursor.field(only, map.get(only))
                    .mistake(
                            Phrase.NO_ALTERNATIVE
                                    .with(what.with())
                                    .then(Nearest.question(only, names))
                                    .then(List.of(Phrase.ALTERNATIVES.with(Telling.anyOf(names)))));
        } else {
            cursor.mistake(Phrase.ALTERNATIVE_MISSING.with(what.with(), Telling.anyOf(names)));
        }
        return null;
    }

    @Override
    public Object write(T value) {
        for (var variant : variants()) {
            if (variant.type().isInstance(value)) {
                return write(variant, value);
            }
        }
        throw new IllegalStateException("No shape writes %s.".formatted(value.getClass()));
    }

    private static <T, S extends T> Object write(Variant<T, S> variant, T value) {
        return variant.shape().write(variant.type().cast(value));
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return definitions.reference(
                name,
                () ->
                        Map.of(
                                "anyOf",
                                variants().stream()
                                        .map(variant -> variant.shape().schema(definitions))
                                        .toList()));
    }

    private List<Variant<T, ? extends T>> variants() {
        var known = variants;
        if (known == null) {
            known = supplier.get();
            variants = known;
        }
        return known;
    }
}
