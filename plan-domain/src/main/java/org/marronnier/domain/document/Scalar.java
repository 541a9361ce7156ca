package org.marronnier.domain.document;

import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.telling.Phrase;
import org.marronnier.domain.telling.Telling;

/**
 * A single value: text, number or truth.
 *
 * @param expected what is expected, as it begins a sentence
 * @param parse reads a raw value; throws IllegalArgumentException or DateTimeException where it is
 *     none of these
 * @param hint more about a wrong value, or nothing
 */
record Scalar<T>(
        Telling expected,
        Function<Object, T> parse,
        Function<T, Object> writer,
        Map<String, Object> description,
        Function<Object, List<Telling>> hint)
        implements Shape<T> {

    Scalar(
            Telling expected,
            Function<Object, T> parse,
            Function<T, Object> writer,
            Map<String, Object> description) {
        this(expected, parse, writer, description, _ -> List.of());
    }

    @Override
    public @Nullable T read(Cursor cursor) {
        var raw = cursor.value();
        if (raw != null) {
            try {
                return parse.apply(raw);
            } catch (IllegalArgumentException | DateTimeException _) {
                var hint = this.hint.apply(raw);
                if (!hint.isEmpty()) {
                    cursor.mistake(Phrase.EXPECTED.with(expected, cursor.found()).then(hint));
                    return null;
                }
            }
        }
        cursor.expected(expected);
        return null;
    }

    @Override
    public Object write(T value) {
        return writer.apply(value);
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return description;
    }
}
