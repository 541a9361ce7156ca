package org.marronnier.domain.document;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.marronnier.domain.telling.Phrase;
import org.marronnier.domain.telling.Telling;

/**
 * A place in a tree that is being read: it knows its value, its path and where to note what it
 * finds.
 */
final class Cursor {

    /** How deep a tree may be nested. */
    static final int DEEPEST = 100;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,80}");
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");
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
        return new Cursor(this, name, value, journal, depth + 1);
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

    /** Whether this is the place in its list at which another cursor stands. */
    boolean stands(Cursor other) {
        return step.equals(other.step);
    }

    boolean isTooDeep() {
        return depth > DEEPEST;
    }

    void mistake(Telling telling) {
        journal.note(this, telling);
    }

    /** Notes that something else stands here than what was expected. */
    void expected(Telling what) {
        mistake(Phrase.EXPECTED.with(what, found()).then(hint()));
    }

    String path() {
        if (parent == null) {
            return step;
        }
        var before = parent.path();
        var own = written();
        return before.isEmpty() || own.startsWith("[") ? before + own : before + "." + own;
    }

    /** The step as paths write it; that is asked only where there is a mistake to tell. */
    private String written() {
        return INDEX.matcher(step).matches() || PLAIN.matcher(step).matches()
                ? step
                : "[\"" + shorten(step) + "\"]";
    }

    /** The value in a few words. */
    Object found() {
        return switch (value) {
            case null -> Phrase.FOUND_NOTHING.with();
            case Map<?, ?> _ -> Phrase.FOUND_OBJECT.with();
            case List<?> _ -> Phrase.FOUND_LIST.with();
            case String text -> Phrase.FOUND_TEXT.with(shorten(text));
            case Number number -> Phrase.FOUND_NUMBER.with(shorten(number.toString()));
            case Boolean truth -> truth.toString();
            default -> value.getClass().getSimpleName();
        };
    }

    private List<Telling> hint() {
        return value instanceof Number || value instanceof Boolean
                ? List.of(Phrase.QUOTE.with())
                : List.of();
    }

    private static String shorten(String text) {
        var line = text.replaceAll("[\\p{Cntrl}\\p{Cs}]", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
