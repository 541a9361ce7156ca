package org.marronnier.store.contact;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a list was left: the sort key of its last line, opaque to who carries it. */
record Cursor(List<String> parts) {

    private static final String SEPARATOR = "\u0000";

    static String of(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable Cursor read(@Nullable String text, int parts) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            var decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            var cursor = new Cursor(List.of(decoded.split(SEPARATOR, -1)));
            if (cursor.parts.size() == parts) {
                return cursor;
            }
        } catch (IllegalArgumentException e) {
            throw notOurs(text, e);
        }
        throw notOurs(text, null);
    }

    Instant instant(int part) {
        try {
            return Instant.parse(parts.get(part));
        } catch (DateTimeException e) {
            throw notOurs(parts.get(part), e);
        }
    }

    long number(int part) {
        try {
            return Long.parseLong(parts.get(part));
        } catch (NumberFormatException e) {
            throw notOurs(parts.get(part), e);
        }
    }

    private static IllegalArgumentException notOurs(String text, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "\"%s\" is not a cursor of this list. Ask without one for the first lines."
                        .formatted(text),
                cause);
    }
}
