package org.marronnier.store.imports;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.marronnier.store.copy.Bytes;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** JSON objects read into one row, each from its own span of bytes. */
final class JsonObjects {

    static final int DEEPEST = 16;
    private static final int LONGEST_NUMBER = 100;
    private static final int LARGEST_EXPONENT = 1_000;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEEPEST)
                                    .maxNumberLength(LONGEST_NUMBER)
                                    .build())
                    .build();

    final Row row;
    private final ImportKind kind;
    private final Map<String, Integer> fields = new HashMap<>();
    private final Bytes values = new Bytes(4096);
    private byte[] bytes = {};
    private int from;
    private int to;

    JsonObjects(ImportKind kind) {
        this.kind = kind;
        this.row = new Row(kind.fields().size());
        for (int i = 0; i < kind.fields().size(); i++) {
            fields.put(kind.fields().get(i), i);
        }
    }

    /** Reads {@code text[start..end)} into the row, under this number; or says why it cannot. */
    @Nullable Refusal read(byte[] text, int start, int end, long number) {
        bytes = text;
        from = start;
        to = end;
        row.clear();
        row.line = number;
        values.clear();
        for (int i = from; i < to; i++) {
            if (bytes[i] == 0) {
                return refuse(null, span(), RefusalReason.NUL);
            }
        }
        if (!Utf8.isWellFormed(bytes, from, to)) {
            return refuse(null, span(), RefusalReason.BAD_UTF8);
        }
        try (var parser = JSON.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
            read(parser);
        } catch (Fault fault) {
            return refuse(fault.field, fault.value, fault.reason);
        } catch (StreamConstraintsException tooMuch) {
            return refuse(
                    null,
                    span(),
                    String.valueOf(tooMuch.getMessage()).contains("depth")
                            ? RefusalReason.TOO_DEEP
                            : RefusalReason.BAD_NUMBER);
        } catch (JacksonException faulty) {
            return refuse(null, span(), RefusalReason.BAD_JSON);
        }
        row.bytes = values.array;
        return null;
    }

    private void read(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new Fault(null, span(), RefusalReason.BAD_JSON);
        }
        String name;
        while ((name = parser.nextName()) != null) {
            var token = parser.nextToken();
            var known = fields.get(name);
            if (known != null) {
                known(parser, token, name, known);
            } else if (!kind.takesMore()) {
                throw new Fault(name, null, RefusalReason.UNKNOWN_FIELD);
            } else if (token == JsonToken.VALUE_NULL || isEmpty(parser, token)) {
                row.clears(utf8(name, name));
            } else {
                row.startMore(utf8(name, name));
                value(parser, token, name);
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
            throw new Fault(null, span(), RefusalReason.BAD_JSON);
        }
    }

    private static boolean isEmpty(JsonParser parser, JsonToken token) {
        return token == JsonToken.VALUE_STRING && parser.getStringLength() == 0;
    }

    private void known(JsonParser parser, JsonToken token, String name, int field) {
        row.start[field] = values.size;
        switch (token) {
            case VALUE_NULL -> row.length[field] = 0;
            case VALUE_STRING, VALUE_NUMBER_INT -> {
                var text = utf8(name, parser.getString());
                values.put(text);
                row.length[field] = text.length;
                row.bytes = values.array;
                row.strip(field);
            }
            default -> throw new Fault(name, parser.getString(), RefusalReason.WRONG_TYPE);
        }
    }

    /** Copies a value to the JSON of the row; a null inside an object is left out. */
    private void value(JsonParser parser, JsonToken token, String name) {
        var json = row.more;
        switch (token) {
            case VALUE_STRING -> {
                var text = utf8(name, parser.getString());
                json.putJson(text, 0, text.length);
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                var number = parser.getString();
                if (isTooLarge(number)) {
                    throw new Fault(name, number, RefusalReason.BAD_NUMBER);
                }
                json.put(number.getBytes(StandardCharsets.US_ASCII));
            }
            case VALUE_TRUE, VALUE_FALSE, VALUE_NULL ->
                    json.put(parser.getString().getBytes(StandardCharsets.US_ASCII));
            case START_ARRAY -> {
                json.put('[');
                int size = 0;
                JsonToken element;
                while ((element = parser.nextToken()) != JsonToken.END_ARRAY) {
                    if (element == null) {
                        throw new Fault(null, span(), RefusalReason.BAD_JSON);
                    }
                    if (size++ > 0) {
                        json.put(',');
                    }
                    value(parser, element, name);
                }
                json.put(']');
            }
            case START_OBJECT -> {
                json.put('{');
                int size = 0;
                String inner;
                while ((inner = parser.nextName()) != null) {
                    var element = parser.nextToken();
                    if (element == JsonToken.VALUE_NULL) {
                        continue;
                    }
                    if (size++ > 0) {
                        json.put(',');
                    }
                    var key = utf8(name, inner);
                    json.putJson(key, 0, key.length);
                    json.put(':');
                    value(parser, element, name);
                }
                json.put('}');
            }
            default -> throw new Fault(name, null, RefusalReason.BAD_JSON);
        }
    }

    private static boolean isTooLarge(String number) {
        if (number.length() > LONGEST_NUMBER) {
            return true;
        }
        int at = Math.max(number.indexOf('e'), number.indexOf('E'));
        if (at < 0) {
            return false;
        }
        var exponent = number.substring(at + 1);
        return exponent.length() > 6 || Math.abs(Integer.parseInt(exponent)) > LARGEST_EXPONENT;
    }

    /**
     * The text as UTF-8; escapes in JSON can name NUL and halves of surrogate pairs, which no
     * database text holds.
     */
    private static byte[] utf8(String field, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new Fault(field, text, RefusalReason.NUL);
            }
            if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else {
                    throw new Fault(field, text, RefusalReason.BAD_UTF8);
                }
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Refusal refuse(@Nullable String field, @Nullable String value, RefusalReason reason) {
        return new Refusal(row.line, field, value, reason);
    }

    /** The beginning of what was given. */
    private String span() {
        return new String(bytes, from, Math.min(to - from, 1000), StandardCharsets.UTF_8);
    }

    /** A fault inside a line; carries no stack. */
    private static final class Fault extends RuntimeException {
        final @Nullable String field;
        final @Nullable String value;
        final RefusalReason reason;

        Fault(@Nullable String field, @Nullable String value, RefusalReason reason) {
            super(null, null, false, false);
            this.field = field;
            this.value = value;
            this.reason = reason;
        }
    }
}
