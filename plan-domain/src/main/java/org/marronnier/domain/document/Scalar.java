package org.marronnier.domain.document;

import java.time.DateTimeException;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A single value: text, number or truth.
 *
 * @param expected what is expected, as it begins a sentence
 * @param parse reads a raw value; throws IllegalArgumentException or DateTimeException where it is
 *     none of these
 * @param hint a sentence more about a wrong value, led by a space, or nothing
 */
record Scalar<T>(
        String expected,
        Function<Object, T> parse,
        Function<T, Object> writer,
        Map<String, Object> description,
        Function<Object, String> hint)
        implements Shape<T> {

    Scalar(
            String expected,
            Function<Object, T> parse,
            Function<T, Object> writer,
            Map<String, Object> description) {
        this(expected, parse, writer, description, _ -> "");
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
                    cursor.mistake(
                            "%s was expected, but %s was found.%s"
                                    .formatted(
                                            Character.toUpperCase(expected.charAt(0))
                                                    + expected.substring(1),
                                            cursor.found(),
                                            hint));
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
