package org.marronnier.web.condition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sentence whose values stand out from its words. */
public record Sentence(List<Part> parts) {

    /**
     * A run of words, or one value.
     *
     * @param field what of its item the value is edited as; null where it is not edited in place
     */
    public record Part(String text, boolean value, @Nullable String field) {

        public Part(String text, boolean value) {
            this(text, value, null);
        }
    }

    private static final char OPEN = '\ue000';
    private static final char CLOSE = '\ue001';
    private static final char AFTER_FIELD = '\ue002';

    public Sentence {
        parts = List.copyOf(parts);
    }

    /** Marks a value, so that it is still known after it was put into a message. */
    static String mark(String value) {
        return OPEN + unmarked(value) + CLOSE;
    }

    /** Marks what is edited as one field, whatever it marks itself. */
    static String mark(String field, String value) {
        return OPEN + field + AFTER_FIELD + unmarked(value) + CLOSE;
    }

    /** Reads a text in which values are marked. */
    static Sentence read(String marked) {
        var parts = new ArrayList<Part>();
        var at = 0;
        while (at < marked.length()) {
            var isValue = marked.charAt(at) == OPEN;
            var end = marked.indexOf(isValue ? CLOSE : OPEN, at);
            end = end < 0 ? marked.length() : end;
            var text = marked.substring(isValue ? at + 1 : at, end);
            var field = text.indexOf(AFTER_FIELD);
            parts.add(
                    new Part(
                            text.substring(field + 1),
                            isValue,
                            field < 0 ? null : text.substring(0, field)));
            at = isValue ? end + 1 : end;
        }
        return new Sentence(parts);
    }

    /** The whole sentence as plain text. */
    public String text() {
        return parts.stream().map(Part::text).reduce("", String::concat);
    }

    private static String unmarked(String text) {
        return text.replace(String.valueOf(OPEN), "").replace(String.valueOf(CLOSE), "");
    }

    @Override
    public String toString() {
        return text();
    }
}
