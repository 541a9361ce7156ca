package org.marronnier.web.condition;

import java.util.ArrayList;
import java.util.List;

/** A sentence whose values stand out from its words. */
public record Sentence(List<Part> parts) {

    /** A run of words, or one value. */
    public record Part(String text, boolean value) {}

    private static final char OPEN = '\ue000';
    private static final char CLOSE = '\ue001';

    public Sentence {
        parts = List.copyOf(parts);
    }

    /** Marks a value, so that it is still known after it was put into a message. */
    static String mark(String value) {
        return OPEN + unmarked(value) + CLOSE;
    }

    /** Reads a text in which values are marked. */
    static Sentence read(String marked) {
        var parts = new ArrayList<Part>();
        var at = 0;
        while (at < marked.length()) {
            var isValue = marked.charAt(at) == OPEN;
            var end = marked.indexOf(isValue ? CLOSE : OPEN, at);
            end = end < 0 ? marked.length() : end;
            parts.add(new Part(marked.substring(isValue ? at + 1 : at, end), isValue));
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
