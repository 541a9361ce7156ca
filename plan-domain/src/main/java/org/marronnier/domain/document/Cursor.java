package org.marronnier.domain.document;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a tree that is being read: it knows its value, its path and where to note what it
 * finds.
 */
final class Cursor {

    /** How deep a tree may be nested. */
    static final int DEEPEST = 100;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,80}");
    private static final int SHOWN = 60;

    private final @Nullable Cursor parent;
    private final String step;
    private final @Nullable Object value;
    private final Journal journal;
    private final int depth;

    private Cursor(
            @Nullable Cursor parent,
            String step,
            @Nullable Object value,
            Journal journal,
            int depth) {
        this.parent = parent;
        this.step = step;
        this.value = value;
        this.journal = journal;
        this.depth = depth;
    }

    static Cursor at(@Nullable Object root, Journal journal) {
        return new Cursor(null, "", root, journal, 0);
    }

    Cursor field(String name, @Nullable Object value) {
        var step = PLAIN.matcher(name).matches() ? name : "[\"" + shorten(name) + "\"]";
        return new Cursor(this, step, value, journal, depth + 1);
    }

    Cursor item(int index, @Nullable Object value) {
        return new Cursor(this, "[" + index + "]", value, journal, depth + 1);
    }

    /** The same place, seen with another value. */
    Cursor with(Object other) {
        return new Cursor(parent, step, other, journal, depth);
    }

    @Nullable Object value() {
        return value;
    }

    Journal journal() {
        return journal;
    }

    boolean isTooDeep() {
        return depth > DEEPEST;
    }

    void mistake(String message) {
        journal.note(this, message);
    }

    /** Notes that something else stands here than what was expected. */
    void expected(String what) {
        mistake(capital(what) + " was expected, but " + found() + " was found." + hint());
    }

    String path() {
        if (parent == null) {
            return step;
        }
        var before = parent.path();
        return before.isEmpty() || step.startsWith("[") ? before + step : before + "." + step;
    }

    /** The value in a few words. */
    String found() {
        return switch (value) {
            case null -> "nothing";
            case Map<?, ?> _ -> "an object";
            case List<?> _ -> "a list";
            case String text -> '"' + shorten(text) + '"';
            case Number number -> "the number " + shorten(number.toString());
            case Boolean truth -> truth.toString();
            default -> value.getClass().getSimpleName();
        };
    }

    private String hint() {
        return value instanceof Number || value instanceof Boolean
                ? " Put it in quotes if it is meant as text."
                : "";
    }

    private static String shorten(String text) {
        var line = text.replaceAll("[\\p{Cntrl}\\p{Cs}]", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
